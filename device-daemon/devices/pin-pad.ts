import { EventEmitter } from 'node:events';
import type { PinPadStatus } from '#shared/protocol/states.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import {
  type OpenPinPadLink,
  PIN_MAX_DIGITS,
  type PinEnd,
  type PinPadLink,
} from '../drivers/pin-pad/pin-pad-driver.ts';
import type {
  EnteredPin,
  PinEntryFailure,
  PinEntryProgress,
  PinPad,
  PinPadEvents,
} from './pin-pad-contract.ts';
import { Supervision } from './supervision.ts';

export interface PinPadOptions {
  readonly openLink: OpenPinPadLink;
  readonly logger: Logger;
}

/** While nobody enters anything: how soon a pad that was switched off is noticed. A cable is noticed at once. */
const PING_MS = 2000;
/** Closing the keyboard takes 30 ms; a pad that does not answer is not waited for. */
const CLOSE_AT_STOP_MS = 500;

/** The PIN pad with everything that keeps it in use. */
export function createPinPad(options: PinPadOptions): SupervisedPinPad {
  return new SupervisedPinPad(options);
}

type Outcome = Result<EnteredPin, PinEntryFailure>;

interface WaitingEntry {
  readonly digits: Uint8Array;
  readonly abort: AbortController;
  counted(digits: number): void;
  /** Nothing happens the second time; what was entered is overwritten then. */
  finish(outcome: Outcome): void;
}

export class SupervisedPinPad extends EventEmitter<PinPadEvents> implements PinPad {
  readonly #supervision: Supervision<PinPadLink>;
  #waiting: WaitingEntry | null = null;
  /** Ends the pause between two pings. */
  #hurry: () => void = () => undefined;
  /** Settles when the keyboard is closed after the last entry. */
  #quiet: Promise<unknown> = Promise.resolve();

  constructor({ openLink, logger }: PinPadOptions) {
    super();
    this.#supervision = new Supervision({
      what: 'PIN pad',
      logger,
      openLink,
      attend: (link, signal) => this.#attend(link, signal),
      onState: () => this.emit('statusChanged', this.status),
      onFault: () => this.#waiting?.finish(err('deviceNotReady')),
    });
  }

  get status(): PinPadStatus {
    return { device: this.#supervision.state };
  }

  start(): void {
    this.#supervision.start();
  }

  async stop(): Promise<void> {
    this.#waiting?.finish(err('canceled'));
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_AT_STOP_MS);
    });
    await Promise.race([this.#quiet, enough]);
    clearTimeout(timer);
    await this.#supervision.stop();
  }

  enterPin(progress: PinEntryProgress, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return Promise.resolve(err('canceled'));
    if (this.#waiting !== null || !this.#supervision.promising) return Promise.resolve(err('deviceNotReady'));
    return new Promise((resolve) => {
      const cancel = () => entry.finish(err('canceled'));
      const digits = new Uint8Array(PIN_MAX_DIGITS);
      const entry: WaitingEntry = {
        digits,
        abort: new AbortController(),
        counted: (count) => {
          if (this.#waiting === entry) progress.keyPressed(count);
        },
        finish: (outcome) => {
          if (!outcome.ok || this.#waiting !== entry) digits.fill(0);
          if (this.#waiting !== entry) return;
          this.#waiting = null;
          signal.removeEventListener('abort', cancel);
          entry.abort.abort();
          resolve(outcome);
        },
      };
      this.#waiting = entry;
      signal.addEventListener('abort', cancel, { once: true });
      this.#hurry();
    });
  }

  /** @returns why it ended; after the signal the reason means nothing */
  async #attend(link: PinPadLink, signal: AbortSignal): Promise<LinkFault> {
    signal.addEventListener('abort', () => this.#hurry(), { once: true });
    while (!signal.aborted) {
      const entry = this.#waiting;
      const fault = entry === null ? await this.#ping(link) : await this.#serve(link, entry);
      if (fault !== null) return fault;
      if (this.#waiting === null && !signal.aborted) await this.#pause();
    }
    return { type: 'silent' };
  }

  async #ping(link: PinPadLink): Promise<LinkFault | null> {
    const outcome = await link.ping();
    return outcome.type === 'well' ? null : outcome;
  }

  async #serve(link: PinPadLink, entry: WaitingEntry): Promise<LinkFault | null> {
    const collecting = link.collect(entry, entry.abort.signal);
    this.#quiet = collecting.then((outcome) => (outcome.type === 'ended' ? outcome.closing : outcome));
    const outcome = await collecting;
    if (outcome.type !== 'ended') return outcome;
    entry.finish(resultOf(outcome.end, entry.digits));
    const closed = await outcome.closing;
    return closed.type === 'well' ? null : closed;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PING_MS);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function resultOf(end: PinEnd, digits: Uint8Array): Outcome {
  switch (end.type) {
    case 'entered':
      return ok({ digits: digits.subarray(0, end.count), clear: () => digits.fill(0) });
    case 'lost':
      return err('deviceNotReady');
    case 'personCanceled':
    case 'timeOut':
    case 'canceled':
      return err(end.type);
    default:
      return assertNever(end);
  }
}
