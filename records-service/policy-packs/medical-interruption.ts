import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 断缴 of medical insurance: when benefits stop, and what somebody who comes back waits. */
export interface MedicalInterruption {
  /** An employee’s or flexible worker’s benefits end so many months after the last month paid. */
  readonly stopsAfterMonths: number;
  /** 居民医保: who skipped a year or came outside the window waits (固定待遇等待期). */
  readonly residentWaitingMonths: number;
  /** 变动待遇等待期 for each year missed beyond the first window. */
  readonly addedPerMissedYearMonths: number;
  /** So many years missed in a row: what can be bought back leaves no less than that. */
  readonly longBreak: { readonly years: number; readonly leastWaitingMonths: number };
}

export const MEDICAL_INTERRUPTION: readonly PolicyPack<MedicalInterruption>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    document: '国办发〔2024〕38号',
    source: 'A public agency’s answer that quotes it; when employees’ benefits stop is common practice',
    confidence: 'onePublicSource',
    values: {
      stopsAfterMonths: 1,
      residentWaitingMonths: 3,
      addedPerMissedYearMonths: 1,
      longBreak: { years: 4, leastWaitingMonths: 6 },
    },
  },
];
