import { describe, expect, test } from 'vitest';
import { BASE_LIMITS, EMPLOYEE_RATES, FLEXIBLE_WORKER_RATES } from '../policy-packs/contributions.ts';
import { DEMO_REGION, policyOn } from '../policy-packs/policy-pack.ts';
import { contributionAmounts, contributionBase } from './contribution.ts';

const rates = (date: string) => policyOn('rates', EMPLOYEE_RATES, DEMO_REGION, date).values;

describe('what a month costs', () => {
  test('since May 2019: 8 % own, all to the account, 16 % from the employer', () => {
    expect(contributionAmounts(600_000, rates('2024-06-01'))).toEqual({
      personalFen: 48_000,
      employerFen: 96_000,
      toAccountFen: 48_000,
    });
    expect(contributionAmounts(600_000, rates('2019-04-30')).employerFen).toBe(120_000);
  });

  test('before 2006 11 % went to the account, part of it from the employer', () => {
    expect(contributionAmounts(100_000, rates('2005-12-31'))).toMatchObject({
      personalFen: 8000,
      toAccountFen: 11_000,
    });
    expect(contributionAmounts(100_000, rates('2006-01-01'))).toMatchObject({
      personalFen: 8000,
      toAccountFen: 8000,
    });
  });

  test('a flexible worker pays 20 %, of which 8 points are the worker’s own', () => {
    const flexible = policyOn('rates', FLEXIBLE_WORKER_RATES, DEMO_REGION, '2024-06-01').values;
    expect(contributionAmounts(522_000, flexible)).toEqual({
      personalFen: 104_400,
      employerFen: 0,
      toAccountFen: 41_760,
    });
  });

  test('each part is rounded half up to the fen', () => {
    expect(contributionAmounts(10_556, rates('2024-06-01')).personalFen).toBe(844);
    expect(contributionAmounts(10_569, rates('2024-06-01')).personalFen).toBe(846);
  });
});

describe('the base', () => {
  const limits = policyOn('limits', BASE_LIMITS, DEMO_REGION, '2025-07-01').values;
  test.each([
    ['below the floor', 100_000, 522_000],
    ['between', 800_000, 800_000],
    ['above the ceiling', 9_000_000, 2_610_000],
  ])('%s', (_name, wage, base) => expect(contributionBase(wage, limits)).toBe(base));
});
