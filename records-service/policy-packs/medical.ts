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
