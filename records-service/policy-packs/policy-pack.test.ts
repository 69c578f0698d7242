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
  note: v.optional(v.pipe(v.string(), v.minLength(20))),
  values: v.looseObject({}),
});

const whole = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** What a figure may be, by the unit that its name ends with; several figures of one name are arrays or records of them. */
const UNITS: readonly (readonly [name: RegExp, figure: v.GenericSchema])[] = [
  [/BasisPoints$/, whole(30_000)],
  [/Fen$/, whole(100_000_000)],
  [/(Days|workingDays|PerDay|PerHour|PerPeriod)$/i, whole(3650)],
  [/Months$/, whole(900)],
  [/Minutes$/, whole(1440)],
  [/Tenths$|tenthsOfMonthByAge$/, whole(3000)],
  [/Years$/, whole(100)],
  [/Year$/, v.pipe(v.number(), v.integer(), v.minValue(1980), v.maxValue(2100))],
  [/Digits$/, whole(32)],
  [/Day$/, whole(31)],
  [/(count|Count|months|years|days|mostActive|mostEver|PerStep)$/, whole(1000)],
];

const unitOf = (name: string) => UNITS.find(([pattern]) => pattern.test(name))?.[1];

/** Every number under the name that tells its unit: `{ shareBasisPoints: { level1: 8000 } }` yields 8000 of `shareBasisPoints`. */
function* figures(values: unknown, name: string): Generator<readonly [name: string, figure: number]> {
  if (typeof values === 'number') yield [name, values];
  else if (Array.isArray(values)) for (const one of values) yield* figures(one, name);
  else if (typeof values === 'object' && values !== null)
    for (const [key, value] of Object.entries(values))
      yield* figures(value, unitOf(key) !== undefined || unitOf(name) === undefined ? key : name);
}

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

describe.each(ALL)('%s', (_name, packs) => {
  test('each pack says for whom, from when to when, and where it comes from', () => {
    for (const pack of packs) {
      v.parse(PackEnvelope, pack);
      if (pack.effectiveTo !== null) expect(pack.effectiveFrom <= pack.effectiveTo).toBe(true);
    }
  });

  test('each figure is whole, in the unit of its name and of a size that can be true', () => {
    for (const pack of packs)
      for (const [name, figure] of figures(pack.values, '')) {
        const unit = unitOf(name);
        expect(unit, `a unit for ${name}`).toBeDefined();
        if (unit !== undefined) expect(v.is(unit, figure), `${name}: ${figure}`).toBe(true);
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

  test('an account of many years names each document once, with the years that it was used for', () => {
    const years = Array.from({ length: 15 }, (_, index) => 2012 + index);
    const named = accountPolicy(DEMO_REGION, 'enterpriseEmployee').policiesOf(years);
    expect(
      named.map(({ region, effectiveFrom, effectiveTo }) => [region, effectiveFrom, effectiveTo]),
    ).toEqual([
      [WHOLE_COUNTRY, '1986-01-01', null],
      [DEMO_REGION, '2012-01-01', '2015-12-31'],
      [WHOLE_COUNTRY, '2016-01-01', '2025-12-31'],
    ]);
    expect(accountPolicy(DEMO_REGION, 'enterpriseEmployee').policiesOf([])).toEqual([]);
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

  const ownNames = (region: string, date = '2026-11-22') =>
    policiesOf(region, date)
      .filter(({ pack }) => pack.region === region)
      .map(({ name }) => name);

  test.each([
    ['武汉', '420100', ['baseDeclaration']],
    [
      '北京',
      '110000',
      ['contributionBaseLimits', 'outpatientLine', 'prescriptionMonitoring', 'serviceRules'],
    ],
    ['哈尔滨', '230100', ['directSettlement', 'offSiteFiling']],
    ['合肥', '340100', ['maternityGrant', 'residentInpatient', 'residentOutpatient', 'specialDiseases']],
    ['沈阳', '210100', ['onlinePayment']],
    ['青海', '630000', ['governmentTransfer', 'occupationalAnnuity']],
    ['盘锦', '211100', ['localFormats']],
  ])('%s has of its own what the customer’s documents tell of it', (_place, region, names) => {
    expect(ownNames(region)).toEqual(names);
  });

  test('the demo region has something of every kind that the country leaves to its regions', () => {
    const names = policiesOf(DEMO_REGION, '2025-12-31').map(({ name }) => name);
    // The card’s number of 盘锦 is nobody else’s.
    const elsewhere = ['localFormats'];
    expect(Object.keys(POLICY_CATALOGUE).filter((name) => !(names as string[]).includes(name))).toEqual(
      elsewhere,
    );
  });

  test('a county has what its city, its province and the country set', () => {
    const found = policiesOf('340111', '2026-11-22');
    expect(found.find(({ name }) => name === 'residentOutpatient')?.pack.region).toBe('340100');
    const xining = policiesOf('630102', '2026-11-22');
    expect(xining.find(({ name }) => name === 'occupationalAnnuity')?.pack.region).toBe('630000');
    expect(xining.find(({ name }) => name === 'workCalendar')?.pack.region).toBe(WHOLE_COUNTRY);
  });

  test('a figure that is older than today’s law says so', () => {
    const noteOf = (packs: readonly PolicyPack<object>[], region: string, date: string) =>
      policyOn('x', packs, region, date).note;
    expect(noteOf(POLICY_CATALOGUE.outpatientLine, '110000', '2026-01-01')).toMatch(/1,800\.00/);
    for (const name of ['residentInpatient', 'residentOutpatient', 'specialDiseases'] as const)
      expect(noteOf(POLICY_CATALOGUE[name], '340100', '2026-01-01')).toMatch(/merged/);
    expect(noteOf(POLICY_CATALOGUE.cardSuspension, '110000', '2013-01-01')).toMatch(/Historical/);
    expect(noteOf(POLICY_CATALOGUE.staffChanges, DEMO_REGION, '2026-01-01')).toMatch(/abolished/);
  });

  test('three years of suspension are history, three to twelve months today’s', () => {
    const months = (date: string) => {
      const { leastMonths, mostMonths } = policyOn(
        'x',
        POLICY_CATALOGUE.cardSuspension,
        '110000',
        date,
      ).values;
      return [leastMonths, mostMonths];
    };
    expect([months('2021-04-30'), months('2021-05-01')]).toEqual([
      [36, 36],
      [3, 12],
    ]);
  });

  test('money, bindings, filings and whole numbers ask for the password, looking at one’s own does not', () => {
    const { factorOf, password } = policyOn(
      'x',
      POLICY_CATALOGUE.secondFactor,
      DEMO_REGION,
      '2026-01-01',
    ).values;
    for (const service of ['payment', 'familyBinding', 'offSiteFiling', 'statementFullNumber'] as const)
      expect(factorOf[service]).toBe('queryPassword');
    expect(factorOf.pensionTotals).toBe('none');
    expect(password).toMatchObject({ leastDigits: 6, wrongTriesPerDay: 5 });
  });

  test('nobody but the demo region spares anybody the password', () => {
    for (const { region, confidence, values } of POLICY_CATALOGUE.secondFactor)
      if (values.notAskedOfInventedPeople.length > 0)
        expect({ region, confidence }).toEqual({ region: DEMO_REGION, confidence: 'invented' });
  });
});
