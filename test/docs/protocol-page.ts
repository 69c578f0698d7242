import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { REFUSAL_STATUS } from '#device-daemon/server/admission.ts';
import { CLOSE_CODES, RUNNING_COMMANDS_MAX } from '#device-daemon/server/page-socket.ts';
import {
  AcknowledgeStatus,
  COMMAND_TIMEOUT_MAX_MS,
  CompletionCode,
  PROTOCOL_VERSION,
  SUBPROTOCOL,
  TOKEN_HEADER,
  TOKEN_SUBPROTOCOL_PREFIX,
} from '#shared/protocol/header.ts';
import { COMMAND_ERROR_CODES, COMMANDS, EVENTS, UNSOLICITED } from '#shared/protocol/messages.ts';

type Schema = v.GenericSchema;
const jsonSchema = (schema: Schema) => toJsonSchema(schema, { errorMode: 'throw' });

/** The machine-readable half: JSON Schema of every payload by name. */
export function protocolSchema(): string {
  const each = <T>(table: Record<string, T>, of: (entry: T) => unknown) =>
    Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, of(entry)]));
  return `${JSON.stringify(
    {
      version: PROTOCOL_VERSION,
      commands: each<{ payload: Schema; completion: Schema }>(COMMANDS, ({ payload, completion }) => ({
        payload: jsonSchema(payload),
        completion: jsonSchema(completion),
      })),
      events: each<Schema>(EVENTS, jsonSchema),
      unsolicited: each<Schema>(UNSOLICITED, jsonSchema),
    },
    null,
    2,
  )}\n`;
}

const bullets = (schema: { options: readonly string[] }) =>
  schema.options.map((word) => `\`${word}\``).join(' · ');

interface Shape {
  type?: string;
  const?: unknown;
  enum?: string[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
}

/** A payload in one line, the way a person would write it down. */
function shapeOf(shape: Shape): string {
  if (shape.enum !== undefined) return shape.enum.map((word) => `"${word}"`).join(' \\| ');
  if (shape.items !== undefined) return `[${shapeOf(shape.items)} …]`;
  if (shape.properties === undefined) return shape.type ?? JSON.stringify(shape.const);
  const keys = Object.entries(shape.properties).map(
    ([key, value]) => `${key}${shape.required?.includes(key) ? '' : '?'}: ${shapeOf(value)}`,
  );
  return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
}
const shape = (schema: Schema) =>
  shapeOf(jsonSchema(schema) as Shape)
    .replace(/^(.*)$/s, '`$1`')
    .replaceAll('\\|', '|')
    .replaceAll('|', '\\|');

export function protocolPage(): string {
  const errorCodes: Record<string, { options: readonly string[] }> = COMMAND_ERROR_CODES;
  return `# The socket between page and daemon

<!-- Made from shared/protocol by \`npm run docs\`; a test fails when it is out of date. -->

Version ${PROTOCOL_VERSION}. The message grammar and the state names follow XFS4IoT (CEN/XFS 4); this is not a certified
XFS4IoT service. Availability of the kiosk as a whole uses the words of IATA CUSS. JSON Schemas of every payload:
[protocol.schema.json](protocol.schema.json).

## A conversation

A citizen lays a card down, the page learns the masked name, and later the card is lifted. \`→\` is the page.

\`\`\`
→ GET /                            the page, with a fresh token in <meta name="kiosk-token">
→ GET /socket                      Upgrade, Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ${TOKEN_SUBPROTOCOL_PREFIX}<TOKEN>
← unsolicited Kiosk.HelloEvent     version, terminal, availability, full state
→ command     IdentityCard.Read #1
← acknowledge IdentityCard.Read #1
← event       CardReader.InsertCardEvent #1
← event       CardReader.MediaInsertedEvent #1
← completion  IdentityCard.Read #1 success { cardKind, maskedName, maskedNumber }
→ GET /records/pension/summary     ${TOKEN_HEADER}: <TOKEN>; the daemon adds the session
→ command     Statement.Print #2   { jobId, kind, parameters }
← acknowledge Statement.Print #2
← event       Statement.ComposedEvent #2 { pages }
← event       Statement.ProgressEvent #2 { jobState: "processing" }
← completion  Statement.Print #2   success { statementNumber, pages, mediaTakenSensor }
← unsolicited Printer.MediaTakenEvent
← unsolicited CardReader.MediaRemovedEvent
← unsolicited Session.EndedEvent   { reason: "cardRemoved" }
\`\`\`

## Admission

The daemon listens on 127.0.0.1 only. A socket is refused before it exists, with the reason in the HTTP status line:

| reason | status |
|---|---|
${Object.entries(REFUSAL_STATUS)
  .map(([reason, status]) => `| \`${reason}\` | ${status} |`)
  .join('\n')}

A page with a newer token takes the place of an older one at once: the older socket closes with
${CLOSE_CODES.replacedByNewerPage}. Other close codes: ${CLOSE_CODES.notReading} a page that does not read,
${CLOSE_CODES.stopping} the daemon is stopping. Every \`/records\` request carries the token of the page that holds the socket in
\`${TOKEN_HEADER}\`; any other gets 401.

## Messages

Every message is \`{ header, payload }\`. A header has \`type\`, \`name\` and \`version\` ("${PROTOCOL_VERSION}"); all but unsolicited
ones also \`requestId\`, a whole number above zero that no running command of this socket uses. A command may carry \`timeout\` in
ms (0 or none: no limit; at most ${COMMAND_TIMEOUT_MAX_MS}). At most ${RUNNING_COMMANDS_MAX} commands run at once. Unknown keys are
refused.

\`\`\`
command ──▶ acknowledge ──▶ event* ──▶ completion        unsolicited at any time
                 └ with a status: refused, nothing follows
\`\`\`

- Acknowledge \`status\` when refused: ${bullets(AcknowledgeStatus)}
- Completion codes: ${bullets(CompletionCode)}
- \`commandErrorCode\` means: read \`payload.errorCode\`.
- A name that is not a command is acknowledged and then completes with \`unsupportedCommand\`; a wrong payload with
  \`invalidData\`.
- A socket that closes ends every call of its page, but for a statement that is being printed: that paper still comes out, and
  the same \`jobId\` on a new socket gets its outcome.

## Commands

| name | payload | on success | \`errorCode\` |
|---|---|---|---|
${Object.entries<{ payload: Schema; completion: Schema }>(COMMANDS)
  .map(([name, { payload, completion }]) => {
    const codes = errorCodes[name];
    return `| \`${name}\` | ${shape(payload)} | ${shape(completion)} | ${codes === undefined ? '–' : bullets(codes)} |`;
  })
  .join('\n')}

## Events of a command

| name | payload |
|---|---|
${Object.entries<Schema>(EVENTS)
  .map(([name, schema]) => `| \`${name}\` | ${shape(schema)} |`)
  .join('\n')}

## Unsolicited

| name | payload |
|---|---|
${Object.entries<Schema>(UNSOLICITED)
  .map(([name, schema]) => `| \`${name}\` | ${shape(schema)} |`)
  .join('\n')}
`;
}
