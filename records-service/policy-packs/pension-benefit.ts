import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 计发基数, by the calendar year in which a pension begins. */
export interface CalculationBase {
  readonly calculationBaseFen: number;
}

const DEMO_YUAN: readonly (readonly [year: number, base: number])[] = [
  [2019, 6520],
  [2020, 6910],
  [2021, 7330],
  [2022, 7790],
  [2023, 8210],
  [2024, 8480],
  [2025, 8700],
  [2026, 8890],
];

export const CALCULATION_BASE: readonly PolicyPack<CalculationBase>[] = DEMO_YUAN.map(
  ([year, yuan], index) => ({
    region: DEMO_REGION,
    effectiveFrom: `${year}-01-01`,
    effectiveTo: index === DEMO_YUAN.length - 1 ? null : `${year}-12-31`,
    document: `Demo region: calculation base of ${year}`,
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { calculationBaseFen: yuan * 100 },
  }),
);

/** 计发月数 of the ages at which the sample citizens retire, in tenths of a month. */
export interface AccountDivisor {
  readonly tenthsOfMonthByAge: Readonly<Record<number, number>>;
}

export const ACCOUNT_DIVISOR: readonly PolicyPack<AccountDivisor>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    document: '国发〔2005〕38号, annex',
    source: 'Text on gov.cn',
    confidence: 'officialText',
    values: { tenthsOfMonthByAge: { 50: 1950, 55: 1700, 60: 1390 } },
  },
];
