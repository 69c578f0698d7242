import type { IdentityCardErrorCode } from '#shared/protocol/cards.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { IdentityCard } from '../drivers/identity-card.ts';

/** A card is good on the day it ends, too (居民身份证法 gives the term in whole days). */
export function validityFault(
  card: Pick<IdentityCard, 'validFrom' | 'validUntil'>,
  today: IsoDate,
): Extract<IdentityCardErrorCode, 'cardExpired' | 'cardNotYetValid'> | null {
  if (card.validUntil !== null && card.validUntil < today) return 'cardExpired';
  return card.validFrom > today ? 'cardNotYetValid' : null;
}
