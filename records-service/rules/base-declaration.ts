import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { BaseDeclaration } from '../policy-packs/base-declaration.ts';
import type { BaseLimits, ContributionRates } from '../policy-packs/contributions.ts';
import { contributionAmounts, contributionBase } from './contribution.ts';
import { shareFen } from './share.ts';

export interface DeclaredBase {
  readonly baseFen: Fen;
  /** A month's cost, and what of it goes to the account and to the pool. */
  readonly monthlyFen: Fen;
  readonly toAccountFen: Fen;
  readonly toPoolFen: Fen;
  /** This month's share in the average index: base over average wage, in ten-thousandths. */
  readonly indexTenThousandths: number;
}

export interface DeclarationChoice extends DeclaredBase {
  /** 6000 = 60 % of the average wage. */
  readonly levelBasisPoints: number;
  /** The level lies outside the limits and is held at one of them. */
  readonly heldAt: 'floor' | 'ceiling' | null;
}

/** The levels of a year, lowest first, each held between floor and ceiling; two that are held at one limit cost the same. */
export const declarationChoices = (
  { levelsBasisPoints }: Pick<BaseDeclaration, 'levelsBasisPoints'>,
  limits: BaseLimits,
  rates: ContributionRates,
): DeclarationChoice[] =>
  levelsBasisPoints
    .toSorted((a, b) => a - b)
    .map((levelBasisPoints) => {
      const wanted = shareFen(limits.averageWageFen, levelBasisPoints);
      const baseFen = contributionBase(wanted, limits);
      const heldAt = wanted < limits.floorFen ? 'floor' : wanted > limits.ceilingFen ? 'ceiling' : null;
      return { levelBasisPoints, heldAt, ...declared(baseFen, limits, rates) };
    });

/** An amount of one's own choice. It is refused outside the limits, not moved: what was declared is what is paid. */
export function declareBase(
  baseFen: Fen,
  limits: BaseLimits,
  rates: ContributionRates,
): Result<DeclaredBase, 'belowFloor' | 'aboveCeiling'> {
  if (baseFen < limits.floorFen) return err('belowFloor');
  if (baseFen > limits.ceilingFen) return err('aboveCeiling');
  return ok(declared(baseFen, limits, rates));
}

/**
 * Z after so many months at a base: (Z × paid + index × further) / (paid + further).
 * @returns ten-thousandths
 */
export function indexAfter(
  index: { readonly tenThousandths: number; readonly months: number },
  further: { readonly tenThousandths: number; readonly months: number },
): number {
  const months = index.months + further.months;
  if (months === 0) return 0;
  const sum = index.tenThousandths * index.months + further.tenThousandths * further.months;
  return Number(divideRoundHalfUp(BigInt(sum), BigInt(months)));
}

/** Whether one may declare on that day; a region whose window was not read leaves it to its office. */
export function declarationOpen(today: IsoDate, { window }: Pick<BaseDeclaration, 'window'>): boolean | null {
  if (window === null) return null;
  const day = today.slice(5);
  const { opens, closes } = window;
  // A window may run over the turn of the year.
  return opens <= closes ? opens <= day && day <= closes : day >= opens || day <= closes;
}

/**
 * Limits that are published in mid-year hold from its beginning: what the months already paid have to be topped up by.
 * A base above a new ceiling is paid back, so that the difference may be below zero.
 */
export const differenceOfNewLimits = (
  declaredFen: Fen,
  monthsPaid: number,
  limits: BaseLimits,
  rates: ContributionRates,
): Fen =>
  monthsPaid *
  (contributionAmounts(contributionBase(declaredFen, limits), rates).personalFen -
    contributionAmounts(declaredFen, rates).personalFen);

function declared(baseFen: Fen, limits: BaseLimits, rates: ContributionRates): DeclaredBase {
  const { personalFen, toAccountFen } = contributionAmounts(baseFen, rates);
  return {
    baseFen,
    monthlyFen: personalFen,
    toAccountFen,
    toPoolFen: personalFen - toAccountFen,
    indexTenThousandths: Number(divideRoundHalfUp(BigInt(baseFen) * 10_000n, BigInt(limits.averageWageFen))),
  };
}
