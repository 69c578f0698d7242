import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historicalBytesOf } from './atr.ts';

const read = (digits: string): string | null => {
  const bytes = historicalBytesOf(Uint8Array.from(Buffer.from(digits, 'hex')));
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
};
const HISTORICAL = '00810102038650999900000001';

describe('historical bytes of an ATR', () => {
  it.each([
    ['as the standard has it', `3b6d0000${HISTORICAL}`],
    ['inverse convention', `3f6d0000${HISTORICAL}`],
    ['no interface bytes', `3b0d${HISTORICAL}`],
    ['two protocols and a check byte', `3b8d8001${HISTORICAL}aa`],
    ['all interface bytes', `3bfd110a0f311122${HISTORICAL}55`],
  ])('%s', (_, atr) => {
    expect(read(atr)).toBe(HISTORICAL);
  });

  it('are null where the bytes are no ATR, or end too early', () => {
    for (const none of ['', '3b', '3a6d0000', '3b6d0000aa', '3b80', '3bff11']) expect(read(none)).toBeNull();
  });

  it('are never looked for outside the ATR', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 33 }), (bytes) => {
        const found = historicalBytesOf(Uint8Array.of(0x3b, ...bytes));
        if (found !== null) expect(found.length).toBe((bytes[0] ?? 0) & 0x0f);
      }),
    );
  });
});
