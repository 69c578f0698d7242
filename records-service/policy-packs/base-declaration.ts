import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 灵活就业人员缴费基数申报: once for a payment year. */
export interface BaseDeclaration {
  /** Levels to choose from, in hundredths of a per cent of the average wage; each is held between floor and ceiling. */
  readonly levelsBasisPoints: readonly number[];
  /** Whether any amount between floor and ceiling may be declared, too. */
  readonly freeAmount: boolean;
  /** Days of the year, `MM-DD`, between which one declares; null where no text was read: the office is asked. */
  readonly window: { readonly opens: string; readonly closes: string } | null;
}

const LEVELS = [6000, 8000, 10_000, 15_000, 20_000, 30_000] as const;

export const BASE_DECLARATION: readonly PolicyPack<BaseDeclaration>[] = [
  {
    region: '420100',
    effectiveFrom: '2015-01-01',
    effectiveTo: null,
    document: '武汉市灵活就业人员缴费基数每年申报, as told by the agency',
    source:
      'Press text among the customer’s documents: declared anew each year; the levels are common practice, the first day is assumed',
    confidence: 'unconfirmed',
    values: { levelsBasisPoints: LEVELS, freeAmount: true, window: null },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2015-01-01',
    effectiveTo: null,
    document: 'Demo region: yearly declaration of the base',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { levelsBasisPoints: LEVELS, freeAmount: true, window: { opens: '07-01', closes: '12-31' } },
  },
];
