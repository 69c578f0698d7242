import type { SdtStatus } from './status.ts';

/**
 * The commands of the security module (SAM-V) as data.
 *
 * ```
 *   request body   CMD  PARA            answer body   SW1 SW2 SW3  data…
 *   find card      20   01              00 00 9F  4 bytes, zero in every capture known
 *   select card    20   02              00 00 90  8 bytes, likewise
 *   read base      30   01              00 00 90  text length (2) photo length (2) text (256) photo (1024)
 *   newest address 30   03              00 00 90  1–4 entries of 70 bytes, or 00 00 91
 *   card body no.  30   05              00 00 90  28 bytes: IIN 4, SN 8, DN 16
 *   status         11   FF              00 00 90
 *   module id      12   FF              00 00 90  16 bytes
 *   reset          10   FF              00 00 90
 * ```
 */
export interface SdtCommand {
  readonly request: readonly [command: number, parameter: number];
  /** Answers that carry what was asked for: the status, and how long the data may be. */
  readonly success: { readonly status: SdtStatus; readonly dataBytes: readonly number[] };
  /** Answers of three status bytes that belong to this command, beside those that any command can get. */
  readonly refusals: readonly SdtStatus[];
  /** From the request's last byte to the answer's first whole frame must begin. */
  readonly answerTimeoutMs: number;
  /** From the request to the end of the answer. */
  readonly totalTimeoutMs: number;
}

/** Any command can be refused like this. */
export const COMMON_REFUSALS: readonly SdtStatus[] = [
  'hostChecksumError',
  'hostLengthError',
  'commandError',
  'notPermitted',
  'unrecognisedError',
  'selfTestFailed',
  'moduleNotAuthorised',
];

/** What a card that is not there, not right or not read yet answers. */
const CARD_REFUSALS: readonly SdtStatus[] = [
  'cardRefusedModule',
  'moduleRefusedCard',
  'verificationError',
  'unrecognisedCardType',
  'readFailed',
  'randomNumberFailed',
  'findFailed',
  'selectFailed',
];

export const NEW_ADDRESS_ENTRY_BYTES = 70;
export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;
/** Two lengths of two bytes each. */
export const READ_HEADER_BYTES = 4;

export const SDT_COMMANDS = {
  reset: {
    request: [0x10, 0xff],
    success: { status: 'done', dataBytes: [0] },
    refusals: [],
    answerTimeoutMs: 1000,
    totalTimeoutMs: 1500,
  },
  status: {
    request: [0x11, 0xff],
    success: { status: 'done', dataBytes: [0] },
    refusals: [],
    answerTimeoutMs: 1000,
    totalTimeoutMs: 1500,
  },
  moduleId: {
    request: [0x12, 0xff],
    success: { status: 'done', dataBytes: [16] },
    refusals: [],
    answerTimeoutMs: 1000,
    totalTimeoutMs: 1500,
  },
  find: {
    request: [0x20, 0x01],
    success: { status: 'cardFound', dataBytes: [4] },
    refusals: ['findFailed', 'unrecognisedCardType'],
    answerTimeoutMs: 800,
    totalTimeoutMs: 1200,
  },
  select: {
    request: [0x20, 0x02],
    success: { status: 'done', dataBytes: [8] },
    refusals: CARD_REFUSALS,
    answerTimeoutMs: 1500,
    totalTimeoutMs: 2000,
  },
  readBase: {
    request: [0x30, 0x01],
    success: { status: 'done', dataBytes: [READ_HEADER_BYTES + TEXT_BYTES + PHOTO_BYTES] },
    refusals: CARD_REFUSALS,
    answerTimeoutMs: 3000,
    totalTimeoutMs: 5000,
  },
  newestAddress: {
    request: [0x30, 0x03],
    success: { status: 'done', dataBytes: [1, 2, 3, 4].map((entries) => entries * NEW_ADDRESS_ENTRY_BYTES) },
    refusals: [...CARD_REFUSALS, 'noContent'],
    answerTimeoutMs: 1500,
    totalTimeoutMs: 2000,
  },
  cardBodyNumber: {
    request: [0x30, 0x05],
    success: { status: 'done', dataBytes: [28] },
    refusals: [...CARD_REFUSALS, 'noContent'],
    answerTimeoutMs: 1500,
    totalTimeoutMs: 2000,
  },
} as const satisfies Record<string, SdtCommand>;
export type SdtCommandName = keyof typeof SDT_COMMANDS;
