import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareFen } from './share.ts';

test.each([
  [10_556, 800, 844],
  [10_569, 800, 846],
  [1, 5000, 1],
  [0, 10_000, 0],
])('of %i fen %i basis points are %i', (fen, basisPoints, share) => {
  expect(shareFen(fen, basisPoints)).toBe(share);
});

test('a share and the rest are the whole, to one fen of rounding', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.nat(10_000), (fen, basisPoints) => {
      const sum = shareFen(fen, basisPoints) + shareFen(fen, 10_000 - basisPoints);
      expect([0, 1]).toContain(sum - fen);
    }),
  );
});
