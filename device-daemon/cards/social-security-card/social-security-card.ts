import type { IsoDate } from '#shared/time/calendar.ts';

export type CardAlgorithm = '3DES' | 'SSF33' | 'SM4';

/** EF06: who the card belongs to. Personal. */
export interface CardHolderData {
  /** 社会保障号码, 18 characters, capital X. */
  readonly number: string;
  readonly name: string;
  /** Name and extension as they stand on the card, for characters that this machine cannot decode. */
  readonly nameBytes: Uint8Array;
  readonly sex: 'male' | 'female' | 'notStated' | null;
  /** Two digits of GB/T 3304. */
  readonly nationCode: string | null;
  /** Six digits of GB/T 2260. */
  readonly birthPlace: string | null;
  readonly birthDate: IsoDate | null;
}

/** A social-security card as it was read. Lives in memory only and is dropped with the card. */
export interface SocialSecurityCard {
  /** Only the first three characters of tag 03 count; empty means 1.0. */
  readonly version: '1.0' | '2.0' | '3.0';
  readonly algorithm: CardAlgorithm;
  /** 32 capital hexadecimal digits; the card is told from any other by it. */
  readonly cardIdentificationCode: string;
  /** Nine characters. */
  readonly cardNumber: string;
  /** GB 11714; advice only: regions may choose otherwise. */
  readonly cardNumberCheckDigit: 'fits' | 'doesNotFit';
  readonly issuedOn: IsoDate | null;
  /** null: no end on the card. */
  readonly validUntil: IsoDate | null;
  /** null: the card keeps it, and nobody with its keys could be asked (third generation). */
  readonly holder: CardHolderData | null;
  readonly pin: PinState;
  /** Masked to the last four digits; null unless it was asked for and is there. */
  readonly maskedBankNumber: string | null;
}

/** As the card says without a try being spent. */
export type PinState =
  | { readonly type: 'notSet' }
  | { readonly type: 'set'; readonly triesLeft: number }
  | { readonly type: 'locked' };
