import type { Fen } from '#shared/money/fen.ts';
import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 医保个人缴费: what a resident’s year and a flexible worker’s month cost, and to whom the money goes. */
export interface MedicalContributions {
  readonly resident: {
    /** 个人缴费标准, for a whole calendar year. */
    readonly personalFen: Fen;
    /** 集中缴费期 begins on this day (`MM-DD`): from then on next year is paid, before it the year itself, late. */
    readonly nextYearFrom: string;
  };
  readonly flexibleWorker: {
    /** Base of a month. */
    readonly baseFen: Fen;
    /** Employer’s and own part: a flexible worker pays both. */
    readonly rateBasisPoints: number;
  };
  /** 收款单位 */
  readonly payee: string;
}

export const MEDICAL_CONTRIBUTIONS: readonly PolicyPack<MedicalContributions>[] = [
  {
    region: DEMO_REGION,
    effectiveFrom: '2019-01-01',
    effectiveTo: null,
    document: 'Demo region: what medical insurance costs',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: {
      resident: { personalFen: 40_000, nextYearFrom: '09-01' },
      flexibleWorker: { baseFen: 533_400, rateBasisPoints: 800 },
      payee: '样例省示范市医疗保障基金',
    },
  },
];
