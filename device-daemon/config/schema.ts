import * as v from 'valibot';
import { choiceKey, integerKey, textKey, urlKey } from '#shared/config/keys.ts';

/** The kiosk's configuration file. docs/configuration.md is made from this table. */
export const DaemonConfiguration = v.strictObject({
  server: v.optional(
    v.strictObject({
      port: v.optional(
        integerKey('Port of the page and the socket on 127.0.0.1; 0 takes a free one.', {
          min: 0,
          max: 65535,
        }),
        8640,
      ),
    }),
    {},
  ),
  terminal: v.strictObject({
    id: textKey(
      'Number of this kiosk: six digits of the region, four of the terminal.',
      'six digits, a hyphen, four digits, such as "999999-0001"',
      /^\d{6}-\d{4}$/,
    ),
    privateKeyFile: textKey(
      'Ed25519 key that signs the evidence of a card read. Made on first start, readable by the daemon only; the ' +
        'public half is written beside it as FILE.public.json, to be registered at the records service.',
      'a path',
    ),
  }),
  records: v.strictObject({
    url: urlKey('Address of the records service.', ['http:', 'https:']),
  }),
  identityCardReader: v.strictObject({
    driver: v.optional(choiceKey('Protocol of the reader, a row of the driver table.', ['sdt']), 'sdt'),
    transport: v.optional(choiceKey('How the reader is connected.', ['serial']), 'serial'),
    path: textKey(
      'The port. Prefer /dev/serial/by-id/…, which stays the same when cables are moved. "auto" tries every serial port.',
      'a path such as "/dev/serial/by-id/…", on Windows "COM3", or "auto"',
    ),
    baudRate: v.optional(
      integerKey('Speed of the line; makers ship 115200, a few old readers 9600.', {
        min: 9600,
        max: 115200,
        unit: 'baud',
      }),
      115200,
    ),
    pollMs: v.optional(
      integerKey('Pause between two questions for a card while the kiosk waits for one.', {
        min: 20,
        max: 1000,
        unit: 'ms',
      }),
      100,
    ),
  }),
  printer: v.strictObject({
    uri: urlKey('The printer, or a queue of CUPS.', ['ipp:', 'ipps:']),
  }),
  journal: v.strictObject({
    folder: textKey(
      'Where the print journal is kept, so that no statement is printed twice. Holds no personal data.',
      'a path',
    ),
  }),
  log: v.optional(
    v.strictObject({
      level: v.optional(
        choiceKey('How much is logged to standard output.', ['debug', 'info', 'warn', 'error']),
        'info',
      ),
    }),
    {},
  ),
});
export type DaemonConfiguration = v.InferOutput<typeof DaemonConfiguration>;
