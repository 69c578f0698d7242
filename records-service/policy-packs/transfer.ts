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

/** How an occupational annuity goes along; the kinds of units are those of 青海's text. */
export interface OccupationalAnnuity {
  /** What becomes of the employer’s part, by where from and where to. */
  readonly employerPart: Readonly<Record<AnnuityMove, AnnuityTransfer>>;
}

export type AnnuityMove =
  | 'fullyFundedSameLevel'
  | 'fullyFundedOtherLevel'
  | 'fullyFundedToNotFullyFunded'
  | 'notFullyFundedToFullyFunded'
  | 'toEnterprise';

/** `bookkept`: the amount in the books moves. `madeReal`: 记实, the old unit’s finance pays it in first. `cash`: it is real. */
export type AnnuityTransfer = 'bookkept' | 'madeReal' | 'cash';

export const OCCUPATIONAL_ANNUITY: readonly PolicyPack<OccupationalAnnuity>[] = [
  {
    region: '630000',
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: '青海省机关事业单位养老保险关系和职业年金转移接续, after 人社部规〔2017〕1号',
    source: 'Press text among the customer’s documents',
    confidence: 'onePublicSource',
    values: {
      employerPart: {
        fullyFundedSameLevel: 'bookkept',
        fullyFundedOtherLevel: 'madeReal',
        fullyFundedToNotFullyFunded: 'madeReal',
        notFullyFundedToFullyFunded: 'cash',
        toEnterprise: 'madeReal',
      },
    },
  },
];

/** Moves inside the scheme of government and institutions. */
export const GOVERNMENT_TRANSFER: readonly PolicyPack<TransferFunds>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: '人社部规〔2017〕1号',
    source: 'Told by 青海; the national notice was not read',
    confidence: 'onePublicSource',
    // The scheme began in October 2014; wages of that year before it are not contribution wages.
    values: { pooledBasisPoints: 1200, pooledFromYear: 2014 },
  },
];
