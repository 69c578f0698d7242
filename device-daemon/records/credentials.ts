import type { CardCredential } from '#shared/records-api/sessions.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type { IdentityCard } from '../drivers/identity-card.ts';

/** What the records service is told of a card: enough to find its holder, and nothing that it does not need. */
export const identityCardCredential = ({ kind, number, name }: IdentityCard): CardCredential => ({
  type: 'identityCard',
  cardKind: kind,
  number,
  name,
});

export const socialSecurityCardCredential = (
  { cardNumber, cardIdentificationCode, holder }: SocialSecurityCard,
  pinVerified: boolean,
): CardCredential => ({
  type: 'socialSecurityCard',
  cardNumber,
  cardIdentificationCode,
  holder: holder === null ? null : { number: holder.number, name: holder.name },
  pinVerified,
});
