/** Reports of eight bytes, as of a keyboard. */
const REPORT_BYTES = 8;
/** Where the keys begin, in both kinds of report. */
const KEYS_AT = 2;
const LISTED_KEYS = 6;

/** Key by key: its bit, counted from bit 0 of byte 2, and its usage of page 07 in the keyboard's kind of report. */
const KEYS = {
  up: { bit: 0, usage: 0x52 },
  down: { bit: 1, usage: 0x51 },
  left: { bit: 2, usage: 0x50 },
  right: { bit: 3, usage: 0x4f },
  select: { bit: 4, usage: 0x28 },
  help: { bit: 5, usage: 0x3a },
  repeat: { bit: 6, usage: 0x3b },
  pause: { bit: 7, usage: 0x48 },
  volumeUp: { bit: 8, usage: 0x80 },
  volumeDown: { bit: 9, usage: 0x81 },
  end: { bit: 10, usage: 0x29 },
} as const;
export type FakeKey = keyof typeof KEYS;
export const FAKE_KEYS = Object.keys(KEYS) as [FakeKey, ...FakeKey[]];

export const REPORT_KINDS = ['bits', 'keyboard'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** @param down the keys that are held, in the order in which they were pressed */
export function reportOf(kind: ReportKind, down: readonly FakeKey[]): Uint8Array {
  const report = new Uint8Array(REPORT_BYTES);
  if (kind === 'keyboard') {
    report.set(
      down.slice(0, LISTED_KEYS).map((key) => KEYS[key].usage),
      KEYS_AT,
    );
    return report;
  }
  for (const key of down) {
    const at = KEYS_AT + (KEYS[key].bit >> 3);
    report[at] = (report[at] ?? 0) | (1 << (KEYS[key].bit & 7));
  }
  return report;
}

/** Vendor page, one collection, input of eight bytes: not a keyboard to the kernel, so that it types nowhere. */
export const REPORT_DESCRIPTOR = Uint8Array.of(
  ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
  ...[0x95, REPORT_BYTES, 0x09, 0x01, 0x81, 0x02, 0xc0],
);
