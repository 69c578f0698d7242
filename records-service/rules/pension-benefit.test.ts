import { expect, test } from 'vitest';
import { accountPensionFen, averageIndex, basicPensionFen } from './pension-benefit.ts';

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
