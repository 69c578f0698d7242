import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountYear } from '#shared/records-api/pension.ts';
import { balanceParts } from './balance-parts.ts';

interface Moves {
  readonly principalFen: number;
  readonly interestFen: number;
  readonly paidOutFen: number;
}

function table(moves: readonly Moves[]): AccountYear[] {
  let openingFen = 0;
  return moves.map(({ principalFen, interestFen, paidOutFen }, index) => {
    const before = openingFen + principalFen + interestFen;
    const out = Math.min(before, paidOutFen);
    const line: AccountYear = {
      year: 2000 + index,
      openingFen,
      interestOnOpeningFen: interestFen,
      principalFen,
      interestOnYearFen: 0,
      paidOutFen: out,
      closingFen: before - out,
      months: 12,
      rateBasisPoints: 262,
      provisional: false,
    };
    openingFen = line.closingFen;
    return line;
  });
}

test('what was put in stays apart from what interest made of it', () => {
  const parts = balanceParts(
    table([
      { principalFen: 100_000, interestFen: 1_000, paidOutFen: 0 },
      { principalFen: 100_000, interestFen: 6_000, paidOutFen: 0 },
    ]),
  );
  expect(parts.map(({ ownFen, interestFen }) => [ownFen, interestFen])).toEqual([
    [100_000, 1_000],
    [200_000, 7_000],
  ]);
});

test('a pension takes from both in proportion', () => {
  const parts = balanceParts(
    table([
      { principalFen: 75_000, interestFen: 25_000, paidOutFen: 0 },
      { principalFen: 0, interestFen: 0, paidOutFen: 40_000 },
    ]),
  );
  expect(parts.at(-1)).toMatchObject({ closingFen: 60_000, ownFen: 45_000, interestFen: 15_000 });
});

test('the two are never negative and always make up the balance', () => {
  const moves = fc.record({
    principalFen: fc.integer({ min: 0, max: 2_000_000 }),
    interestFen: fc.integer({ min: 0, max: 500_000 }),
    paidOutFen: fc.integer({ min: 0, max: 3_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 45 }), (all) => {
      for (const { ownFen, interestFen, closingFen } of balanceParts(table(all))) {
        expect(ownFen).toBeGreaterThanOrEqual(0);
        expect(interestFen).toBeGreaterThanOrEqual(0);
        expect(ownFen + interestFen).toBe(closingFen);
      }
    }),
  );
});
