import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** What goes along when an employee’s pension relation moves to another province. */
export interface TransferFunds {
  /** Share of the wages that contributions were paid on. */
  readonly pooledBasisPoints: number;
  /** Wages before that year bring no pooled money along. */
  readonly pooledFromYear: number;
}

export const EMPLOYEE_TRANSFER: readonly PolicyPack<TransferFunds>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '国办发〔2009〕66号',
    source: 'Text on gov.cn',
    confidence: 'officialText',
    values: { pooledBasisPoints: 1200, pooledFromYear: 1998 },
  },
];
