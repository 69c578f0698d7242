import * as v from 'valibot';
import { CallState, type DeskMessage } from '#shared/staff-desk/messages.ts';
import { exchangeJson } from '../http/exchange-json.ts';

/** `refused`: it was understood and will never be taken. */
export type Delivery = 'taken' | 'refused' | 'notReached';
export type AskedCall = 'open' | 'answered' | 'unknown' | 'notReached';

export interface Desk {
  tell(message: DeskMessage, signal: AbortSignal): Promise<Delivery>;
  /** Waits for the answer, but no longer than `waitS`. `unknown`: the desk has no such call. */
  stateOf(callId: string, waitS: number, signal: AbortSignal): Promise<AskedCall>;
}

/** A person waits for the first answer. */
const ANSWER_TIMEOUT_MS = 3_000;
const ANSWER_MAX_BYTES = 16 * 1024;
/** The message is wrong, or too long. Every other word may be another one after the next restart of the desk. */
const REFUSALS = new Set([400, 413, 422]);

/** The desk behind HTTP. It is asked, and never asks: nothing connects to the kiosk. */
export class DeskClient implements Desk {
  readonly #base: URL;

  constructor(url: string) {
    this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
  }

  async tell(message: DeskMessage, signal: AbortSignal): Promise<Delivery> {
    const answer = await exchangeJson(new URL('messages', this.#base), {
      method: 'POST',
      body: message,
      answerMaxBytes: ANSWER_MAX_BYTES,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    if (answer === null) return 'notReached';
    if (answer.status >= 200 && answer.status < 300) return 'taken';
    return REFUSALS.has(answer.status) ? 'refused' : 'notReached';
  }

  async stateOf(callId: string, waitS: number, signal: AbortSignal): Promise<AskedCall> {
    const address = new URL(`calls/${encodeURIComponent(callId)}`, this.#base);
    address.searchParams.set('wait', String(waitS));
    const answer = await exchangeJson(address, {
      method: 'GET',
      answerMaxBytes: ANSWER_MAX_BYTES,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS + waitS * 1_000)]),
    });
    if (answer === null) return 'notReached';
    if (answer.status === 404) return 'unknown';
    const parsed = v.safeParse(CallState, answer.body);
    return answer.status === 200 && parsed.success ? parsed.output.state : 'notReached';
  }
}
