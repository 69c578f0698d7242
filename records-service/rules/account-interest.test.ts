import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settleYear, type YearOfAccount } from './account-interest.ts';

const yuan = (amount: number) => Math.round(amount * 100);
const everyMonth = (amount: number) => Array.from({ length: 12 }, () => yuan(amount));
const NONE = everyMonth(0);

const ofYear = (given: Partial<YearOfAccount>): YearOfAccount => ({
  openingFen: 0,
  depositsFen: NONE,
  payoutsFen: NONE,
  rateBasisPoints: 262,
  monthsElapsed: 12,
  currentYearInterest: 'monthProduct',
  ...given,
});

describe('the month-product method gives the check values to the fen', () => {
  const opening = { openingFen: yuan(50_000) };

  test('480.00 every month', () => {
    expect(settleYear(ofYear({ ...opening, depositsFen: everyMonth(480) }))).toEqual({
      interestOnOpeningFen: yuan(1310),
      principalFen: yuan(5760),
      interestOnYearFen: yuan(81.74),
      paidOutFen: 0,
      closingFen: yuan(57_151.74),
    });
  });

  test('April to June missing', () => {
    const depositsFen = everyMonth(480).map((fen, index) => (index >= 3 && index <= 5 ? 0 : fen));
    expect(settleYear(ofYear({ ...opening, depositsFen }))).toMatchObject({
      principalFen: yuan(4320),
      interestOnYearFen: yuan(56.59),
      closingFen: yuan(55_686.59),
    });
  });

  test('the base rises in July', () => {
    const depositsFen = everyMonth(480).map((fen, index) => (index >= 6 ? yuan(520) : fen));
    expect(settleYear(ofYear({ ...opening, depositsFen }))).toMatchObject({
      principalFen: yuan(6000),
      interestOnYearFen: yuan(83.58),
      closingFen: yuan(57_393.58),
    });
  });

  test('ten years of 400.00 a month', () => {
    const years: [rate: number, old: number, interest: number, closing: number][] = [
      [831, 0, 216.06, 5016.06],
      [712, 357.14, 185.12, 10_358.32],
      [829, 858.7, 215.54, 16_232.56],
      [761, 1235.3, 197.86, 22_465.72],
      [604, 1356.93, 157.04, 28_779.69],
      [669, 1925.36, 173.94, 35_678.99],
      [612, 2183.55, 159.12, 42_821.66],
      [397, 1700.02, 103.22, 49_424.9],
      [262, 1294.93, 68.12, 55_587.95],
      [150, 833.82, 39, 61_260.77],
    ];
    let openingFen = 0;
    for (const [rateBasisPoints, old, interest, closing] of years) {
      const settled = settleYear(ofYear({ openingFen, depositsFen: everyMonth(400), rateBasisPoints }));
      expect(settled).toEqual({
        interestOnOpeningFen: yuan(old),
        principalFen: yuan(4800),
        interestOnYearFen: yuan(interest),
        paidOutFen: 0,
        closingFen: yuan(closing),
      });
      openingFen = settled.closingFen;
    }
  });
});

describe('the other methods of the policy packs', () => {
  const year = { openingFen: yuan(50_000), depositsFen: everyMonth(480) };

  test('the annual formula gives its check value, 0.02 from the month product', () => {
    const annual = settleYear(ofYear({ ...year, currentYearInterest: 'annual1083' }));
    expect(annual.closingFen).toBe(yuan(57_151.72));
    expect(Math.abs(annual.closingFen - settleYear(ofYear(year)).closingFen)).toBeLessThanOrEqual(5);
  });

  test('for equal deposits they are apart by P × R / 6000 and a rounding: within 0.05 at the rates since 2023', () => {
    for (const rateBasisPoints of [831, 712, 829, 761, 604, 669, 612, 397, 262, 150]) {
      const [annual, months] = (['annual1083', 'monthProduct'] as const).map(
        (currentYearInterest) =>
          settleYear(ofYear({ depositsFen: everyMonth(400), rateBasisPoints, currentYearInterest }))
            .closingFen,
      );
      const apart = Math.abs(annual! - months!);
      expect(apart).toBeLessThanOrEqual((480_000 * rateBasisPoints) / 10_000 / 6000 + 1);
      if (rateBasisPoints <= 397) expect(apart).toBeLessThanOrEqual(5);
    }
  });

  test('a region may give no interest in the year of the deposit', () => {
    expect(settleYear(ofYear({ ...year, currentYearInterest: 'none' }))).toMatchObject({
      interestOnYearFen: 0,
      closingFen: yuan(57_070),
    });
  });
});

describe('a year that is not over', () => {
  test('earns up to its last month only', () => {
    const settled = settleYear(
      ofYear({
        openingFen: yuan(12_000),
        depositsFen: everyMonth(100),
        monthsElapsed: 6,
        rateBasisPoints: 200,
      }),
    );
    // 12 000 × 2 % × 6/12; (6+5+4+3+2+1) × 100 × 2 %/12. The months to come are no principal of theirs yet.
    expect(settled.interestOnOpeningFen).toBe(yuan(120));
    expect(settled.interestOnYearFen).toBe(yuan(3.5));
  });

  test('the annual formula is not used for it', () => {
    const part = { depositsFen: everyMonth(400), monthsElapsed: 5 } as const;
    expect(settleYear(ofYear({ ...part, currentYearInterest: 'annual1083' }))).toEqual(
      settleYear(ofYear(part)),
    );
  });
});

describe('money that leaves the account', () => {
  test('stops earning in its month', () => {
    const payoutsFen = NONE.map((_, index) => (index === 6 ? yuan(600) : 0));
    const settled = settleYear(ofYear({ openingFen: yuan(10_000), payoutsFen, rateBasisPoints: 200 }));
    // 10 000 × 2 % less six months on 600.
    expect(settled).toMatchObject({
      interestOnOpeningFen: yuan(194),
      paidOutFen: yuan(600),
      closingFen: yuan(9594),
    });
  });

  test('a refund is a deposit below zero', () => {
    const depositsFen = NONE.map((_, index) => (index === 0 ? yuan(-100) : 0));
    const settled = settleYear(ofYear({ openingFen: yuan(1000), depositsFen, rateBasisPoints: 1200 }));
    expect(settled).toMatchObject({
      principalFen: yuan(-100),
      interestOnYearFen: yuan(-12),
      closingFen: yuan(1008),
    });
  });
});

describe('for any year', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 12, maxLength: 12 });
  const anyYear = fc.record({
    openingFen: fc.integer({ min: 0, max: 10_000_000_000 }),
    depositsFen: amounts,
    payoutsFen: amounts,
    rateBasisPoints: fc.integer({ min: 0, max: 2000 }),
    monthsElapsed: fc.integer({ min: 1, max: 12 }),
    currentYearInterest: fc.constantFrom('monthProduct' as const, 'annual1083' as const, 'none' as const),
  });

  test('closing = opening + both interests + principal − paid out', () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const settled = settleYear(year);
        expect(settled.closingFen).toBe(
          year.openingFen +
            settled.interestOnOpeningFen +
            settled.principalFen +
            settled.interestOnYearFen -
            settled.paidOutFen,
        );
      }),
    );
  });

  test('each interest is within half a fen of the exact product', () => {
    fc.assert(
      fc.property(anyYear, (given) => {
        const year = { ...given, currentYearInterest: 'monthProduct' as const };
        const weigh = (fen: readonly number[]) =>
          fen.reduce((sum, amount, index) => sum + amount * Math.max(year.monthsElapsed - index, 0), 0);
        const exactTimes120000 = weigh(year.depositsFen) * year.rateBasisPoints;
        const gap = settleYear(year).interestOnYearFen * 120_000 - exactTimes120000;
        expect(gap).toBeGreaterThan(-60_001);
        expect(gap).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
