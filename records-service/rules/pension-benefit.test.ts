import { describe, expect, test } from 'vitest';
import { ACCOUNT_DIVISOR } from '../policy-packs/pension-benefit.ts';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import {
  accountDivisorTenths,
  accountPensionFen,
  averageIndex,
  basicPensionFen,
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
