import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 异地安置登记备案 of the retired who live elsewhere. */
export interface OffSiteFiling {
  /** The result is there after so many working days. */
  readonly resultWorkingDays: number;
  /** Changed or cancelled only when it has run so long. */
  readonly changeAfterYears: number;
}

export const OFF_SITE_FILING: readonly PolicyPack<OffSiteFiling>[] = [
  {
    region: '230100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '哈尔滨市医疗保险异地安置登记备案办法, as told by the agency',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    values: { resultWorkingDays: 3, changeAfterYears: 1 },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: 'Demo region, after 哈尔滨: filing for treatment elsewhere',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { resultWorkingDays: 3, changeAfterYears: 1 },
  },
];
