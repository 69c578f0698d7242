import { assertNever } from '#shared/result.ts';
import { SZZT_COMMANDS, type SzztCommand, type SzztCommandName } from './commands.ts';
import { returnCodeOf } from './return-code.ts';

/**
 * One command and its answer as a pure function of what happens on the line. It writes nothing and keeps no timer.
 *
 * ```
 *            write request
 *                 │
 *   ┌─────────────▼─────────────┐  begin of a frame   ┌──────────────────────────┐
 *   │ waiting, up to the answer │────────────────────▶│ receiving, up to 200 ms  │
 *   │ time-out of the command   │                     │ between two bytes        │
 *   └──┬────────────────────────┘                     └──┬────────────────────┬──┘
 *      │ nothing: again, up to RESENDS times             │ fitting frame      │ broken off, wrong checksum: again
 *      ▼                                                 ▼                    ▼
 *    silent, or garbled if anything came              answered             garbled
 * ```
 * Every command here may be repeated: a keyboard that is open stays open. Answers do not say which command they belong
 * to; one that cannot be this command's is ignored. Keys that are pressed meanwhile are noise, and dropped.
 */
export interface Exchange {
  readonly command: SzztCommandName;
  readonly sentAtMs: number;
  readonly lastByteAtMs: number;
  readonly wakeAtMs: number;
  readonly resendsLeft: number;
  /** Anything came at all since the first request. */
  readonly heard: boolean;
  /** Bytes of an unfinished frame. */
  readonly pending: number;
  readonly noiseBytes: number;
  readonly settled: boolean;
}

export type ExchangeOutcome =
  | { readonly type: 'answered'; readonly code: number; readonly data: Uint8Array }
  | { readonly type: 'silent' }
  | { readonly type: 'garbled' };

export type ExchangeInput =
  /** `body` is copied where it is kept. */
  | { readonly type: 'frame'; readonly body: Uint8Array; readonly atMs: number }
  | { readonly type: 'checksumError'; readonly atMs: number }
  | { readonly type: 'noise'; readonly count: number }
  /** After all frames and noise of a chunk: what is left of it. */
  | { readonly type: 'received'; readonly pending: number; readonly atMs: number }
  | { readonly type: 'woken'; readonly atMs: number }
  | { readonly type: 'portGone' };

export type ExchangeEffect =
  | { readonly type: 'write'; readonly command: SzztCommandName }
  | { readonly type: 'wakeAt'; readonly atMs: number }
  /** Forget the unfinished frame. */
  | { readonly type: 'dropPending' }
  | { readonly type: 'settle'; readonly outcome: ExchangeOutcome };

export interface ExchangeStep {
  readonly exchange: Exchange;
  readonly effects: readonly ExchangeEffect[];
}

/** At 1,200 baud a byte takes 8 ms; a busy USB hub holds one back for some ten. */
export const INTER_BYTE_TIMEOUT_MS = 200;
export const RESENDS = 2;
/** Far more than anybody can type meanwhile. */
export const MAX_NOISE_BYTES = 4096;

const NOTHING: readonly ExchangeEffect[] = [];

export const beginExchange = (command: SzztCommandName, atMs: number): ExchangeStep =>
  send(
    {
      command,
      sentAtMs: atMs,
      lastByteAtMs: atMs,
      wakeAtMs: atMs,
      resendsLeft: RESENDS,
      heard: false,
      pending: 0,
      noiseBytes: 0,
      settled: false,
    },
    atMs,
  );

export function stepExchange(exchange: Exchange, input: ExchangeInput): ExchangeStep {
  if (exchange.settled) return { exchange, effects: NOTHING };
  switch (input.type) {
    case 'frame':
      return onFrame({ ...exchange, heard: true, pending: 0 }, input.body, input.atMs);
    case 'checksumError':
      return again({ ...exchange, heard: true, pending: 0 }, input.atMs);
    case 'noise': {
      const noiseBytes = exchange.noiseBytes + input.count;
      const next = { ...exchange, heard: true, noiseBytes };
      return noiseBytes > MAX_NOISE_BYTES
        ? settle(next, { type: 'garbled' })
        : { exchange: next, effects: NOTHING };
    }
    case 'received': {
      const next = { ...exchange, heard: true, pending: input.pending, lastByteAtMs: input.atMs };
      const due = deadlineOf(next);
      return due < exchange.wakeAtMs ? wakeAt(next, due) : { exchange: next, effects: NOTHING };
    }
    case 'woken':
      return onWoken(exchange, input.atMs);
    case 'portGone':
      return settle(exchange, { type: 'silent' });
    default:
      return assertNever(input);
  }
}

function onFrame(exchange: Exchange, body: Uint8Array, atMs: number): ExchangeStep {
  const { dataBytes }: SzztCommand = SZZT_COMMANDS[exchange.command];
  const code = body[0] ?? 0;
  const data = new Uint8Array(body.subarray(1));
  switch (returnCodeOf(code)) {
    case 'done':
      return data.length >= dataBytes.min && data.length <= dataBytes.max
        ? settle(exchange, { type: 'answered', code, data })
        : { exchange, effects: NOTHING };
    case 'changedInTransit':
      return again(exchange, atMs);
    case 'refused':
      return settle(exchange, { type: 'answered', code, data });
    case 'unlisted':
      return { exchange, effects: NOTHING };
  }
}

function deadlineOf(exchange: Exchange): number {
  const command = SZZT_COMMANDS[exchange.command];
  return exchange.pending > 0
    ? Math.min(exchange.lastByteAtMs + INTER_BYTE_TIMEOUT_MS, exchange.sentAtMs + command.totalTimeoutMs)
    : exchange.sentAtMs + command.answerTimeoutMs;
}

function onWoken(exchange: Exchange, atMs: number): ExchangeStep {
  const due = deadlineOf(exchange);
  if (atMs < due) return wakeAt(exchange, due);
  const step = again({ ...exchange, pending: 0 }, atMs);
  return { exchange: step.exchange, effects: [{ type: 'dropPending' }, ...step.effects] };
}

function again(exchange: Exchange, atMs: number): ExchangeStep {
  return exchange.resendsLeft > 0
    ? send({ ...exchange, resendsLeft: exchange.resendsLeft - 1 }, atMs)
    : settle(exchange, { type: exchange.heard ? 'garbled' : 'silent' });
}

function send(exchange: Exchange, atMs: number): ExchangeStep {
  const wakeAtMs = atMs + SZZT_COMMANDS[exchange.command].answerTimeoutMs;
  return {
    exchange: { ...exchange, sentAtMs: atMs, lastByteAtMs: atMs, wakeAtMs },
    effects: [
      { type: 'write', command: exchange.command },
      { type: 'wakeAt', atMs: wakeAtMs },
    ],
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
