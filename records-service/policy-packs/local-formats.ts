import type { PolicyPack } from './policy-pack.ts';

/** How a place writes what other places write otherwise. */
export interface LocalFormats {
  /** 个人编号 on the face of its social-security card. */
  readonly personalNumberDigits: number;
}

export const LOCAL_FORMATS: readonly PolicyPack<LocalFormats>[] = [
  {
    region: '211100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '盘锦市社会保险信息查询说明',
    source:
      'Public page among the customer’s documents: 14 digits in the middle of the card’s face; the first day is assumed',
    confidence: 'unconfirmed',
    values: { personalNumberDigits: 14 },
  },
];
