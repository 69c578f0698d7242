import type { PolicyPack } from './policy-pack.ts';

/** 居民普通门诊 settled on the spot: a share of each visit, up to limits. */
export interface ResidentOutpatient {
  readonly shareBasisPoints: number;
  readonly mostPerVisitFen: number;
  /** `senior`: men of 60, women of 55 and above on the day of the visit. */
  readonly mostPerYearFen: Readonly<Record<ResidentCategory, number>>;
}

type ResidentCategory = 'standard' | 'senior';

export const RESIDENT_OUTPATIENT: readonly PolicyPack<ResidentOutpatient>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 普通门诊',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    values: {
      shareBasisPoints: 5000,
      mostPerVisitFen: 4000,
      mostPerYearFen: { standard: 16_000, senior: 24_000 },
    },
  },
];

/** 居民住院 and the other benefits that the same text tells of. */
export interface ResidentInpatient {
  /** Share of what is in scope, by the level of the hospital: 三级, 二级, 一级. */
  readonly shareBasisPoints: Readonly<Record<HospitalLevel, number>>;
  /** 一类低保 or 重度残疾; both together count once. */
  readonly addedBasisPoints: number;
  /** 特殊病门诊: so many diseases, a share between the two, within a limit of the month that the text does not give. */
  readonly specialDiseases: number;
  readonly specialDiseaseBasisPoints: readonly [least: number, most: number];
  /** 生育补助 */
  readonly maternityFen: Readonly<Record<'naturalBirth' | 'caesarean', number>>;
}

export type HospitalLevel = 'level1' | 'level2' | 'level3';

export const RESIDENT_INPATIENT: readonly PolicyPack<ResidentInpatient>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 住院, 特殊病门诊, 生育',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    values: {
      shareBasisPoints: { level1: 8000, level2: 7000, level3: 6000 },
      addedBasisPoints: 1000,
      specialDiseases: 27,
      specialDiseaseBasisPoints: [6000, 8000],
      maternityFen: { naturalBirth: 60_000, caesarean: 120_000 },
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
    source: 'Press text among the customer’s documents; newer rules may have changed the line',
    confidence: 'unconfirmed',
    values: { lineFen: { inService: 200_000, retired: 130_000 } },
  },
];
