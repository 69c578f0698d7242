import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskMessage } from '#shared/staff-desk/messages.ts';
import type { Desk } from './desk-client.ts';

type CallMessage = Extract<DeskMessage, { type: 'call' }>;

/** A person waits for this, and is shown the counter where it fails. */
const TRIES = 2;
const BETWEEN_TRIES_MS = 500;
/** How long the desk may keep a question; shorter than most proxies keep a silent connection. */
const WAIT_S = 25;
/** For a desk that does not wait, or does not answer. */
const BETWEEN_QUESTIONS_MS = 2_000;

/** @returns whether the desk has it */
export async function tellCall(desk: Desk, message: CallMessage, signal: AbortSignal): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const delivery = await desk.tell(message, signal);
    if (delivery === 'taken') return true;
    if (delivery === 'refused' || tries === TRIES || signal.aborted) return false;
    await pause(BETWEEN_TRIES_MS, signal);
  }
}

/** Asks until a member of staff is coming. A desk that has lost the call in a restart is told it again. */
export async function callAnswered(desk: Desk, message: CallMessage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const askedAtMs = performance.now();
    const state = await desk.stateOf(message.callId, WAIT_S, signal);
    if (state === 'answered') return;
    if (state === 'unknown') await desk.tell(message, signal);
    const restMs = BETWEEN_QUESTIONS_MS - (performance.now() - askedAtMs);
    if (restMs > 0) await pause(restMs, signal);
  }
}

/** Shorter when the signal comes: whoever waits looks at it. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
}
