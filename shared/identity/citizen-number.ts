import { isIsoDate } from '../time/calendar.ts';

/**
 * The 18-character citizen identity number, which is also the social-security number
 * (社会保险经办条例 art. 6).
 *
 * ```
 *   6 region | 8 birth yyyymmdd | 3 sequence, odd = male | 1 check 0-9 X      GB 11643-1999
 * ```
 * A region is never refused: counties merge and their codes retire, the numbers stay.
 */
export type CitizenNumber = string;

export type Sex = 'male' | 'female';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** ISO 7064 MOD 11-2 over the first 17 digits. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Some chips hold a small `x`; the number is compared without regard to it. */
export function isCitizenNumber(text: string): boolean {
  const number = text.toUpperCase();
  return (
    /^\d{17}[\dX]$/.test(number) &&
    isIsoDate(birthDateOf(number)) &&
    checkCharacter(number.slice(0, 17)) === number[17]
  );
}

export function birthDateOf(number: CitizenNumber): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

export function sexOf(number: CitizenNumber): Sex {
  return Number(number[16]) % 2 === 1 ? 'male' : 'female';
}
