import * as v from 'valibot';
import { choiceKey, formKey, integerKey, textKey } from '#shared/config/keys.ts';
import { KeypadKey } from '#shared/protocol/assistance.ts';

/** Longest report of a full-speed device. */
const REPORT_MAX_BYTES = 64;

const LAYOUT = choiceKey(
  'What lies under the hand: up, down, left, right and select; the number pad of a telephone; or two switches, "next" (down) and "select".',
  ['fiveKeys', 'numberPad', 'twoSwitches'],
);

/** Without these keys a journey cannot be walked. */
const NEEDED_KEYS = {
  fiveKeys: ['up', 'down', 'left', 'right', 'select'],
  numberPad: ['up', 'down', 'left', 'right', 'select'],
  twoSwitches: ['down', 'select'],
} as const;

const KeyRow = v.pipe(
  v.strictObject({
    key: choiceKey('What the key means.', KeypadKey.options),
    byte: integerKey('Place in the report, counted from 0 behind the number of the report, if it has one.', {
      min: 0,
      max: REPORT_MAX_BYTES - 1,
    }),
    bytes: v.optional(
      integerKey('How many bytes from there may hold it: 6 for the list of keys of a keyboard’s report.', {
        min: 1,
        max: REPORT_MAX_BYTES,
      }),
      1,
    ),
    mask: v.optional(integerKey('The bits that count.', { min: 1, max: 255 }), 255),
    value: v.optional(
      integerKey('What those bits are while the key is down; without it all of them are set.', {
        min: 0,
        max: 255,
      }),
    ),
  }),
  v.check(
    ({ byte, bytes, mask, value = mask }) => (value & ~mask) === 0 && byte + bytes <= REPORT_MAX_BYTES,
    'is never true: its value has bits outside of its mask, or its bytes reach beyond the 64th',
  ),
);

const id = (whose: string) => v.optional(integerKey(`USB number of the ${whose}.`, { min: 0, max: 0xffff }));

const HidKeypad = v.strictObject({
  kind: formKey('A HID device that the daemon reads.', 'hid'),
  layout: LAYOUT,
  path: v.optional(
    textKey(
      'The HID device; or give vendorId and productId.',
      'a path such as "/dev/hidraw2" or a link that a udev rule makes',
    ),
  ),
  vendorId: id('maker'),
  productId: id('product'),
  usagePage: v.optional(
    integerKey('Which part of a device that has several, by its usage page.', { min: 1, max: 0xffff }),
  ),
  reportId: v.optional(
    integerKey('Number of the report that tells of keys; 0 where reports have none.', { min: 0, max: 255 }),
    0,
  ),
  keys: v.pipe(v.array(KeyRow), v.minLength(1), v.maxLength(64)),
});

/** `[keypad]`: keys for hands that do not touch the screen. */
export const KeypadTable = v.optional(
  v.pipe(
    v.variant('kind', [
      v.strictObject({
        kind: formKey(
          'A keypad that is a keyboard: it types into the page, and the daemon does not see it.',
          'keyboard',
        ),
        layout: LAYOUT,
      }),
      HidKeypad,
    ]),
    v.check(
      (keypad) => keypad.kind !== 'hid' || isNamed(keypad),
      'needs a path, or a vendorId and a productId, and not both',
    ),
    v.check(
      (keypad) => keypad.kind !== 'hid' || hasNeededKeys(keypad),
      'lacks keys: fiveKeys and numberPad need up, down, left, right and select, twoSwitches down and select',
    ),
  ),
);
type HidKeypad = v.InferOutput<typeof HidKeypad>;

const isNamed = ({ path, vendorId, productId }: HidKeypad): boolean =>
  path === undefined ? vendorId !== undefined && productId !== undefined : vendorId === undefined;

const hasNeededKeys = ({ layout, keys }: HidKeypad): boolean =>
  NEEDED_KEYS[layout].every((needed) => keys.some(({ key }) => key === needed));
