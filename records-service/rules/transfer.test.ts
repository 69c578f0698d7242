import { expect, test } from 'vitest';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { EMPLOYEE_TRANSFER, GOVERNMENT_TRANSFER, OCCUPATIONAL_ANNUITY } from '../policy-packs/transfer.ts';
import { annuityTransfer, governmentTransferFen, pooledTransferFen } from './transfer.ts';

const funds = policyOn('transfer funds', EMPLOYEE_TRANSFER, WHOLE_COUNTRY, '2026-01-01').values;

test('two years and a half bring 17,280.00 along', () => {
  const years = [
    { year: 2015, wagesFen: 5_400_000 },
    { year: 2016, wagesFen: 6_000_000 },
    { year: 2017, wagesFen: 3_000_000 },
  ];
  expect(pooledTransferFen(years, funds)).toBe(1_728_000);
});

test('wages before 1998 bring nothing', () => {
  expect(pooledTransferFen([{ year: 1997, wagesFen: 500_000 }], funds)).toBe(0);
  expect(pooledTransferFen([{ year: 1998, wagesFen: 500_000 }], funds)).toBe(60_000);
});

test('between government units money goes along across provinces only', () => {
  const government = policyOn('transfer', GOVERNMENT_TRANSFER, WHOLE_COUNTRY, '2026-01-01').values;
  const years = [{ year: 2015, wagesFen: 5_400_000 }];
  expect(governmentTransferFen(years, false, government)).toBe(0);
  expect(governmentTransferFen(years, true, government)).toBe(648_000);
});

test('an annuity that was only in the books is made real where another finance takes over', () => {
  const annuity = policyOn('annuity', OCCUPATIONAL_ANNUITY, '630000', '2026-01-01').values;
  expect(annuityTransfer('fullyFundedSameLevel', annuity)).toBe('bookkept');
  expect(annuityTransfer('toEnterprise', annuity)).toBe('madeReal');
  expect(annuityTransfer('notFullyFundedToFullyFunded', annuity)).toBe('cash');
});
