import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskMessage } from '#shared/staff-desk/messages.ts';
import type { Logger } from '../audit/logger.ts';
import type { Desk } from './desk-client.ts';
import { queued, type Waiting } from './outbox-queue.ts';

const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
const LAST_MOMENT_MS = 1_000;

export interface OutboxParts {
  readonly desk: Desk;
  readonly logger: Logger;
  /** What waits has changed. */
  readonly onChange: () => void;
}

/** Tells the desk one message after the other, in order, and each again until the desk has it. */
export class Outbox {
  readonly #parts: OutboxParts;
  #waiting: readonly Waiting[] = [];
  readonly #stopped = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | null = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  get messages(): readonly DeskMessage[] {
    return this.#waiting.map(({ message }) => message);
  }

  /** What an earlier run of the daemon had not told for sure; it may have reached the desk all the same. */
  restore(messages: readonly DeskMessage[]): void {
    this.#waiting = [...messages.map((message) => ({ message, tried: true })), ...this.#waiting];
    this.#run();
  }

  put(message: DeskMessage): void {
    const { waiting, dropped } = queued(this.#waiting, message);
    this.#waiting = waiting;
    if (dropped !== null) this.#parts.logger.warn('staff desk: message dropped', { type: dropped.type });
    this.#parts.onChange();
    this.#run();
  }

  /** The desk was reached just now: no reason to wait any longer. */
  hurry(): void {
    this.#wake.abort();
  }

  /** Gives what waits a last moment: a kiosk that is switched off leaves no call open until the morning. */
  async stop(): Promise<void> {
    this.hurry();
    await Promise.race([this.#running, sleep(LAST_MOMENT_MS, undefined, { ref: false })]);
    this.#stopped.abort();
    await this.#running;
  }

  #run(): void {
    this.#running ??= this.#deliver().finally(() => {
      this.#running = null;
      // Put in the moment in which the last one was done.
      if (this.#waiting.length > 0 && !this.#stopped.signal.aborted) this.#run();
    });
  }

  async #deliver(): Promise<void> {
    let failures = 0;
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (this.#stopped.signal.aborted) return;
      const tried = { ...first, tried: true };
      this.#waiting = [tried, ...this.#waiting.slice(1)];
      const delivery = await this.#parts.desk.tell(tried.message, this.#stopped.signal);
      if (delivery === 'notReached') {
        if (this.#stopped.signal.aborted) return;
        if (failures === 0)
          this.#parts.logger.warn('staff desk not reached', { waiting: this.#waiting.length });
        await this.#pause(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 0);
        failures += 1;
        continue;
      }
      if (delivery === 'refused')
        this.#parts.logger.error('staff desk refused a message', { type: tried.message.type });
      if (failures > 0) this.#parts.logger.info('staff desk reached again');
      failures = 0;
      // It is still there unless the queue was full meanwhile.
      this.#waiting = this.#waiting.filter((one) => one !== tried);
      this.#parts.onChange();
    }
  }

  async #pause(ms: number): Promise<void> {
    this.#wake = new AbortController();
    const signal = AbortSignal.any([this.#stopped.signal, this.#wake.signal]);
    await sleep(ms, undefined, { signal, ref: false }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}
