import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isIsoDate } from '#shared/time/calendar.ts';
import { accountPolicy } from './account-policy.ts';
import { POLICY_CATALOGUE, policiesOf } from './catalogue.ts';
import { DEMO_REGION, PolicyGapError, type PolicyPack, policyOn, WHOLE_COUNTRY } from './policy-pack.ts';

const ALL = Object.entries(POLICY_CATALOGUE) as [name: string, packs: readonly PolicyPack<object>[]][];

const PackEnvelope = v.strictObject({
  region: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  effectiveFrom: v.pipe(v.string(), v.check(isIsoDate)),
  effectiveTo: v.nullable(v.pipe(v.string(), v.check(isIsoDate))),
  document: v.pipe(v.string(), v.minLength(6)),
  source: v.pipe(v.string(), v.minLength(6)),
  confidence: v.picklist(['officialText', 'onePublicSource', 'unconfirmed', 'invented']),
  values: v.looseObject({}),
});

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

describe.each(ALL)('%s', (_name, packs) => {
  test('each pack says for whom, from when to when, and where it comes from', () => {
    for (const pack of packs) {
      v.parse(PackEnvelope, pack);
      if (pack.effectiveTo !== null) expect(pack.effectiveFrom <= pack.effectiveTo).toBe(true);
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

describe('what holds for a region', () => {
  test('is its own, and the country’s where it has none', () => {
    const hefei = policiesOf('340100', '2026-11-22');
    const names = hefei.map(({ name }) => name);
    expect(names).toContain('residentOutpatient');
    expect(names).toContain('retirementAge');
    expect(names).not.toContain('outpatientLine');
    for (const { pack } of hefei) expect(['340100', WHOLE_COUNTRY]).toContain(pack.region);
  });

  test('is what was in force on that day', () => {
    expect(policiesOf(WHOLE_COUNTRY, '2024-12-31').map(({ name }) => name)).not.toContain('retirementAge');
    expect(policiesOf(WHOLE_COUNTRY, '2025-01-01').map(({ name }) => name)).toContain('retirementAge');
  });

  test('the places of the customer’s documents have what these tell of them', () => {
    const own = (region: string) =>
      policiesOf(region, '2026-11-22')
        .filter(({ pack }) => pack.region === region)
        .map(({ name }) => name);
    expect(own('110000')).toEqual(['outpatientLine', 'prescriptionMonitoring']);
    expect(own('340100')).toEqual(['residentInpatient', 'residentOutpatient']);
    expect(own('230100')).toEqual(['offSiteFiling']);
    expect(own('210100')).toEqual(['onlinePayment']);
    expect(own('630000')).toEqual(['occupationalAnnuity']);
  });
});
