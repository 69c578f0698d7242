import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 重复开药监测: what two dispensings of one drug may be, and when an agency looks closer. */
export interface PrescriptionMonitoring {
  /** Longest supply of one prescription, by what it is for. */
  readonly supplyDays: Readonly<Record<SupplyKind, number>>;
  readonly chronicDiseases: {
    /** How many diseases have the longest supply. */
    readonly count: number;
    /** Those that the source names. */
    readonly named: readonly string[];
    readonly listComplete: boolean;
  };
  /** The two indicators: 就医频次 and 费用累计, of a day and of a period. null where the source does not give one. */
  readonly visitsPerDay: number | null;
  readonly costPerDayFen: number | null;
  readonly visitsPerPeriod: number | null;
  readonly costPerPeriodFen: number | null;
  /** Days of the period, that of the visit among them. */
  readonly periodDays: number | null;
}

export type SupplyKind = 'acute' | 'general' | 'chronic';

export const PRESCRIPTION_MONITORING: readonly PolicyPack<PrescriptionMonitoring>[] = [
  {
    region: '110000',
    effectiveFrom: '2012-01-01',
    effectiveTo: null,
    document: '北京市医保重复开药监测, as told by the agency',
    source: 'Press text among the customer’s documents for 30 days; the other days are common practice',
    confidence: 'unconfirmed',
    note: 'The text names the two indicators without their thresholds, and one of the ten diseases.',
    values: {
      supplyDays: { acute: 3, general: 7, chronic: 30 },
      chronicDiseases: { count: 10, named: ['糖尿病'], listComplete: false },
      visitsPerDay: null,
      costPerDayFen: null,
      visitsPerPeriod: null,
      costPerPeriodFen: null,
      periodDays: null,
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
      chronicDiseases: { count: 2, named: ['糖尿病', '高血压'], listComplete: true },
      visitsPerDay: 4,
      costPerDayFen: 300_000,
      visitsPerPeriod: 20,
      costPerPeriodFen: 1_500_000,
      periodDays: 30,
    },
  },
];

/** 停卡 of somebody who resold drugs or claimed falsely. It is medical only: queries and pension services go on. */
export interface CardSuspension {
  readonly leastMonths: number;
  readonly mostMonths: number;
  readonly stops: readonly SuspendedService[];
  /** Costs of that time are paid first and claimed by hand. */
  readonly instead: 'manualClaim' | 'selfPaid';
}

/** `cardSettlement`: what a hospital or pharmacy settles over the network. */
export type SuspendedService = 'cardSettlement';

export const CARD_SUSPENSION: readonly PolicyPack<CardSuspension>[] = [
  {
    region: '110000',
    effectiveFrom: '2012-01-01',
    effectiveTo: '2021-04-30',
    document: '北京市医保重复开药监测, as told by the agency',
    source: 'Press text among the customer’s documents: three years, then by manual claim',
    confidence: 'unconfirmed',
    note: 'Historical: since 2021-05-01 the country’s 条例 holds.',
    values: { leastMonths: 36, mostMonths: 36, stops: ['cardSettlement'], instead: 'manualClaim' },
  },
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2021-05-01',
    effectiveTo: null,
    document: '医疗保障基金使用监督管理条例 (国务院令第735号) art. 41',
    source: 'Told by 人民网 when it was published; the article itself was not opened',
    confidence: 'onePublicSource',
    values: { leastMonths: 3, mostMonths: 12, stops: ['cardSettlement'], instead: 'manualClaim' },
  },
];
