import type { Fen } from '#shared/money/fen.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { BaseLimits, ContributionRates, ResidentTiers } from '../policy-packs/contributions.ts';
import { shareFen } from './share.ts';

export interface ContributionAmounts {
  readonly personalFen: Fen;
  readonly employerFen: Fen;
  readonly toAccountFen: Fen;
}

/** What one month costs at a base, each part rounded half up to the fen. */
export function contributionAmounts(baseFen: Fen, rates: ContributionRates): ContributionAmounts {
  return {
    personalFen: shareFen(baseFen, rates.employeeBasisPoints),
    employerFen: shareFen(baseFen, rates.employerBasisPoints),
    toAccountFen: shareFen(baseFen, rates.accountBasisPoints),
  };
}

/** The base is one's wage held between the limits of the region. */
export function contributionBase(wageFen: Fen, limits: BaseLimits): Fen {
  return Math.min(Math.max(wageFen, limits.floorFen), limits.ceilingFen);
}

export interface MonthlyContribution extends ContributionAmounts {
  readonly baseFen: Fen;
  /** Which limit the base was held at; null where the wage itself is the base. */
  readonly heldAt: 'floor' | 'ceiling' | null;
  /** What does not go to the account: 统筹基金. */
  readonly toPoolFen: Fen;
}

/** A month's contribution of somebody with that wage: base, both parts, and where the money goes. */
export function monthlyContribution(
  wageFen: Fen,
  limits: BaseLimits,
  rates: ContributionRates,
): MonthlyContribution {
  const baseFen = contributionBase(wageFen, limits);
  const amounts = contributionAmounts(baseFen, rates);
  const heldAt = wageFen < limits.floorFen ? 'floor' : wageFen > limits.ceilingFen ? 'ceiling' : null;
  return {
    baseFen,
    heldAt,
    ...amounts,
    toPoolFen: amounts.personalFen + amounts.employerFen - amounts.toAccountFen,
  };
}

/** 城乡居民: what a year at that tier brings into the account; an amount that is no tier is refused. */
export function residentContribution(
  ownFen: Fen,
  { tiers }: ResidentTiers,
): Result<{ readonly ownFen: Fen; readonly subsidyFen: Fen; readonly toAccountFen: Fen }, 'notATier'> {
  const tier = tiers.find((one) => one.ownFen === ownFen);
  if (tier === undefined) return err('notATier');
  return ok({ ...tier, toAccountFen: tier.ownFen + tier.subsidyFen });
}
