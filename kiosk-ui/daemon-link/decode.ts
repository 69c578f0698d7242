import * as v from 'valibot';
import {
  type Acknowledge,
  COMMAND_ERROR_CODES,
  COMMANDS,
  type Completion,
  DaemonEnvelope,
  type DaemonMessage,
  EVENTS,
  type Event,
  isCommandName,
  isEventName,
  isUnsolicitedName,
  UNSOLICITED,
  type Unsolicited,
} from '#shared/protocol/messages.ts';

/**
 * Checks one message of the daemon, the only place in the page that does.
 * @returns null for what this version of the page does not know: a newer daemon may say more
 * @throws when a message it does know is not of its schema: page and daemon are not of one build
 */
export function decodeMessage(text: string): DaemonMessage | null {
  const message = v.parse(
    v.object({ header: DaemonEnvelope, payload: v.optional(v.unknown()) }),
    JSON.parse(text),
  );
  const { header, payload } = message;
  switch (header.type) {
    case 'acknowledge':
      return { header } satisfies Acknowledge;
    case 'event':
      if (!isEventName(header.name)) return null;
      return { header, payload: v.parse(EVENTS[header.name], payload) } as Event;
    case 'unsolicited':
      if (!isUnsolicitedName(header.name)) return null;
      return { header, payload: v.parse(UNSOLICITED[header.name], payload) } as Unsolicited;
    case 'completion':
      return {
        header,
        payload: completionPayload(header.name, header.completionCode, payload),
      } satisfies Completion;
  }
}

function completionPayload(name: string, code: string, payload: unknown): unknown {
  if (!isCommandName(name)) return null;
  if (code === 'success') return v.parse(COMMANDS[name].completion, payload);
  if (code !== 'commandErrorCode') return null;
  const codes: Partial<Record<string, v.GenericSchema>> = COMMAND_ERROR_CODES;
  const schema = codes[name];
  return schema === undefined ? null : v.parse(v.object({ errorCode: schema }), payload);
}
