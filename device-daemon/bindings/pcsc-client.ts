import type { Client, Reader, ReaderStatusFlags } from 'pcsc-mini';
import type { BindingOpenError } from './binding.ts';
import { codeOf, isPcscError, openErrorOf, type PcscLibrary } from './pcsc-library.ts';

/** The service counts insertions and removals in the upper half of a reader's state (winscard.h, dwEventState). */
const CHANGES_SHIFT = 16;
/** How long the library's connection outlives its last user: whoever opens anew in this time takes it over. */
const LINGER_MS = 1_000;
/** Only when nothing was heard for so long is it taken for granted that the library waits for news. */
const QUIET_MS = 200;

/** A reader as the PC/SC service sees it. */
export interface PcscReader {
  /** Given by its driver, with two numbers at the end that may change when it is plugged again. */
  readonly name: string;
  /** `mute`: something is in it and does not answer to reset. */
  readonly card: 'absent' | 'present' | 'mute';
  /** Goes up whenever a card came or went: two cards never share a count. */
  readonly changes: number;
}

export interface PcscListener {
  /** A reader was plugged, or what is in it has changed. */
  readerChanged(reader: PcscReader): void;
  readerGone(name: string): void;
  /** The service has ended; at most once, and never after `close`. */
  lost(): void;
}

/**
 * A client whose service has died cannot be stopped, and pcsc-mini 0.1.3 throws out of the garbage collection of one that
 * was not: it would end the daemon. Some kilobytes for each death of the service are the lesser evil.
 */
const neverCollected: Client[] = [];

/**
 * The library's own connection, with a thread that waits for news. It is started seldom and stopped with care: `stop`
 * of pcsc-mini 0.1.3 cancels the waiting and then takes the lock that is held while waiting. A cancel that comes in the
 * very moment in which the thread works through some news is lost, and `stop` blocks the whole process until the next
 * card is moved.
 */
export class PcscClient {
  readonly library: PcscLibrary;
  readonly client: Client;
  readonly #readers = new Map<string, PcscReader>();
  readonly #users = new Set<PcscListener>();
  #heardAtMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  ended = false;

  constructor(library: PcscLibrary) {
    this.library = library;
    this.client = new library.Client();
    this.client.on('reader', (reader) => this.#watch(reader));
    // The thread that waits for news has ended, whatever the reason.
    this.client.on('error', () => {
      const users = [...this.#users];
      this.#stop();
      for (const user of users) user.lost();
    });
  }

  start(): BindingOpenError | null {
    try {
      this.client.start();
      return null;
    } catch (error) {
      return openErrorOf(codeOf(error));
    }
  }

  addUser(user: PcscListener): void {
    clearTimeout(this.#timer);
    this.#users.add(user);
    for (const reader of this.#readers.values()) user.readerChanged(reader);
  }

  removeUser(user: PcscListener): void {
    if (!this.#users.delete(user) || this.#users.size > 0 || this.ended) return;
    this.#timer = setTimeout(this.#stopWhenQuiet, LINGER_MS);
  }

  readonly #stopWhenQuiet = (): void => {
    if (performance.now() - this.#heardAtMs >= QUIET_MS) this.#stop();
    else this.#timer = setTimeout(this.#stopWhenQuiet, QUIET_MS);
  };

  #stop(): void {
    clearTimeout(this.#timer);
    this.ended = true;
    this.#users.clear();
    try {
      this.client.stop();
    } catch (error) {
      // The service is gone, and with it what was to be given back.
      if (!isPcscError(error)) throw error;
      neverCollected.push(this.client);
    }
  }

  #watch(reader: Reader): void {
    const name = reader.name();
    reader.on('change', (status) => {
      this.#heardAtMs = performance.now();
      const changed = readerOf(name, status, this.library);
      this.#readers.set(name, changed);
      for (const user of [...this.#users]) user.readerChanged(changed);
    });
    reader.on('disconnect', () => {
      this.#heardAtMs = performance.now();
      this.#readers.delete(name);
      for (const user of [...this.#users]) user.readerGone(name);
    });
  }
}

function readerOf(name: string, status: ReaderStatusFlags, { ReaderStatus }: PcscLibrary): PcscReader {
  const card = !status.has(ReaderStatus.PRESENT)
    ? 'absent'
    : status.has(ReaderStatus.MUTE)
      ? 'mute'
      : 'present';
  return { name, card, changes: status.raw >>> CHANGES_SHIFT };
}
