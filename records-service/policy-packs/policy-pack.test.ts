import { describe, expect, test } from 'vitest';
import { ENTERPRISE_EMPLOYEE_INTEREST, INTEREST_METHOD, RESIDENT_INTEREST } from './account-interest.ts';
import { accountPolicy } from './account-policy.ts';
import { BASE_LIMITS, EMPLOYEE_RATES, FLEXIBLE_WORKER_RATES, RESIDENT_TIERS } from './contributions.ts';
import { OUTPATIENT_LINE, RESIDENT_INPATIENT, RESIDENT_OUTPATIENT } from './medical.ts';
import { OFF_SITE_FILING } from './off-site-filing.ts';
import { ONLINE_PAYMENT } from './payments.ts';
import { ACCOUNT_DIVISOR, CALCULATION_BASE } from './pension-benefit.ts';
import { DEMO_REGION, PolicyGapError, type PolicyPack, policyOn, WHOLE_COUNTRY } from './policy-pack.ts';
import { PRESCRIPTION_MONITORING } from './prescriptions.ts';
import { RETIREMENT_RULES } from './retirement-age.ts';
import { STAFF_CHANGES } from './staff-changes.ts';
import { EMPLOYEE_TRANSFER, OCCUPATIONAL_ANNUITY } from './transfer.ts';
import { WORK_CALENDAR } from './work-calendar.ts';

const ALL: [name: string, packs: readonly PolicyPack<unknown>[]][] = [
  ['interest, employees', ENTERPRISE_EMPLOYEE_INTEREST],
  ['interest, residents', RESIDENT_INTEREST],
  ['interest method', INTEREST_METHOD],
  ['rates, employees', EMPLOYEE_RATES],
  ['rates, flexible workers', FLEXIBLE_WORKER_RATES],
  ['base limits', BASE_LIMITS],
  ['resident tiers', RESIDENT_TIERS],
  ['calculation base', CALCULATION_BASE],
  ['account divisor', ACCOUNT_DIVISOR],
  ['retirement age', RETIREMENT_RULES],
  ['resident outpatient', RESIDENT_OUTPATIENT],
  ['outpatient line', OUTPATIENT_LINE],
  ['transfer funds', EMPLOYEE_TRANSFER],
  ['annuity', OCCUPATIONAL_ANNUITY],
  ['work calendar', WORK_CALENDAR],
  ['off-site filing', OFF_SITE_FILING],
  ['online payment', ONLINE_PAYMENT],
  ['prescription monitoring', PRESCRIPTION_MONITORING],
  ['resident inpatient', RESIDENT_INPATIENT],
  ['staff changes', STAFF_CHANGES],
];

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

describe.each(ALL)('%s', (_name, packs) => {
  test('each pack says where it comes from', () => {
    for (const pack of packs) {
      expect(pack.document.length).toBeGreaterThan(5);
      expect(pack.source.length).toBeGreaterThan(5);
    }
  });

  test('one follows the other without gap or overlap', () => {
    for (const [index, pack] of packs.entries()) {
      const next = packs.slice(index + 1).find(({ region }) => region === pack.region);
      if (next === undefined) continue;
      expect(pack.effectiveTo).not.toBe(null);
      expect(next.effectiveFrom).toBe(dayAfter(pack.effectiveTo ?? ''));
    }
  });

  test('what is invented belongs to the demo region, and nothing invented is the country’s', () => {
    for (const pack of packs) if (pack.confidence === 'invented') expect(pack.region).toBe(DEMO_REGION);
  });
});

describe('the pack in force', () => {
  const pack = (region: string, from: string, to: string | null, values: string): PolicyPack<string> => ({
    region,
    effectiveFrom: from,
    effectiveTo: to,
    document: 'document',
    source: 'source',
    confidence: 'invented',
    values,
  });
  const packs = [
    pack(WHOLE_COUNTRY, '2020-01-01', null, 'country'),
    pack('110000', '2022-01-01', '2022-12-31', 'Beijing'),
  ];

  test('a region’s own goes before the country’s', () => {
    expect(policyOn('x', packs, '110000', '2022-06-30').values).toBe('Beijing');
    expect(policyOn('x', packs, '310000', '2022-06-30').values).toBe('country');
  });
  test('first and last day belong to it', () => {
    expect(policyOn('x', packs, '110000', '2022-01-01').values).toBe('Beijing');
    expect(policyOn('x', packs, '110000', '2022-12-31').values).toBe('Beijing');
    expect(policyOn('x', packs, '110000', '2023-01-01').values).toBe('country');
  });
  test('none at all is an error that names what, where and when', () => {
    expect(() => policyOn('the rate', packs, '110000', '2019-12-31')).toThrow(
      'No policy pack gives the rate for region 110000 in 2019-12-31',
    );
  });
});

describe('the account interest rate of a year', () => {
  const national: [year: number, basisPoints: number][] = [
    [2016, 831],
    [2017, 712],
    [2018, 829],
    [2019, 761],
    [2020, 604],
    [2021, 669],
    [2022, 612],
    [2023, 397],
    [2024, 262],
    [2025, 150],
  ];
  test.each(national)('%i: %i, in every region', (year, rateBasisPoints) => {
    for (const region of [DEMO_REGION, '110000'])
      expect(accountPolicy(region, 'enterpriseEmployee').rateOfYear(year)).toEqual({
        rateBasisPoints,
        published: true,
      });
  });

  test('the latest years take the last published rate for the time being', () => {
    expect(accountPolicy(DEMO_REGION, 'enterpriseEmployee').rateOfYear(2026)).toEqual({
      rateBasisPoints: 150,
      published: false,
    });
  });

  test('but not for ever', () => {
    expect(() => accountPolicy(DEMO_REGION, 'enterpriseEmployee').rateOfYear(2029)).toThrow(PolicyGapError);
  });

  test('another region has no rate before 2016', () => {
    expect(() => accountPolicy('110000', 'enterpriseEmployee').rateOfYear(2015)).toThrow(
      /account interest rate \(enterpriseEmployee\) for region 110000 in 2015/,
    );
    expect(accountPolicy(DEMO_REGION, 'enterpriseEmployee').rateOfYear(2015).published).toBe(true);
  });
});
