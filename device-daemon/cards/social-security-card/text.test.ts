import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#test/fakes/chip-card/gb18030.ts';
import { asciiText, decodeText, joinName, packedDate, packedDigits, withoutPadding } from './text.ts';

const PADDINGS = [0x00, 0x20, 0xff] as const;

function fill(text: Uint8Array, bytes: number, padding: number): Uint8Array {
  const field = new Uint8Array(bytes).fill(padding);
  field.set(text);
  return field;
}

describe('a name', () => {
  // One, two and four bytes a character, so that any of them may be cut in two.
  const characters = fc.string({ unit: fc.constantFrom(...'张示丰·䶮㛃𬴂A.·'), minLength: 1, maxLength: 14 });
  const names = characters.filter((name) => encodeGb18030(name).length <= 50);

  it('is read as it was written, wherever it is cut and whatever fills it up', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...PADDINGS), fc.constantFrom(...PADDINGS), (name, fill1, fill2) => {
        const bytes = encodeGb18030(name);
        const first = fill(bytes.subarray(0, 30), 30, fill1);
        const extension = fill(bytes.subarray(30), 20, fill2);
        const joined = joinName(first, extension);
        expect(joined).toEqual(Uint8Array.from(bytes));
        expect(decodeText(joined)).toBe(name);
      }),
    );
  });

  it('keeps a space between its parts where the cut falls on it, and none at its end', () => {
    const name = 'A'.repeat(29).concat(' EXAMPLE');
    const bytes = Buffer.from(name, 'latin1');
    expect(decodeText(joinName(bytes.subarray(0, 30), fill(bytes.subarray(30), 20, 0)))).toBe(name);
    expect(decodeText(joinName(Buffer.from('AB  '), null))).toBe('AB');
  });

  it('has no padding inside where the first part was left short', () => {
    const whole = encodeGb18030('买买提明·艾力示范江演示例样');
    const first = fill(whole.subarray(0, 28), 30, 0xff);
    expect(joinName(first, whole.subarray(28))).toEqual(Uint8Array.from(whole));
  });

  it('never throws, whatever the bytes, and keeps them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(typeof decodeText(bytes)).toBe('string');
        const kept = withoutPadding(bytes);
        expect(bytes.subarray(0, kept.length)).toEqual(kept);
        expect(
          bytes.subarray(kept.length).every((byte) => PADDINGS.some((padding) => padding === byte)),
        ).toBe(true);
      }),
    );
  });
});

describe('other fields', () => {
  it('lose padding at their end only', () => {
    expect(asciiText(Buffer.from('2.0\0', 'latin1'))).toBe('2.0');
    expect(asciiText(Uint8Array.of(0xff, 0xff))).toBe('');
    // 30 00 and 0a 00: taking every "00" out of the digits would take these apart.
    expect(packedDigits(Uint8Array.of(0x30, 0x00, 0x01))).toBe('300001');
  });

  it('are digits, or nothing', () => {
    expect(packedDigits(Uint8Array.of(0x12, 0x3f))).toBe('123');
    expect(packedDigits(Uint8Array.of(0xff, 0xff))).toBeNull();
    expect(packedDigits(Uint8Array.of(0x1a))).toBeNull();
  });

  it('are a day of the calendar, or nothing', () => {
    const day = (digits: string) => packedDate(Uint8Array.from(Buffer.from(digits, 'hex')));
    expect(day('20180601')).toBe('2018-06-01');
    for (const none of ['ffffffff', '00000000', '20180631', '2018060f', '201806'])
      expect(day(none)).toBeNull();
  });
});
