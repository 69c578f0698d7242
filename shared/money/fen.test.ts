import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideRoundHalfUp, formatFen, formatFenPlain } from './fen.ts';

test.each([
  [0, '0.00', '0.00'],
  [5, '0.05', '0.05'],
  [-5, '-0.05', '-0.05'],
  [8_641_235, '86,412.35', '86412.35'],
  [100_000_000, '1,000,000.00', '1000000.00'],
  [-123_456, '-1,234.56', '-1234.56'],
])('%i fen is written %s on screen and %s on paper', (fen, screen, paper) => {
  expect(formatFen(fen)).toBe(screen);
  expect(formatFenPlain(fen)).toBe(paper);
});

test('an amount with a fraction of a fen is a bug', () => {
  expect(() => formatFen(1.5)).toThrow(TypeError);
});

test('half a fen is rounded away from zero', () => {
  expect([1n, 3n, 5n, -1n, -3n].map((half) => divideRoundHalfUp(half, 2n))).toEqual([1n, 2n, 3n, -1n, -2n]);
});

test('rounding is never off by more than half', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      (a, b) => {
        const difference = divideRoundHalfUp(a, b) * b - a;
        expect((difference < 0n ? -difference : difference) * 2n <= b).toBe(true);
      },
    ),
  );
});
