import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 重复开药监测: what two dispensings of one drug may be, and when an agency looks closer. */
export interface PrescriptionMonitoring {
  /** Longest supply of one prescription, by what it is for. */
  readonly supplyDays: Readonly<Record<'acute' | 'general' | 'chronic', number>>;
  /** The two indicators: 就医频次 and 费用累计. null where the source does not give it. */
  readonly visitsPerDay: number | null;
  readonly costPerDayFen: number | null;
  /** 停卡 for reselling or false claims. */
  readonly suspensionYears: number;
}

export const PRESCRIPTION_MONITORING: readonly PolicyPack<PrescriptionMonitoring>[] = [
  {
    region: '110000',
    effectiveFrom: '2012-01-01',
    effectiveTo: null,
    document: '北京市医保重复开药监测, as told by the agency',
    source: 'Press text among the customer’s documents: 30 days, 3 years; the other days are common practice',
    confidence: 'unconfirmed',
    values: {
      supplyDays: { acute: 3, general: 7, chronic: 30 },
      visitsPerDay: null,
      costPerDayFen: null,
      suspensionYears: 3,
    },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2012-01-01',
    effectiveTo: null,
    document: 'Demo region: indicators of prescriptions',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: {
      supplyDays: { acute: 3, general: 7, chronic: 30 },
      visitsPerDay: 4,
      costPerDayFen: 300_000,
      suspensionYears: 3,
    },
  },
];
