import { assertNever } from '#shared/result.ts';
import { COMMON_REFUSALS, type SdtCommand } from './commands.ts';
import { type SdtStatus, statusOf } from './status.ts';

/**
 * One command and its answer as a pure function of what happens on the line. It writes nothing and keeps no timer: it
 * says what is to be written and when it wants to be woken.
 *
 * ```
 *            write request
 *                 │
 *   ┌─────────────▼─────────────┐  first byte   ┌──────────────────────────┐
 *   │ waiting, up to the answer │──────────────▶│ receiving, up to 200 ms  │
 *   │ time-out of the command   │◀──────────────│ between two bytes        │
 *   └──┬───────────────┬────────┘  was noise    └──┬────────────────────┬──┘
 *      │ nothing       │ only noise                │ fitting frame      │ broken off, wrong checksum:
 *      ▼               ▼                           ▼                    ▼ again, up to RESENDS times
 *    silent         garbled                     answered             garbled
 * ```
 * Answers do not say which command they belong to. A frame that cannot be this command's answer is ignored. After a
 * time-out the old answer may still come: it is `owed`, answers come in order, so of two frames that fit the first
 * one is the old one.
 */
export interface Exchange {
  readonly command: SdtCommand;
  readonly answerTimeoutMs: number;
  readonly lateAnswerGraceMs: number;
  readonly sentAtMs: number;
  readonly lastByteAtMs: number;
  readonly wakeAtMs: number;
  readonly resendsLeft: number;
  /** Anything came at all since the request. */
  readonly heard: boolean;
  /** Bytes of an unfinished frame. */
  readonly pending: number;
  /** Bytes that belonged to no frame: since the first request, and since the last one. */
  readonly noiseBytes: number;
  readonly noiseSinceSent: number;
  /** The wake-up came late once already. */
  readonly forgaveLateWake: boolean;
  /** Commands that timed out and whose answer may still come, oldest first. */
  readonly owed: readonly SdtCommand[];
  /** Fits this command and an owed one alike. */
  readonly candidate: { readonly answer: SdtAnswer; readonly untilMs: number } | null;
  readonly settled: boolean;
}

interface SdtAnswer {
  readonly type: 'answered';
  readonly status: SdtStatus;
  readonly sw3: number;
  readonly data: Uint8Array;
}

export type ExchangeOutcome = SdtAnswer | { readonly type: 'silent' } | { readonly type: 'garbled' };

export type ExchangeInput =
  /** `body` is copied where it is kept. */
  | { readonly type: 'frame'; readonly body: Uint8Array; readonly atMs: number }
  | { readonly type: 'checksumError'; readonly atMs: number }
  | { readonly type: 'discarded'; readonly count: number }
  /** After all frames and noise of a chunk: what is left of it. */
  | { readonly type: 'received'; readonly pending: number; readonly atMs: number }
  | { readonly type: 'woken'; readonly atMs: number }
  | { readonly type: 'portGone' };

export type ExchangeEffect =
  | { readonly type: 'write' }
  | { readonly type: 'wakeAt'; readonly atMs: number }
  /** Forget the unfinished frame. */
  | { readonly type: 'dropPending' }
  | { readonly type: 'settle'; readonly outcome: ExchangeOutcome };

export interface ExchangeStep {
  readonly exchange: Exchange;
  readonly effects: readonly ExchangeEffect[];
}

/** At 9600 baud a byte takes 1 ms; a busy USB hub holds one back for some ten. */
export const INTER_BYTE_TIMEOUT_MS = 200;
export const RESENDS = 2;
/** As much noise as the shortest answer, then silence: the answer has come and was not to be recognised. */
const SHORTEST_ANSWER_BYTES = 11;
export const MANGLED_ANSWER_QUIET_MS = 600;
/** More than any answer, little enough to be through with a babbling port at once. */
export const MAX_NOISE_BYTES = 16_384;
/** How long a second fitting frame may be behind an answer that could be the late one, on a wire that takes no time. */
export const LATE_ANSWER_GRACE_MS = 100;
/** A timer so late means that this process was held up: what came meanwhile still waits in the port. */
const LATE_WAKE_MS = 30;

const NOTHING: readonly ExchangeEffect[] = [];

export function beginExchange(
  command: SdtCommand,
  atMs: number,
  owed: readonly SdtCommand[] = [],
  {
    answerTimeoutMs = command.answerTimeoutMs,
    lateAnswerGraceMs = LATE_ANSWER_GRACE_MS,
  }: { readonly answerTimeoutMs?: number; readonly lateAnswerGraceMs?: number } = {},
): ExchangeStep {
  return send(
    {
      command,
      answerTimeoutMs,
      lateAnswerGraceMs,
      sentAtMs: atMs,
      lastByteAtMs: atMs,
      wakeAtMs: atMs,
      resendsLeft: RESENDS,
      heard: false,
      pending: 0,
      noiseBytes: 0,
      noiseSinceSent: 0,
      forgaveLateWake: false,
      owed,
      candidate: null,
      settled: false,
    },
    atMs,
  );
}

export function stepExchange(exchange: Exchange, input: ExchangeInput): ExchangeStep {
  if (exchange.settled) return { exchange, effects: NOTHING };
  switch (input.type) {
    case 'frame':
      return onFrame({ ...exchange, heard: true, pending: 0 }, input.body, input.atMs);
    case 'checksumError':
      return resendOrGiveUp({ ...exchange, heard: true }, input.atMs);
    case 'discarded': {
      const noiseBytes = exchange.noiseBytes + input.count;
      const noiseSinceSent = exchange.noiseSinceSent + input.count;
      const next = { ...exchange, heard: true, noiseBytes, noiseSinceSent };
      return noiseBytes > MAX_NOISE_BYTES
        ? settle(next, { type: 'garbled' })
        : { exchange: next, effects: NOTHING };
    }
    case 'received':
      return onReceived(exchange, input.pending, input.atMs);
    case 'woken':
      return onWoken(exchange, input.atMs);
    case 'portGone':
      return settle(exchange, { type: 'silent' });
    default:
      return assertNever(input);
  }
}

function onReceived(exchange: Exchange, pending: number, atMs: number): ExchangeStep {
  const next = { ...exchange, heard: true, pending, lastByteAtMs: atMs };
  // Later pieces only move the deadline; the timer finds that out when it goes off.
  const due = deadlineOf(next);
  return due < exchange.wakeAtMs ? wakeAt(next, due) : { exchange: next, effects: NOTHING };
}

function onFrame(exchange: Exchange, body: Uint8Array, atMs: number): ExchangeStep {
  const [oldest, ...younger] = exchange.owed;
  if (!fits(exchange.command, body)) {
    return { exchange: oldest === undefined ? exchange : { ...exchange, owed: younger }, effects: NOTHING };
  }
  const answer = answerOf(body);
  if (oldest !== undefined && oldest !== exchange.command && fits(oldest, body)) {
    const untilMs = atMs + exchange.lateAnswerGraceMs;
    return wakeAt({ ...exchange, owed: younger, candidate: { answer, untilMs } }, untilMs);
  }
  const refusedInTransit = answer.status === 'hostChecksumError' || answer.status === 'hostLengthError';
  if (refusedInTransit && exchange.resendsLeft > 0) return resendOrGiveUp(exchange, atMs);
  // Of two answers to the same command either will do, and one more may come; any other owed one never will.
  return settle(oldest === exchange.command ? exchange : { ...exchange, owed: [] }, answer);
}

/** When the exchange cannot wait any longer, as far as is known now. */
function deadlineOf(exchange: Exchange): number {
  if (exchange.candidate !== null) return exchange.candidate.untilMs;
  const answerBy = exchange.sentAtMs + exchange.answerTimeoutMs;
  if (isReceiving(exchange)) {
    const totalBy = exchange.sentAtMs + exchange.command.totalTimeoutMs;
    return Math.min(exchange.lastByteAtMs + INTER_BYTE_TIMEOUT_MS, totalBy);
  }
  return wasMangled(exchange)
    ? Math.min(exchange.lastByteAtMs + MANGLED_ANSWER_QUIET_MS, answerBy)
    : answerBy;
}

/** One lone byte is noise that looks like the first of a preamble; the answer may still be to come. */
const isReceiving = (exchange: Exchange): boolean => exchange.pending > 1;
const wasMangled = (exchange: Exchange): boolean => exchange.noiseSinceSent >= SHORTEST_ANSWER_BYTES;

function onWoken(exchange: Exchange, atMs: number): ExchangeStep {
  if (atMs - exchange.wakeAtMs > LATE_WAKE_MS && !exchange.forgaveLateWake) {
    return wakeAt({ ...exchange, forgaveLateWake: true }, atMs + LATE_WAKE_MS);
  }
  const due = deadlineOf(exchange);
  if (atMs < due) return wakeAt(exchange, due);
  if (exchange.candidate !== null) return settle(exchange, exchange.candidate.answer);
  if (isReceiving(exchange)) return dropping(resendOrGiveUp({ ...exchange, pending: 0 }, atMs));
  const late = { ...exchange, owed: [...exchange.owed, exchange.command].slice(-MAX_OWED) };
  if (atMs < exchange.sentAtMs + exchange.answerTimeoutMs) return dropping(resendOrGiveUp(late, atMs));
  return dropping(settle(late, { type: exchange.heard ? 'garbled' : 'silent' }));
}

/** A module answers one command at a time; more than two late answers means it is gone. */
const MAX_OWED = 2;

function resendOrGiveUp(exchange: Exchange, atMs: number): ExchangeStep {
  return exchange.resendsLeft > 0
    ? send({ ...exchange, resendsLeft: exchange.resendsLeft - 1, heard: false }, atMs)
    : settle(exchange, { type: 'garbled' });
}

function send(exchange: Exchange, atMs: number): ExchangeStep {
  const wakeAtMs = atMs + exchange.answerTimeoutMs;
  return {
    exchange: {
      ...exchange,
      sentAtMs: atMs,
      lastByteAtMs: atMs,
      wakeAtMs,
      noiseSinceSent: 0,
      forgaveLateWake: false,
    },
    effects: [{ type: 'write' }, { type: 'wakeAt', atMs: wakeAtMs }],
  };
}

const wakeAt = (exchange: Exchange, atMs: number): ExchangeStep => ({
  exchange: { ...exchange, wakeAtMs: atMs },
  effects: [{ type: 'wakeAt', atMs }],
});

const settle = (exchange: Exchange, outcome: ExchangeOutcome): ExchangeStep => ({
  exchange: { ...exchange, settled: true },
  effects: [{ type: 'settle', outcome }],
});

const dropping = (step: ExchangeStep): ExchangeStep => ({
  exchange: step.exchange,
  effects: [{ type: 'dropPending' }, ...step.effects],
});

const answerOf = (body: Uint8Array): SdtAnswer => {
  const sw3 = body[2] ?? 0;
  return { type: 'answered', status: statusOf(sw3), sw3, data: new Uint8Array(body.subarray(3)) };
};

/** Can this frame be an answer to that command, by its status and its length? */
function fits(command: SdtCommand, body: Uint8Array): boolean {
  const status = statusOf(body[2] ?? 0);
  const dataBytes = body.length - 3;
  if (status === command.success.status && command.success.dataBytes.includes(dataBytes)) return true;
  return (
    dataBytes === 0 &&
    (status === 'unlisted' || COMMON_REFUSALS.includes(status) || command.refusals.includes(status))
  );
}
