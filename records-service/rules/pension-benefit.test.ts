import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_DIVISOR, CALCULATION_BASE, PENSION_FORMULA } from '../policy-packs/pension-benefit.ts';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import {
  accountDivisorTenths,
  accountPensionFen,
  averageIndex,
  basicPensionFen,
  provincialBasicPensionFen,
  transitionalPensionFen,
} from './pension-benefit.ts';

test('the basic part: J 12049, Z 0.8, 28 years 5 months', () => {
  expect(basicPensionFen(1_204_900, 8000, 341)).toBe(308_153);
});

test('seven months fewer cost 63.26, a year more is worth 108.44 or 108.45 of it', () => {
  expect(308_153 - basicPensionFen(1_204_900, 8000, 334)).toBe(6326);
  expect(basicPensionFen(1_204_900, 8000, 353) - 308_153).toBe(10_844);
});

test('the part from the account: 186,000.00 over 137.8 and over 139 months', () => {
  expect(accountPensionFen(18_600_000, 1378)).toBe(134_978);
  expect(accountPensionFen(18_600_000, 1390)).toBe(133_813);
});

test('the official check value of 长春: 96,750.01 over 139 months', () => {
  expect(accountPensionFen(9_675_001, 1390)).toBe(69_604);
});

test('the index is the average over the months', () => {
  expect(averageIndex([])).toBe(0);
  expect(
    averageIndex([
      { baseFen: 60_000, averageWageFen: 100_000 },
      { baseFen: 100_000, averageWageFen: 100_000 },
    ]),
  ).toBe(8000);
});

describe('the divisor', () => {
  const { values } = policyOn('the account divisor', ACCOUNT_DIVISOR, WHOLE_COUNTRY, '2026-01-01');
  const at = (years: number, months: number) => accountDivisorTenths(years * 12 + months, values);

  test.each([
    [60, 1, 1384],
    [60, 2, 1378],
    [60, 3, 1373],
    [60, 4, 1367],
    [60, 6, 1355],
    [60, 9, 1338],
    [61, 3, 1303],
    [55, 1, 1695],
    [50, 1, 1946],
    [60, 0, 1390],
    [63, 0, 1170],
    [70, 0, 560],
  ])('at %i years %i months', (years, months, tenths) => {
    expect(at(years, months)).toBe(tenths);
  });

  test('of an age on which sources disagree, or beyond the table, is not given', () => {
    expect([at(47, 0), at(46, 6), at(39, 11), at(70, 1), at(71, 0)]).toEqual([null, null, null, null, null]);
  });

  test('can be that of the whole age', () => {
    expect(accountDivisorTenths(722, { ...values, betweenAges: 'wholeAge' })).toBe(1390);
  });

  test('falls from month to month', () => {
    for (let age = 48 * 12 + 1; age <= 70 * 12; age += 1) {
      expect(accountDivisorTenths(age, values)).toBeLessThanOrEqual(accountDivisorTenths(age - 1, values)!);
    }
  });
});

test('the transitional part of 长春: J 7322.08, Z 0.62, 11 deemed years, 1.4 %', () => {
  expect(transitionalPensionFen(732_208, 6200, 132, 140)).toBe(69_911);
});

describe('the 预核定表 of 长春: 41.67 years, 11 of them deemed, Z 0.62, 60 years old', () => {
  const on = '2025-06-01';
  const formula = policyOn('formula', PENSION_FORMULA, '220100', on).values;
  const bases = {
    cityFen: policyOn('base', CALCULATION_BASE, '220100', on).values.calculationBaseFen,
    provinceFen: policyOn('base', CALCULATION_BASE, '220000', on).values.calculationBaseFen,
  };

  test('adds up from its four parts to 4,295.40', () => {
    const { values: divisors } = policyOn('divisor', ACCOUNT_DIVISOR, WHOLE_COUNTRY, on);
    const basic = provincialBasicPensionFen(bases, 6200, 500, formula);
    const account = accountPensionFen(9_675_001, accountDivisorTenths(720, divisors)!);
    const transitional = transitionalPensionFen(
      bases.provinceFen,
      6200,
      132,
      formula.transitionalBasisPoints!,
    );
    const addedByTable = 29_214;
    expect([basic, account, transitional]).toEqual([260_811, 69_604, 69_911]);
    expect(basic + account + transitional + addedByTable).toBe(429_540);
  });

  test('counts years of two places: months to the day give 20 fen less', () => {
    expect(provincialBasicPensionFen(bases, 6200, 500, { ...formula, years: 'exactMonths' })).toBe(260_790);
  });
});

test('with one base the provincial formula is the country’s', () => {
  const country = policyOn('formula', PENSION_FORMULA, WHOLE_COUNTRY, '2026-01-01').values;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3_000_000 }),
      fc.integer({ min: 0, max: 30_000 }),
      fc.integer({ min: 0, max: 720 }),
      (baseFen, index, months) => {
        const bases = { cityFen: 0, provinceFen: baseFen };
        expect(provincialBasicPensionFen(bases, index, months, country)).toBe(
          basicPensionFen(baseFen, index, months),
        );
      },
    ),
  );
});

test('the average index lies between the lowest and the highest month', () => {
  const months = fc.array(
    fc.record({
      baseFen: fc.integer({ min: 1, max: 5_000_000 }),
      averageWageFen: fc.integer({ min: 100_000, max: 2_000_000 }),
    }),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(months, (told) => {
      const each = told.map((month) => (month.baseFen / month.averageWageFen) * 10_000);
      expect(averageIndex(told)).toBeGreaterThanOrEqual(Math.floor(Math.min(...each)));
      expect(averageIndex(told)).toBeLessThanOrEqual(Math.ceil(Math.max(...each)));
    }),
  );
});
