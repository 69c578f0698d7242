import * as v from 'valibot';
import { choiceKey, formKey, integerKey, switchKey, textKey, urlKey } from '#shared/config/keys.ts';
import { KeypadTable } from './keypad-table.ts';
import { ScreenTable } from './screen-table.ts';
import { SpeechTable } from './speech-table.ts';
import { StaffTable } from './staff-table.ts';

/** What every reader for social-security cards does with a card. */
const CARD_HANDLING = {
  takeCardS: v.optional(
    integerKey('How long an ejected card may stand in the slot before a motorised reader captures it.', {
      min: 10,
      max: 300,
      unit: 's',
    }),
    30,
  ),
  verifyPin: v.optional(
    switchKey('Whether the holder must enter the PIN of the card, where the card has one.'),
    true,
  ),
  bankNumber: v.optional(
    switchKey('Whether the number of the bank application is read too; it is shown masked and not kept.'),
    false,
  ),
};

const MOTORISED_PORT = {
  path: textKey(
    'The port. "auto" asks on every serial port that no other table names.',
    'a path such as "/dev/serial/by-id/…", on Windows "COM3", or "auto"',
  ),
  baudRate: v.optional(
    integerKey('Speed of the line; without it the rates of the model are tried in turn.', {
      min: 1200,
      max: 115200,
      unit: 'baud',
    }),
  ),
};

/** The kiosk's configuration file. docs/configuration.md is made from this table. */
const Tables = v.strictObject({
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
    driver: v.optional(
      choiceKey(
        'Protocol of the reader: a row of the table of models, or "auto" for whichever row fits what is plugged in.',
        ['auto', 'sdt', 'cvr-100', 'cvr-100au', 'dk26', 'sdt-hid', 'usb-sam', 'pcsc-id'],
      ),
      'sdt',
    ),
    transport: v.optional(
      choiceKey(
        'How the reader is connected; "auto" looks everywhere but at PC/SC, whose readers may be there for other cards.',
        ['auto', 'serial', 'hid', 'usb', 'pcsc'],
      ),
      'serial',
    ),
    path: textKey(
      "The port; for PC/SC a part of the reader's name. Prefer /dev/serial/by-id/…, which stays the same when cables are " +
        'moved. "auto" takes the port where a reader of this kind answers.',
      'a path such as "/dev/serial/by-id/…", "/dev/hidraw0" or "usb:1-4.2", on Windows "COM3", a part of a name, or "auto"',
    ),
    baudRate: v.optional(
      integerKey(
        'Speed of the line; without it the rates that readers of this kind use are tried in turn, 115200 to 9600.',
        { min: 9600, max: 115200, unit: 'baud' },
      ),
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
  socialSecurityCardReader: v.optional(
    v.variant('driver', [
      v.strictObject({
        driver: formKey('A motorised CREATOR CRT-591 on a serial line.', 'crt-591'),
        ...MOTORISED_PORT,
        address: v.optional(integerKey('Address set by the switches of the unit.', { min: 0, max: 15 }), 0),
        ...CARD_HANDLING,
      }),
      v.strictObject({
        driver: formKey('A motorised CREATOR CRT-310 on a serial line.', 'crt-310'),
        ...MOTORISED_PORT,
        ...CARD_HANDLING,
      }),
      v.strictObject({
        driver: formKey('Any reader of the PC/SC service, with contacts or without.', 'pcsc'),
        path: v.optional(
          textKey(
            'A part of the reader\'s name; "auto" takes the first there is.',
            'a part of a name, or "auto"',
          ),
          'auto',
        ),
        ...CARD_HANDLING,
      }),
      v.strictObject({
        driver: formKey('A GWI IC20 on HID.', 'gwi-ic20'),
        path: textKey(
          'The HID device; its numbers are not known, so it cannot be found by itself.',
          'a path such as "/dev/hidraw0" or a link that a udev rule makes',
          /^(?!auto$)\S/,
        ),
        ...CARD_HANDLING,
      }),
    ]),
  ),
  authority: v.optional(
    v.strictObject({
      url: urlKey(
        "Who holds the keys of third-generation cards: the adapter to the province's HSM. Without it the records " +
          'service is asked for the holder.',
        ['http:', 'https:'],
      ),
    }),
  ),
  pinPad: v.optional(
    v.variant('kind', [
      v.strictObject({
        kind: formKey('A PIN pad on a serial line.', 'serial'),
        path: textKey('The port of the pad.', 'a path such as "/dev/serial/by-id/…", on Windows "COM4"'),
        baudRate: v.optional(
          integerKey('Speed of the line.', { min: 1200, max: 115200, unit: 'baud' }),
          9600,
        ),
      }),
      v.strictObject({
        kind: formKey('A dialog of the kiosk’s shell.', 'dialog'),
        program: textKey(
          "A pinentry program of the kiosk's shell, for kiosks without a pad: the page never sees the digits.",
          'a path such as "/usr/bin/pinentry-gtk-2"',
        ),
      }),
    ]),
  ),
  codeScanner: v.optional(
    v.variant('transport', [
      v.strictObject({
        transport: formKey('A scanner on a serial line.', 'serial'),
        path: textKey(
          'The port of the scanner; it answers nothing, so it cannot be found by asking.',
          'a path such as "/dev/serial/by-id/…", on Windows "COM5"',
          /^(?!auto$)\S/,
        ),
        baudRate: v.optional(
          integerKey('Speed of a serial scanner.', { min: 1200, max: 115200, unit: 'baud' }),
          9600,
        ),
      }),
      v.strictObject({
        transport: formKey('A HID-POS scanner; not one that poses as a keyboard.', 'hid'),
        path: textKey(
          'The HID device of the scanner; "auto" takes the first that calls itself a point-of-sale scanner.',
          'a path such as "/dev/hidraw1", or "auto"',
        ),
      }),
    ]),
  ),
  keypad: KeypadTable,
  screen: ScreenTable,
  staff: StaffTable,
  speech: SpeechTable,
  printer: v.strictObject({
    uri: urlKey('The printer, or a queue of CUPS.', ['ipp:', 'ipps:']),
  }),
  journal: v.strictObject({
    folder: textKey(
      'Where the print journal is kept, so that no statement is printed twice, and what the staff desk was not told yet. Holds no personal data.',
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
export const DaemonConfiguration = v.pipe(
  Tables,
  v.forward(
    v.check(
      ({ socialSecurityCardReader, pinPad }) =>
        socialSecurityCardReader?.verifyPin !== true || pinPad !== undefined,
      'is missing: where socialSecurityCardReader.verifyPin is true (the default) there must be a pad or a dialog',
    ),
    ['pinPad'],
  ),
);
export type DaemonConfiguration = v.InferOutput<typeof DaemonConfiguration>;
