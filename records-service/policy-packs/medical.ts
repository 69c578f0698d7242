import type { Sex } from '#shared/identity/citizen-number.ts';
import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

const MERGED_SINCE = 'Residents’ insurance was merged since; today’s figures differ.';

const DEMO = {
  region: DEMO_REGION,
  effectiveTo: null,
  source: 'Made up; belongs to no real place',
  confidence: 'invented',
} as const;

/** 居民普通门诊 settled on the spot: a share of each visit, up to limits. */
export interface ResidentOutpatient {
  readonly shareBasisPoints: number;
  readonly mostPerVisitFen: number;
  readonly mostPerYearFen: Readonly<Record<ResidentCategory, number>>;
  /** `senior` from that birthday on, by the day of the visit. */
  readonly seniorFromYears: Readonly<Record<Sex, number>>;
}

export type ResidentCategory = 'standard' | 'senior';

export const RESIDENT_OUTPATIENT: readonly PolicyPack<ResidentOutpatient>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 普通门诊',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    note: MERGED_SINCE,
    values: {
      shareBasisPoints: 5000,
      mostPerVisitFen: 4000,
      mostPerYearFen: { standard: 16_000, senior: 24_000 },
      seniorFromYears: { male: 60, female: 55 },
    },
  },
  {
    ...DEMO,
    effectiveFrom: '2010-01-01',
    document: 'Demo region: outpatient benefit of residents',
    values: {
      shareBasisPoints: 6000,
      mostPerVisitFen: 5000,
      mostPerYearFen: { standard: 20_000, senior: 30_000 },
      seniorFromYears: { male: 60, female: 55 },
    },
  },
];

/** 居民住院 */
export interface ResidentInpatient {
  /** Share of what is in scope, by the level of the hospital: 三级, 二级, 一级. */
  readonly shareBasisPoints: Readonly<Record<HospitalLevel, number>>;
  /** 一类低保 or 重度残疾; both together count once. */
  readonly addedBasisPoints: number;
}

export type HospitalLevel = 'level1' | 'level2' | 'level3';

export const RESIDENT_INPATIENT: readonly PolicyPack<ResidentInpatient>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 住院',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    note: MERGED_SINCE,
    values: {
      shareBasisPoints: { level1: 8000, level2: 7000, level3: 6000 },
      addedBasisPoints: 1000,
    },
  },
  {
    ...DEMO,
    effectiveFrom: '2010-01-01',
    document: 'Demo region: residents in hospital',
    values: {
      shareBasisPoints: { level1: 8500, level2: 7500, level3: 6500 },
      addedBasisPoints: 500,
    },
  },
];

/** 门诊大额: what stands above the line of a year is refunded in part. */
export interface OutpatientLine {
  readonly lineFen: Readonly<Record<EmployeeCategory, number>>;
}

type EmployeeCategory = 'inService' | 'retired';

export const OUTPATIENT_LINE: readonly PolicyPack<OutpatientLine>[] = [
  {
    region: '110000',
    effectiveFrom: '2001-04-01',
    effectiveTo: null,
    document: '京劳社医发〔2001〕23号',
    source: 'Press text among the customer’s documents',
    confidence: 'unconfirmed',
    note: 'Older than today’s rule: 北京 lowered the line of those in service to 1,800.00 and settles at once; the figures here are the document’s.',
    values: { lineFen: { inService: 200_000, retired: 130_000 } },
  },
  {
    ...DEMO,
    effectiveFrom: '2010-01-01',
    document: 'Demo region: outpatient line of employees',
    values: { lineFen: { inService: 180_000, retired: 130_000 } },
  },
];
