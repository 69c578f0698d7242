import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BASE_LIMITS,
  EMPLOYEE_RATES,
  FLEXIBLE_WORKER_RATES,
  RESIDENT_TIERS,
} from '../policy-packs/contributions.ts';
import { DEMO_REGION, policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import {
  contributionAmounts,
  contributionBase,
  monthlyContribution,
  residentContribution,
} from './contribution.ts';

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

describe('a month of a wage in 北京', () => {
  const limitsOn = (date: string) => policyOn('limits', BASE_LIMITS, '110101', date).values;

  test.each([
    ['2026-06-30', 500_000, 716_200, 'floor', 57_296, 114_592],
    ['2026-07-01', 500_000, 727_000, 'floor', 58_160, 116_320],
    ['2026-06-30', 1_000_000, 1_000_000, null, 80_000, 160_000],
    ['2026-06-30', 4_000_000, 3_581_100, 'ceiling', 286_488, 572_976],
  ])('on %s: %i fen', (date, wageFen, baseFen, heldAt, personalFen, employerFen) => {
    expect(monthlyContribution(wageFen, limitsOn(date), rates(date))).toEqual({
      baseFen,
      heldAt,
      personalFen,
      employerFen,
      toAccountFen: personalFen,
      toPoolFen: employerFen,
    });
  });

  test('of a flexible worker: 20 %, 8 into the account, 12 into the pool', () => {
    const flexible = policyOn('rates', FLEXIBLE_WORKER_RATES, '110000', '2026-01-01').values;
    expect(monthlyContribution(1_000_000, limitsOn('2026-01-01'), flexible)).toMatchObject({
      personalFen: 200_000,
      employerFen: 0,
      toAccountFen: 80_000,
      toPoolFen: 120_000,
    });
  });
});

test('whatever the wage, the base keeps to the limits and all that is paid lies in account or pool', () => {
  const limits = policyOn('limits', BASE_LIMITS, DEMO_REGION, '2025-07-01').values;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (wageFen) => {
      const month = monthlyContribution(wageFen, limits, rates('2025-07-01'));
      expect(month.baseFen).toBeGreaterThanOrEqual(limits.floorFen);
      expect(month.baseFen).toBeLessThanOrEqual(limits.ceilingFen);
      expect(month.heldAt === null).toBe(month.baseFen === wageFen);
      expect(month.toAccountFen + month.toPoolFen).toBe(month.personalFen + month.employerFen);
    }),
  );
});

describe('a resident’s year', () => {
  const tiers = (region: string) => policyOn('tiers', RESIDENT_TIERS, region, '2026-01-01').values;

  test.each([
    [WHOLE_COUNTRY, 10_000, 3000],
    [WHOLE_COUNTRY, 50_000, 6000],
    [WHOLE_COUNTRY, 200_000, 6000],
    [DEMO_REGION, 500_000, 32_000],
  ])('in %s at a tier of %i fen gets %i added', (region, ownFen, subsidyFen) => {
    expect(residentContribution(ownFen, tiers(region))).toEqual({
      ok: true,
      value: { ownFen, subsidyFen, toAccountFen: ownFen + subsidyFen },
    });
  });

  test('of an amount between the tiers is refused', () => {
    expect(residentContribution(15_000, tiers(WHOLE_COUNTRY))).toEqual({ ok: false, error: 'notATier' });
  });

  test('of a higher tier never gets less added', () => {
    for (const region of [WHOLE_COUNTRY, DEMO_REGION]) {
      const added = tiers(region).tiers.map(({ subsidyFen }) => subsidyFen);
      expect(added).toEqual(added.toSorted((a, b) => a - b));
    }
    expect(tiers(WHOLE_COUNTRY).tiers).toHaveLength(12);
  });
});
