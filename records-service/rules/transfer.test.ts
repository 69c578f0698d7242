import { expect, test } from 'vitest';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { EMPLOYEE_TRANSFER } from '../policy-packs/transfer.ts';
import { pooledTransferFen } from './transfer.ts';

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
