/**
 * The third status byte of every answer (SW3). SW1 and SW2 carry the card's own APDU status for 31, 41, 47 and 81 and
 * are zero otherwise; nothing is decided by them.
 */
const SDT_STATUS = {
  16: 'hostChecksumError',
  17: 'hostLengthError',
  33: 'commandError',
  35: 'notPermitted',
  36: 'unrecognisedError',
  49: 'cardRefusedModule',
  50: 'moduleRefusedCard',
  51: 'verificationError',
  64: 'unrecognisedCardType',
  65: 'readFailed',
  71: 'randomNumberFailed',
  96: 'selfTestFailed',
  102: 'moduleNotAuthorised',
  128: 'findFailed',
  129: 'selectFailed',
  144: 'done',
  145: 'noContent',
  159: 'cardFound',
} as const;

export type SdtStatus = (typeof SDT_STATUS)[keyof typeof SDT_STATUS] | 'unlisted';

const BY_BYTE: Readonly<Record<number, SdtStatus>> = SDT_STATUS;

export const statusOf = (sw3: number): SdtStatus => BY_BYTE[sw3] ?? 'unlisted';

/** `SW3 60`, for logs and for the engineer. */
export const statusText = (sw3: number): string => `SW3 ${sw3.toString(16).toUpperCase().padStart(2, '0')}`;
