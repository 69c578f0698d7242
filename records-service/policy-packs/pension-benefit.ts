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

const DEMO_BASES: readonly PolicyPack<CalculationBase>[] = DEMO_YUAN.map(([year, yuan], index) => ({
  region: DEMO_REGION,
  effectiveFrom: `${year}-01-01`,
  effectiveTo: index === DEMO_YUAN.length - 1 ? null : `${year}-12-31`,
  document: `Demo region: calculation base of ${year}`,
  source: 'Made up; belongs to no real place',
  confidence: 'invented',
  values: { calculationBaseFen: yuan * 100 },
}));

function published(
  region: string,
  year: number,
  calculationBaseFen: number,
  confidence: PolicyPack<CalculationBase>['confidence'] = 'onePublicSource',
): PolicyPack<CalculationBase> {
  return {
    region,
    effectiveFrom: `${year}-01-01`,
    effectiveTo: `${year}-12-31`,
    document: `计发基数 of ${year}, yearly notice of the region`,
    source: 'Notice, as public projects quote it',
    confidence,
    values: { calculationBaseFen },
  };
}

/** A place whose last notice has run out has none: an estimate then says which year’s it takes. */
export const CALCULATION_BASE: readonly PolicyPack<CalculationBase>[] = [
  ...DEMO_BASES,
  published('110000', 2024, 1_188_300),
  published('110000', 2025, 1_204_900),
  published('440000', 2025, 949_300),
  published('440300', 2025, 1_129_300),
  published('310000', 2025, 1_243_400),
  published('220000', 2025, 732_208, 'officialText'),
  published('220100', 2025, 797_825, 'officialText'),
];

/** Where provinces differ in the formula of 国发〔2005〕38号. */
export interface PensionFormula {
  /** `cityAndProvince`: (city’s base + province’s base × index) / 2. */
  readonly calculationBase: 'province' | 'cityAndProvince';
  /** `twoPlaces`: months / 12 rounded half up to two places, as 预核定表 print it. */
  readonly years: 'exactMonths' | 'twoPlaces';
  /** k of 过渡性养老金 in hundredths of a per cent; null where no text was read. */
  readonly transitionalBasisPoints: number | null;
}

export const PENSION_FORMULA: readonly PolicyPack<PensionFormula>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    document: '国发〔2005〕38号',
    source: 'Text on gov.cn; the rate of the transitional part is each province’s (1.0 % to 1.4 %)',
    confidence: 'officialText',
    values: { calculationBase: 'province', years: 'exactMonths', transitionalBasisPoints: null },
  },
  {
    region: '220000',
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    document: '吉林省企业职工基本养老保险待遇计发',
    source: 'A 预核定表 of 长春 that a public project quotes; every line of it was worked out again',
    confidence: 'officialText',
    values: { calculationBase: 'cityAndProvince', years: 'twoPlaces', transitionalBasisPoints: 140 },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    document: 'Demo region: pension formula',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { calculationBase: 'province', years: 'exactMonths', transitionalBasisPoints: 120 },
  },
];

/** 计发月数 by whole years of age, in tenths of a month. */
export interface AccountDivisor {
  readonly tenthsOfMonthByAge: Readonly<Record<number, number>>;
  /** Between two whole ages: along the line between them, rounded half up to a tenth, or that of the whole age. */
  readonly betweenAges: 'interpolate' | 'wholeAge';
}

export const ACCOUNT_DIVISOR: readonly PolicyPack<AccountDivisor>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    document: '国发〔2005〕38号, annex; between whole ages as the table in use since 2025-01-01',
    // Age 47 is left out: public copies of the annex disagree on it (207, 208), and no kiosk visitor retires there.
    source: 'Text on gov.cn; the line between ages from an answer of 济南 (60y1m = 138.4, 50y1m = 194.6)',
    confidence: 'officialText',
    values: {
      tenthsOfMonthByAge: {
        40: 2330,
        41: 2300,
        42: 2260,
        43: 2230,
        44: 2200,
        45: 2160,
        46: 2120,
        48: 2040,
        49: 1990,
        50: 1950,
        51: 1900,
        52: 1850,
        53: 1800,
        54: 1750,
        55: 1700,
        56: 1640,
        57: 1580,
        58: 1520,
        59: 1450,
        60: 1390,
        61: 1320,
        62: 1250,
        63: 1170,
        64: 1090,
        65: 1010,
        66: 930,
        67: 840,
        68: 750,
        69: 650,
        70: 560,
      },
      betweenAges: 'interpolate',
    },
  },
];
