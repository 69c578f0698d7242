import type { IdentityCardKind } from '#shared/protocol/cards.ts';

/** A decoded second-generation identity card. Personal: lives in memory only and is dropped with the card. */
export interface IdentityCard {
  readonly kind: IdentityCardKind;
  /** As on the chip, without padding; the Latin name where a foreign card has no Chinese one. */
  readonly name: string;
  /** Foreign cards only. */
  readonly latinName: string | null;
  /** Capital X. 18 characters, or 15 on the 2017 foreign card. */
  readonly number: string;
  readonly sex: 'unknown' | 'male' | 'female' | 'notStated';
  /** Two digits of GB/T 3304; mainland cards only. */
  readonly nationCode: string | null;
  readonly birthDate: string;
  readonly address: string | null;
  readonly issuingAuthority: string | null;
  readonly validFrom: string;
  /** null = 长期 */
  readonly validUntil: string | null;
  /** 1,024 bytes of WLT as read; nothing in the product needs them. */
  readonly photo: Uint8Array;
}
