import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import type {
  AnnuityMove,
  AnnuityTransfer,
  OccupationalAnnuity,
  TransferFunds,
} from '../policy-packs/transfer.ts';

export interface WagesOfYear {
  readonly year: number;
  /** Wages that contributions were paid on; of a part of a year those of its months. */
  readonly wagesFen: Fen;
}

/**
 * 统筹基金 that goes along: a share of all wages since the account system began (国办发〔2009〕66号). The account itself goes
 * whole.
 */
export function pooledTransferFen(years: readonly WagesOfYear[], funds: TransferFunds): Fen {
  const wages = years
    .filter(({ year }) => year >= funds.pooledFromYear)
    .reduce((sum, { wagesFen }) => sum + BigInt(wagesFen), 0n);
  return Number(divideRoundHalfUp(wages * BigInt(funds.pooledBasisPoints), 10_000n));
}

/** Inside one province a move between government units takes the relation along and no money (青海). */
export const governmentTransferFen = (
  years: readonly WagesOfYear[],
  crossesProvince: boolean,
  funds: TransferFunds,
): Fen => (crossesProvince ? pooledTransferFen(years, funds) : 0);

export const annuityTransfer = (move: AnnuityMove, rules: OccupationalAnnuity): AnnuityTransfer =>
  rules.employerPart[move];
