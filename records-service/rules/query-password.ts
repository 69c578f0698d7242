import type { QueryPasswordFault } from '#shared/records-api/common.ts';
import type { IsoDate } from '#shared/time/calendar.ts';

export interface PasswordOwner {
  /** 社会保障号码 */
  readonly citizenNumber: string;
  readonly birthDate: IsoDate;
}

export interface PasswordLength {
  readonly leastDigits: number;
  readonly mostDigits: number;
}

/**
 * Whether digits may become somebody's query password: whoever has found the card must not guess it from the card.
 * @param password digits only
 * @returns the first rule that they break; null where they may
 */
export function queryPasswordFault(
  password: string,
  owner: PasswordOwner,
  length: PasswordLength,
): QueryPasswordFault | null {
  if (password.length < length.leastDigits) return 'tooShort';
  if (password.length > length.mostDigits) return 'tooLong';
  if (repeats(password)) return 'repeatedDigits';
  if (isInOrder(password)) return 'digitsInOrder';
  if (saysDay(password, owner.birthDate)) return 'birthDate';
  if (isPartOf(password, owner.citizenNumber)) return 'citizenNumber';
  return null;
}

/** One piece over and over, possibly cut off at the end: 111111, 121212, 1231231. */
function repeats(password: string): boolean {
  for (let piece = 1; piece * 2 <= password.length; piece += 1)
    if (password.slice(piece) === password.slice(0, -piece)) return true;
  return false;
}

/** Each digit the next one or each the one before, over the nine as well: 123456, 890123, 654321. */
function isInOrder(password: string): boolean {
  const digits = [...password].map(Number);
  return rises(digits) || rises(digits.toReversed());
}

const rises = (digits: readonly number[]): boolean =>
  digits.every((digit, index) => index === 0 || digit === ((digits[index - 1] ?? 0) + 1) % 10);

/** In any of the ways in which people write it, with whatever digits around it. */
function saysDay(password: string, date: IsoDate): boolean {
  const [year = '', month = '', day = ''] = date.split('-');
  const short = year.slice(2);
  const ways = [
    `${year}${month}${day}`,
    `${short}${month}${day}`,
    `${day}${month}${year}`,
    `${day}${month}${short}`,
    `${month}${day}${year}`,
    `${month}${day}${short}`,
    `${year}${Number(month)}${Number(day)}`,
  ];
  return ways.some((way) => password.includes(way)) || `${year}${month}` === password;
}

/** The last digits above all; a check character X is left out or counts as 0, as people type it. */
function isPartOf(password: string, citizenNumber: string): boolean {
  const spellings = [citizenNumber.replace(/\D/g, ''), citizenNumber.replace(/X$/, '0')];
  return spellings.some((spelling) => spelling.includes(password));
}
