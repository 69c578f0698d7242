import { assertNever } from '#shared/result.ts';
import type { CreatorControl } from '../../framing/creator.ts';

/**
 * One command and its answer as a pure function of what happens on the line. It writes nothing and keeps no timer: it
 * says what is to be written and when it wants to be woken.
 *
 * ```
 *   after an exchange that did not end cleanly
 *        │
 *   ┌────▼─────┐ EOT, or nothing   ┌──────────────┐ NAK, or nothing: again, up to RESENDS times
 *   │ clearing │──────────────────▶│ awaiting ACK │──┐
 *   └──────────┘  begin, clean ───▶│              │◀─┘
 *                                  └─┬────────┬───┘
 *                          ACK (▶ENQ)│        │ nothing, and a second time would do harm
 *                                    ▼        ▼
 *                            ┌───────────┐  ┌──────────────┐
 *                            │ executing │  │ unconfirmed  │  it may be executing: an answer would show it
 *                            └─┬───┬─────┘  └─┬────────┬───┘
 *         answer (▶ACK)        │   │ answer mangled or  │ nothing
 *      ◀───────────────────────┘   │ broken off: ▶NAK,  ▼
 *      answered                    │ it is repeated    silent
 *                                  │ time is up: the command once more where that is harmless, else ▶EOT
 *                                  ▼
 *                            ┌────────────┐ EOT, or nothing
 *                            │ cancelling │────────────────▶ silent, or garbled
 *                            └────────────┘ an answer that crossed the EOT (▶ACK): answered
 * ```
 * An answer names its command. One that belongs to another command is acknowledged, so that the unit does not hold on
 * to it, and forgotten.
 */
export interface Exchange {
  readonly request: ExchangeRequest;
  readonly phase: 'clearing' | 'awaitingAck' | 'unconfirmed' | 'executing' | 'cancelling';
  /** When the phase ends by itself, unless bytes of a frame are coming in. */
  readonly phaseEndsAtMs: number;
  readonly wakeAtMs: number;
  readonly lastByteAtMs: number;
  /** Bytes of an unfinished frame. */
  readonly pending: number;
  readonly sendsLeft: number;
  readonly naksLeft: number;
  readonly repeatsLeft: number;
  /** Something came that was no answer. */
  readonly heardNoise: boolean;
  readonly noiseBytes: number;
  /** Since the phase began. */
  readonly noiseInPhase: number;
  /** An old answer may still come: one before the ACK is not taken for ours. */
  readonly suspicious: boolean;
  /** The unit may have more to say: the next exchange begins by clearing. */
  readonly unclean: boolean;
  /** The wake-up came late once already in this phase. */
  readonly forgaveLateWake: boolean;
  /** While the bytes of an unfinished frame are looked through: the phase it came in, and how many there were. */
  readonly abandoning: { readonly phase: Exchange['phase']; readonly bytes: number } | null;
  readonly settled: boolean;
}

export interface ExchangeRequest {
  /** CRT-310: the unit executes only when ENQ asks it to; what it was not asked for it has not done. */
  readonly needsEnquiry: boolean;
  /** How long the command takes on the line at the slowest rate there is. */
  readonly sendingMs: number;
  /** From the ACK to the first byte of the answer. */
  readonly answerTimeoutMs: number;
  /** Executing it twice does no harm. */
  readonly repeatable: boolean;
  /** Is this text an answer to this command? */
  readonly isAnswer: (text: Uint8Array) => boolean;
}

export type ExchangeOutcome =
  | { readonly type: 'answered'; readonly text: Uint8Array }
  /** Executed or not, nobody knows. */
  | { readonly type: 'silent' | 'garbled' };

export type ExchangeInput =
  /** `text` is copied where it is kept. */
  | { readonly type: 'frame'; readonly text: Uint8Array; readonly atMs: number }
  | { readonly type: 'control'; readonly control: CreatorControl; readonly atMs: number }
  | { readonly type: 'checksumError'; readonly atMs: number }
  | { readonly type: 'discarded'; readonly count: number }
  /** After everything of a chunk: what is left of it. */
  | { readonly type: 'received'; readonly pending: number; readonly atMs: number }
  /** After `abandon`, and after whatever was found in the bytes given up. */
  | { readonly type: 'abandoned'; readonly atMs: number }
  | { readonly type: 'woken'; readonly atMs: number }
  | { readonly type: 'portGone' };

export type ExchangeEffect =
  | { readonly type: 'writeCommand' }
  | { readonly type: 'write'; readonly control: CreatorControl }
  | { readonly type: 'wakeAt'; readonly atMs: number }
  /** Look again at the bytes of the unfinished frame, then say `abandoned`; always the last effect. */
  | { readonly type: 'abandon' }
  | { readonly type: 'settle'; readonly outcome: ExchangeOutcome };

export interface ExchangeStep {
  readonly exchange: Exchange;
  readonly effects: readonly ExchangeEffect[];
}

/** "No ACK within 300 ms: send again." */
export const ACK_TIMEOUT_MS = 300;
export const RESENDS = 2;
export const MAX_NAKS = 2;
const REPEATS = 1;
/** How long a command that may be executing unconfirmed is given to show itself; the motor is through in less. */
export const UNCONFIRMED_MS = 5_000;
/** An answer that was refused with NAK comes again at once. */
const REPEATED_ANSWER_MS = 1_000;
/** At 9600 baud a byte takes 1 ms, at 1200 baud 8 ms; a busy USB hub holds one back for some ten. */
export const INTER_BYTE_TIMEOUT_MS = 200;
/** As much noise as the shortest answer, then silence: the answer has come and was not to be recognised. */
const SHORTEST_ANSWER_BYTES = 8;
export const MANGLED_ANSWER_QUIET_MS = 600;
/** Four times the longest answer: the line babbles. */
export const MAX_NOISE_BYTES = 2_048;
/** A timer so late means that this process was held up: what came meanwhile still waits in the port. */
const LATE_WAKE_MS = 30;

export function beginExchange(request: ExchangeRequest, atMs: number, unclean: boolean): ExchangeStep {
  const exchange: Exchange = {
    request,
    phase: 'clearing',
    phaseEndsAtMs: atMs,
    wakeAtMs: atMs,
    lastByteAtMs: atMs,
    pending: 0,
    sendsLeft: RESENDS,
    naksLeft: MAX_NAKS,
    repeatsLeft: request.repeatable ? REPEATS : 0,
    heardNoise: false,
    noiseBytes: 0,
    noiseInPhase: 0,
    suspicious: false,
    unclean: false,
    forgaveLateWake: false,
    abandoning: null,
    settled: false,
  };
  return unclean ? enter(exchange, 'clearing', atMs + ACK_TIMEOUT_MS, [EOT]) : send(exchange, atMs);
}

export function stepExchange(exchange: Exchange, input: ExchangeInput): ExchangeStep {
  if (exchange.settled) return { exchange, effects: [] };
  switch (input.type) {
    case 'frame':
      return onFrame({ ...exchange, pending: 0, lastByteAtMs: input.atMs }, input.text);
    case 'control':
      return onControl(exchange, input.control, input.atMs);
    case 'checksumError':
      return onMangled({ ...exchange, pending: 0, lastByteAtMs: input.atMs }, input.atMs);
    case 'discarded': {
      const noiseBytes = exchange.noiseBytes + input.count;
      const noiseInPhase = exchange.noiseInPhase + input.count;
      const next = { ...exchange, heardNoise: true, noiseBytes, noiseInPhase };
      return noiseBytes > MAX_NOISE_BYTES
        ? giveUp({ ...next, unclean: true })
        : { exchange: next, effects: [] };
    }
    case 'received':
      return onReceived(exchange, input.pending, input.atMs);
    case 'abandoned':
      return onAbandoned({ ...exchange, pending: 0, abandoning: null }, exchange.abandoning, input.atMs);
    case 'woken':
      return onWoken(exchange, input.atMs);
    case 'portGone':
      return settle(exchange, { type: 'silent' });
    default:
      return assertNever(input);
  }
}

function onFrame(exchange: Exchange, text: Uint8Array): ExchangeStep {
  const { request, phase } = exchange;
  const isOurs = request.isAnswer(text) && canBeAnswered(exchange);
  if (!isOurs) return { exchange: { ...exchange, heardNoise: true }, effects: [ACK] };
  // Of two commands the unit may have heard both; of a repeated answer it may be sending one more.
  const unclean = exchange.unclean || phase === 'cancelling';
  return settle({ ...exchange, unclean }, { type: 'answered', text: new Uint8Array(text) }, [ACK]);
}

/** Can an answer to our own command come now? */
function canBeAnswered({ phase, request, suspicious }: Exchange): boolean {
  switch (phase) {
    case 'clearing':
      return false;
    case 'awaitingAck':
    case 'unconfirmed':
      // The ACK was lost on the way. Before an ENQ there is nothing to answer.
      return !request.needsEnquiry && !suspicious;
    case 'executing':
    case 'cancelling':
      return true;
    default:
      return assertNever(phase);
  }
}

function onControl(exchange: Exchange, control: CreatorControl, atMs: number): ExchangeStep {
  const { phase, request } = exchange;
  if (control === 'ack' && (phase === 'awaitingAck' || phase === 'unconfirmed')) {
    return enter(exchange, 'executing', atMs + request.answerTimeoutMs, request.needsEnquiry ? [ENQ] : []);
  }
  if (control === 'ack' && phase === 'executing') {
    // The first ACK was noise, or the last one came late.
    const phaseEndsAtMs = Math.max(exchange.phaseEndsAtMs, atMs + request.answerTimeoutMs);
    return { exchange: { ...exchange, phaseEndsAtMs }, effects: [] };
  }
  if (control === 'nak' && phase === 'awaitingAck') {
    return resendOrGiveUp({ ...exchange, heardNoise: true }, atMs);
  }
  if (control === 'eot' && phase === 'clearing') return send(exchange, atMs);
  if (control === 'eot' && phase === 'cancelling') return giveUp({ ...exchange, unclean: false });
  return { exchange, effects: [] };
}

/** What looked like an answer was none. */
function onMangled(exchange: Exchange, atMs: number): ExchangeStep {
  const next = { ...exchange, heardNoise: true };
  if (!canBeAnswered(exchange) || exchange.phase === 'cancelling') {
    return wakeAt(next, Math.max(atMs, next.phaseEndsAtMs));
  }
  if (exchange.naksLeft === 0) return timeUp({ ...next, unclean: true }, atMs);
  // Noise while the unit still works looks the same; then its answer comes in its time, and perhaps twice.
  const phaseEndsAtMs = Math.max(exchange.phaseEndsAtMs, atMs + REPEATED_ANSWER_MS);
  const asked = { ...next, naksLeft: exchange.naksLeft - 1, unclean: true };
  // An answer before its ACK: the ACK was lost.
  return enter(asked, exchange.phase === 'awaitingAck' ? 'executing' : exchange.phase, phaseEndsAtMs, [NAK]);
}

function onReceived(exchange: Exchange, pending: number, atMs: number): ExchangeStep {
  const next = { ...exchange, pending, lastByteAtMs: atMs };
  // Later pieces only move the deadline; the timer finds that out when it goes off.
  const due = deadlineOf(next);
  return due < exchange.wakeAtMs ? wakeAt(next, due) : { exchange: next, effects: [] };
}

function deadlineOf(exchange: Exchange): number {
  if (exchange.pending > 0) return exchange.lastByteAtMs + INTER_BYTE_TIMEOUT_MS;
  return wasMangled(exchange)
    ? Math.min(exchange.lastByteAtMs + MANGLED_ANSWER_QUIET_MS, exchange.phaseEndsAtMs)
    : exchange.phaseEndsAtMs;
}

/** A motor makes noise, too: once the unit was asked to repeat its answer, only its time decides. */
const wasMangled = ({ phase, noiseInPhase, naksLeft }: Exchange): boolean =>
  phase === 'executing' && naksLeft > 0 && noiseInPhase >= SHORTEST_ANSWER_BYTES;

function onWoken(exchange: Exchange, atMs: number): ExchangeStep {
  if (atMs - exchange.wakeAtMs > LATE_WAKE_MS && !exchange.forgaveLateWake) {
    return wakeAt({ ...exchange, forgaveLateWake: true }, atMs + LATE_WAKE_MS);
  }
  const due = deadlineOf(exchange);
  if (atMs < due) return wakeAt(exchange, due);
  if (exchange.pending === 0) {
    return atMs < exchange.phaseEndsAtMs ? onMangled(exchange, atMs) : timeUp(exchange, atMs);
  }
  const abandoning = { phase: exchange.phase, bytes: exchange.pending };
  return { exchange: { ...exchange, abandoning }, effects: [{ type: 'abandon' }] };
}

/** A lone byte is noise that looks like the start of a frame, and with an ACK among the bytes the answer is yet to come. */
function onAbandoned(exchange: Exchange, what: Exchange['abandoning'], atMs: number): ExchangeStep {
  const brokeOff = what !== null && what.bytes > 1 && what.phase === exchange.phase;
  return brokeOff ? onMangled(exchange, atMs) : wakeAt(exchange, Math.max(atMs, deadlineOf(exchange)));
}

/** Nothing came that would have ended the phase. */
function timeUp(exchange: Exchange, atMs: number): ExchangeStep {
  const { phase, request } = exchange;
  switch (phase) {
    case 'clearing':
      return send({ ...exchange, suspicious: true }, atMs);
    case 'awaitingAck':
      if (request.repeatable || request.needsEnquiry) {
        return resendOrGiveUp({ ...exchange, unclean: true }, atMs);
      }
      return enter({ ...exchange, unclean: true }, 'unconfirmed', atMs + UNCONFIRMED_MS, []);
    case 'executing':
      return exchange.repeatsLeft > 0
        ? send({ ...exchange, repeatsLeft: exchange.repeatsLeft - 1, unclean: true }, atMs)
        : enter({ ...exchange, unclean: true }, 'cancelling', atMs + ACK_TIMEOUT_MS, [EOT]);
    case 'unconfirmed':
    case 'cancelling':
      return giveUp(exchange);
    default:
      return assertNever(phase);
  }
}

function resendOrGiveUp(exchange: Exchange, atMs: number): ExchangeStep {
  return exchange.sendsLeft > 0
    ? send({ ...exchange, sendsLeft: exchange.sendsLeft - 1 }, atMs)
    : giveUp(exchange);
}

const giveUp = (exchange: Exchange): ExchangeStep =>
  settle(exchange, { type: exchange.heardNoise ? 'garbled' : 'silent' });

const ACK: ExchangeEffect = { type: 'write', control: 'ack' };
const NAK: ExchangeEffect = { type: 'write', control: 'nak' };
const ENQ: ExchangeEffect = { type: 'write', control: 'enq' };
const EOT: ExchangeEffect = { type: 'write', control: 'eot' };

const send = (exchange: Exchange, atMs: number): ExchangeStep =>
  enter(exchange, 'awaitingAck', atMs + exchange.request.sendingMs + ACK_TIMEOUT_MS, [
    { type: 'writeCommand' },
  ]);

function enter(
  exchange: Exchange,
  phase: Exchange['phase'],
  phaseEndsAtMs: number,
  effects: readonly ExchangeEffect[],
): ExchangeStep {
  return {
    exchange: {
      ...exchange,
      phase,
      phaseEndsAtMs,
      wakeAtMs: phaseEndsAtMs,
      noiseInPhase: 0,
      forgaveLateWake: false,
    },
    effects: [...effects, { type: 'wakeAt', atMs: phaseEndsAtMs }],
  };
}

const wakeAt = (exchange: Exchange, atMs: number): ExchangeStep => ({
  exchange: { ...exchange, wakeAtMs: atMs },
  effects: [{ type: 'wakeAt', atMs }],
});

const settle = (
  exchange: Exchange,
  outcome: ExchangeOutcome,
  effects: readonly ExchangeEffect[] = [],
): ExchangeStep => ({
  exchange: { ...exchange, settled: true },
  effects: [...effects, { type: 'settle', outcome }],
});
