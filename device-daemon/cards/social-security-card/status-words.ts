/**
 * What the two bytes at the end of every answer mean (社会保障（个人）卡规范 part 5, table 5). Rows that nothing is
 * decided by are not here: they go into faults by their digits.
 */
const STATUS_WORDS = {
  '9000': 'done',
  '6981': 'structureWrong',
  '6982': 'securityNotSatisfied',
  '6983': 'authenticationLocked',
  '6985': 'conditionsNotSatisfied',
  // Also what a locked card answers to everything.
  '6A81': 'functionNotSupported',
  '6A82': 'fileNotFound',
  '6A83': 'recordNotFound',
  '6A86': 'parametersWrong',
  '6A88': 'keyNotFound',
  '6D00': 'instructionUnknown',
  '6E00': 'classUnknown',
  '9303': 'lockedForGood',
} as const;

export type CardStatus =
  | (typeof STATUS_WORDS)[keyof typeof STATUS_WORDS]
  /** 63Cx */
  | 'triesLeft'
  | 'unlisted';

const BY_DIGITS: Readonly<Record<string, CardStatus>> = STATUS_WORDS;

/** `6A82`, for faults and for the engineer. */
export const statusText = (sw: number): string => sw.toString(16).toUpperCase().padStart(4, '0');

export const statusOf = (sw: number): CardStatus =>
  (sw & 0xfff0) === 0x63c0 ? 'triesLeft' : (BY_DIGITS[statusText(sw)] ?? 'unlisted');

/** Of 63Cx. */
export const triesLeftOf = (sw: number): number => sw & 0xf;
