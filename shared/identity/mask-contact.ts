import { STAR } from './mask.ts';

/** `13800000000` → `138＊＊＊＊0000`. Anything that is not as long is hidden whole. */
export const maskPhone = (phone: string): string =>
  phone.length === 11 ? `${phone.slice(0, 3)}${STAR.repeat(4)}${phone.slice(-4)}` : STAR.repeat(phone.length);

/** The last four digits of a bank card: `＊＊＊＊1234`. */
export const maskBankCard = (number: string): string =>
  number.length < 12 ? STAR.repeat(4) : `${STAR.repeat(4)}${number.slice(-4)}`;

const ADDRESS_SHOWN = 6;

/** Of an address only the part that many people share: `样例省示范市＊＊＊＊＊＊`; of a short one less than half. */
export function maskAddress(address: string): string {
  const characters = [...address];
  return `${characters.slice(0, Math.min(ADDRESS_SHOWN, Math.floor(characters.length / 2))).join('')}${STAR.repeat(6)}`;
}
