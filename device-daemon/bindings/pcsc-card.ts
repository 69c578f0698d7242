import type { Card } from 'pcsc-mini';
import { err, type Result } from '#shared/result.ts';
import type { PcscCalls } from './pcsc-calls.ts';
import type { PcscError, PcscLibrary } from './pcsc-library.ts';

/** The longest answer that is asked for: 256 bytes and a status word. */
const LONGEST_ANSWER_BYTES = 258;
/** How long a disconnect waits for the command before it, which was given up already. */
const GIVEN_UP_MS = 100;
const hangs = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, GIVEN_UP_MS));

export interface PcscCard {
  /** Of a contactless card: the one that PC/SC builds from what it answers. */
  readonly atr: Uint8Array;
  /** One command, one answer. It is never sent again by this side, whatever went wrong. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array, PcscError>>;
  /** After this the card is of no use any more. A call that hangs delays it until that call has ended. */
  disconnect(then: 'unpower' | 'reset' | 'leave'): Promise<void>;
}

export class ConnectedCard implements PcscCard {
  readonly #library: PcscLibrary;
  readonly #native: Card;
  readonly #calls: PcscCalls;
  readonly #onDisconnect: () => void;
  /** One for all answers: pcsc-mini never frees one that it has to make itself. */
  readonly #answer = new ArrayBuffer(LONGEST_ANSWER_BYTES);
  #running: Promise<unknown> = Promise.resolve();
  #busy = false;
  #disconnecting: Promise<void> | null = null;
  atr: Uint8Array = new Uint8Array();

  constructor(library: PcscLibrary, native: Card, calls: PcscCalls, onDisconnect: () => void) {
    this.#library = library;
    this.#native = native;
    this.#calls = calls;
    this.#onDisconnect = onDisconnect;
  }

  async transmit(command: Uint8Array): Promise<Result<Uint8Array, PcscError>> {
    if (this.#disconnecting !== null) return err({ type: 'gone' });
    // A command before this one hangs still.
    if (this.#busy) return err({ type: 'timedOut' });
    // The library reads the bytes in a thread of its own: they are kept here until it has, and then wiped.
    const sent = Uint8Array.from(command);
    this.#busy = true;
    const exchange = this.#native.transmit(sent, this.#answer).then((bytes) => Uint8Array.from(bytes));
    this.#running = exchange.then(ignore, ignore).then(() => {
      this.#busy = false;
      sent.fill(0);
      new Uint8Array(this.#answer).fill(0);
    });
    return this.#calls.outcomeOf(exchange);
  }

  disconnect(then: 'unpower' | 'reset' | 'leave'): Promise<void> {
    this.#disconnecting ??= this.#disconnect(then);
    // Nobody waits for a command that hangs.
    return this.#busy ? Promise.race([this.#disconnecting, hangs()]) : this.#disconnecting;
  }

  async #disconnect(then: 'unpower' | 'reset' | 'leave'): Promise<void> {
    await this.#running;
    const { CardDisposition } = this.#library;
    const disposition = {
      unpower: CardDisposition.UNPOWER,
      reset: CardDisposition.RESET,
      leave: CardDisposition.LEAVE,
    }[then];
    // Fails where card, reader or service are gone: there is nothing left to disconnect from.
    await this.#calls.outcomeOf(this.#native.disconnect(disposition));
    this.#onDisconnect();
  }
}

const ignore = (): void => undefined;
