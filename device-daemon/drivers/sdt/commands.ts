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
 *   radio bytes    61   FF   nn         00 00 90
 * ```
 */
export interface SdtCommand {
  /** CMD, PARA and the data there may be. */
  readonly request: readonly number[];
  /** Answers that carry what was asked for: the status, and how long the data may be. */
  readonly success: { readonly status: SdtStatus; readonly dataBytes: readonly number[] };
  /** Answers of three status bytes that belong to this command, beside those that any command can get. */
  readonly refusals: readonly SdtStatus[];
  /** From the request's last byte to the answer's first whole frame must begin; what the wire takes is added. */
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

/** What a conversation can ask; null where a model has no such command. */
export interface SdtCommands {
  readonly reset: SdtCommand | null;
  readonly status: SdtCommand;
  readonly moduleId: SdtCommand | null;
  /** Sets how many bytes the module exchanges with the card at once. */
  readonly radioBytes: SdtCommand | null;
  readonly find: SdtCommand;
  readonly select: SdtCommand;
  readonly readBase: SdtCommand;
  readonly newestAddress: SdtCommand | null;
  readonly cardBodyNumber: SdtCommand | null;
}
export type SdtCommandName = keyof SdtCommands;

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
  radioBytes: {
    request: [0x61, 0xff, 0x50],
    success: { status: 'done', dataBytes: [0] },
    refusals: [],
    answerTimeoutMs: 300,
    totalTimeoutMs: 500,
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
} as const satisfies SdtCommands;

/**
 * The CVR-100AU has codes of its own for the same four steps; its answers are the ones above.
 *
 * ```
 *   init    00 01   24 bytes come back; whether that counts the frame around them is not known
 *   find    00 81
 *   select  00 82
 *   read    00 83
 * ```
 */
export const CVR_100AU_COMMANDS = {
  reset: null,
  status: {
    ...SDT_COMMANDS.status,
    request: [0x00, 0x01],
    success: { status: 'done', dataBytes: [0, 13, 24] },
  },
  moduleId: null,
  radioBytes: null,
  find: { ...SDT_COMMANDS.find, request: [0x00, 0x81] },
  select: { ...SDT_COMMANDS.select, request: [0x00, 0x82] },
  readBase: { ...SDT_COMMANDS.readBase, request: [0x00, 0x83] },
  newestAddress: null,
  cardBodyNumber: null,
} as const satisfies SdtCommands;

/** Preamble, length, checksum; an answer's three status bytes. */
const FRAME_BYTES = 8;
const STATUS_BYTES = 3;

/** The same command with the time its bytes need on the wire added: a card takes 112 ms at 115,200 baud, 1,349 at 9,600. */
export function withWireTime(command: SdtCommand, byteMs: number): SdtCommand {
  const requestBytes = FRAME_BYTES + command.request.length;
  const answerBytes = FRAME_BYTES + STATUS_BYTES + Math.max(...command.success.dataBytes);
  return {
    ...command,
    answerTimeoutMs: command.answerTimeoutMs + byteMs * (requestBytes + FRAME_BYTES + STATUS_BYTES),
    totalTimeoutMs: command.totalTimeoutMs + byteMs * (requestBytes + answerBytes),
  };
}
