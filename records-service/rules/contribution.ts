import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import type { BaseLimits, ContributionRates } from '../policy-packs/contributions.ts';

export interface ContributionAmounts {
  readonly personalFen: Fen;
  readonly employerFen: Fen;
  readonly toAccountFen: Fen;
}

/** What one month costs at a base, each part rounded half up to the fen. */
export function contributionAmounts(baseFen: Fen, rates: ContributionRates): ContributionAmounts {
  return {
    personalFen: share(baseFen, rates.employeeBasisPoints),
    employerFen: share(baseFen, rates.employerBasisPoints),
    toAccountFen: share(baseFen, rates.accountBasisPoints),
  };
}

/** The base is one's wage held between the limits of the region. */
export function contributionBase(wageFen: Fen, limits: BaseLimits): Fen {
  return Math.min(Math.max(wageFen, limits.floorFen), limits.ceilingFen);
}

function share(fen: Fen, basisPoints: number): Fen {
  return Number(divideRoundHalfUp(BigInt(fen) * BigInt(basisPoints), 10_000n));
}
