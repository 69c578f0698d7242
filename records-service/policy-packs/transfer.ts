import type { Sex } from '#shared/identity/citizen-number.ts';
import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

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

/** How an occupational annuity (职业年金) goes along; the kinds of units are those of 青海's text. */
export interface OccupationalAnnuity {
  /** 8 % of the wages from the unit and 4 % from oneself. */
  readonly employerBasisPoints: number;
  readonly employeeBasisPoints: number;
  /** What becomes of the employer’s part, by where from and where to. */
  readonly employerPart: Readonly<Record<AnnuityMove, AnnuityTransfer>>;
}

export type AnnuityMove =
  | 'fullyFundedSameLevel'
  | 'fullyFundedOtherLevel'
  | 'fullyFundedToNotFullyFunded'
  | 'notFullyFundedToFullyFunded'
  | 'leavesUnit'
  | 'toEnterprise';

/**
 * `bookkept`: the amount in the books moves. `madeReal`: 记实, the old unit’s finance pays it in first. `cash`: it is real.
 * `addedInCash`: 补记, the years before the reform are paid into the annuity account by the old unit.
 */
export type AnnuityTransfer = 'bookkept' | 'madeReal' | 'cash' | 'addedInCash';

const QINGHAI_ANNUITY: OccupationalAnnuity = {
  employerBasisPoints: 800,
  employeeBasisPoints: 400,
  employerPart: {
    fullyFundedSameLevel: 'bookkept',
    fullyFundedOtherLevel: 'madeReal',
    fullyFundedToNotFullyFunded: 'madeReal',
    notFullyFundedToFullyFunded: 'cash',
    leavesUnit: 'addedInCash',
    toEnterprise: 'madeReal',
  },
};

export const OCCUPATIONAL_ANNUITY: readonly PolicyPack<OccupationalAnnuity>[] = [
  {
    region: '630000',
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: '青海省机关事业单位养老保险关系和职业年金转移接续, after 人社部规〔2017〕1号',
    source: 'Press text among the customer’s documents',
    confidence: 'onePublicSource',
    values: QINGHAI_ANNUITY,
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: 'Demo region, after 青海: occupational annuity',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: QINGHAI_ANNUITY,
  },
];

/** The scheme began in October 2014; wages of that year before it are not contribution wages. */
const SINCE_REFORM: TransferFunds = { pooledBasisPoints: 1200, pooledFromYear: 2014 };

/** Moves inside the scheme of government and institutions. */
export const GOVERNMENT_TRANSFER: readonly PolicyPack<TransferFunds>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: '人社部规〔2017〕1号',
    source: 'Told by 青海; the national notice was not read',
    confidence: 'onePublicSource',
    values: SINCE_REFORM,
  },
  {
    region: '630000',
    effectiveFrom: '2014-10-01',
    effectiveTo: null,
    document: '青海省机关事业单位养老保险关系和职业年金转移接续, after 人社部规〔2017〕1号',
    source: 'Press text among the customer’s documents',
    confidence: 'onePublicSource',
    values: SINCE_REFORM,
  },
];

/** What holds for every transfer between provinces, beside its money. */
export interface TransferProcess {
  /** From that age on the new place opens a temporary account (临时缴费账户) only, unless one’s household is there. */
  readonly temporaryAccountFromYears: Readonly<Record<Sex, number>>;
  /** What agencies aim at; null where none is known. */
  readonly targetWorkingDays: number;
  /** 参保缴费凭证 is valid so long from its print. */
  readonly certificateMonths: number;
  /** 先转后清: overlapping months never stop a transfer, the receiving office settles them afterwards. */
  readonly overlaps: 'settledAfterTransfer';
}

export const TRANSFER_PROCESS: readonly PolicyPack<TransferProcess>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '国办发〔2009〕66号; 青海省转移接续意见 (先转后清)',
    source: 'Public explanations; the target of 15 working days was 45 before and is not confirmed',
    confidence: 'unconfirmed',
    values: {
      temporaryAccountFromYears: { male: 50, female: 40 },
      targetWorkingDays: 15,
      certificateMonths: 3,
      overlaps: 'settledAfterTransfer',
    },
  },
];
