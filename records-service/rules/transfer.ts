import type { Sex } from '#shared/identity/citizen-number.ts';
import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import { assertNever } from '#shared/result.ts';
import { addYears, type IsoDate, type YearMonth } from '#shared/time/calendar.ts';
import type {
  AnnuityMove,
  AnnuityTransfer,
  OccupationalAnnuity,
  TransferFunds,
  TransferProcess,
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

export const annuityTransfer = (move: AnnuityMove, rules: OccupationalAnnuity): AnnuityTransfer =>
  rules.employerPart[move];

/** Between which units, and whether a province is left. `enterprise` is the scheme of enterprise employees. */
export interface PensionMove {
  readonly from: 'enterprise' | 'government';
  readonly to: 'enterprise' | 'government';
  readonly crossesProvince: boolean;
}

/** All zero where the relation alone moves. */
export interface TransferredFunds {
  readonly accountFen: Fen;
  readonly pooledFen: Fen;
  readonly totalFen: Fen;
}

/**
 * The money of a move.
 *
 * ```
 *   enterprise → enterprise    other province: account + 12 % since 1998     same province: nothing moves
 *   enterprise → government    as above (国办发〔2009〕66号)
 *   government → government    other province: account + 12 % since the reform  same province: the relation only
 *   government → enterprise    account + 12 % since the reform
 * ```
 */
export function transferFunds(
  move: PensionMove,
  accountFen: Fen,
  years: readonly WagesOfYear[],
  funds: { readonly employee: TransferFunds; readonly government: TransferFunds },
): TransferredFunds {
  const sameScheme = move.from === move.to;
  if (sameScheme && !move.crossesProvince) return { accountFen: 0, pooledFen: 0, totalFen: 0 };
  const pooledFen = pooledTransferFen(years, fundsOf(move.from, funds));
  return { accountFen, pooledFen, totalFen: accountFen + pooledFen };
}

function fundsOf(
  from: PensionMove['from'],
  { employee, government }: { readonly employee: TransferFunds; readonly government: TransferFunds },
): TransferFunds {
  switch (from) {
    case 'enterprise':
      return employee;
    case 'government':
      return government;
    default:
      return assertNever(from, 'scheme');
  }
}

/** 先转后清: months that both places have. They stop no transfer; the receiving office asks which one to keep. */
export function overlappingMonths(one: readonly YearMonth[], other: readonly YearMonth[]): YearMonth[] {
  const there = new Set(other);
  return [...new Set(one)].filter((month) => there.has(month)).sort();
}

/** From that age on the new place opens a temporary account (临时缴费账户), unless one's household is there. */
export const temporaryAccount = (
  person: { readonly birthDate: IsoDate; readonly sex: Sex; readonly householdThere: boolean },
  today: IsoDate,
  { temporaryAccountFromYears }: Pick<TransferProcess, 'temporaryAccountFromYears'>,
): boolean =>
  !person.householdThere && today >= addYears(person.birthDate, temporaryAccountFromYears[person.sex]);
