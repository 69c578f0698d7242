import { createRequire } from 'node:module';
import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError } from './binding.ts';
import { PcscCalls } from './pcsc-calls.ts';
import { ConnectedCard, type PcscCard } from './pcsc-card.ts';
import { PcscClient, type PcscListener } from './pcsc-client.ts';
import { isLibraryMissing, type PcscError, type PcscLibrary } from './pcsc-library.ts';

export type { PcscCard } from './pcsc-card.ts';
export type { PcscListener, PcscReader } from './pcsc-client.ts';
export type { PcscError, PcscLibrary } from './pcsc-library.ts';

/** A connection to the PC/SC service, which knows the readers and gives access to the cards in them. */
export interface PcscService {
  /** Powers the card. @param mode `exclusive`: nobody else can speak to it meanwhile */
  connect(readerName: string, mode: 'exclusive' | 'shared'): Promise<Result<PcscCard, PcscError>>;
  /** Powers off the cards that are connected and gives up the connection. Safe to call twice and after a loss. */
  close(): Promise<void>;
}

/** Native code that may be missing is loaded when a PC/SC reader is configured, and only then. */
const require = createRequire(import.meta.url);

export type OpenPcsc = (listener: PcscListener) => Promise<Result<PcscService, BindingOpenError>>;

/** Connects to the PC/SC service and tells of all its readers. Loads anew each time: `import` would remember a failure. */
export const openPcsc: OpenPcsc = pcscOpener(() => require('pcsc-mini') as PcscLibrary);

/** @param load throws where the package or its system library are missing */
export function pcscOpener(load: () => PcscLibrary): OpenPcsc {
  const calls = new PcscCalls();
  let shared: PcscClient | null = null;
  return async (listener) => {
    if (calls.areHanging) return err('failed');
    if (shared === null || shared.ended) {
      let library: PcscLibrary;
      try {
        library = load();
      } catch (error) {
        if (isLibraryMissing(error)) return err('libraryMissing');
        throw error;
      }
      const client = new PcscClient(library);
      const refusal = client.start();
      if (refusal !== null) return err(refusal);
      shared = client;
    }
    return ok(new Connection(shared, listener, calls));
  };
}

class Connection implements PcscService {
  readonly #shared: PcscClient;
  readonly #listener: PcscListener;
  readonly #calls: PcscCalls;
  readonly #cards = new Set<ConnectedCard>();
  #closing: Promise<void> | null = null;

  constructor(shared: PcscClient, listener: PcscListener, calls: PcscCalls) {
    this.#shared = shared;
    this.#listener = listener;
    this.#calls = calls;
    shared.addUser(listener);
  }

  async connect(readerName: string, mode: 'exclusive' | 'shared'): Promise<Result<PcscCard, PcscError>> {
    const { client, library, ended } = this.#shared;
    const reader = client.reader(readerName);
    if (reader === undefined || ended || this.#closing !== null) return err({ type: 'gone' });
    if (this.#calls.areHanging) return err({ type: 'timedOut' });
    const { CardDisposition, CardMode } = library;
    const connecting = reader.connect(mode === 'exclusive' ? CardMode.EXCLUSIVE : CardMode.SHARED);
    const native = await this.#calls.outcomeOf(connecting);
    if (!native.ok) {
      // Comes too late to be of use, but must not stay connected.
      if (native.error.type === 'timedOut') {
        void connecting.then((late) => late.disconnect(CardDisposition.UNPOWER)).catch(ignore);
      }
      return native;
    }
    const card = new ConnectedCard(library, native.value, this.#calls, () => this.#cards.delete(card));
    this.#cards.add(card);
    const state = await this.#calls.outcomeOf(native.value.state());
    if (!state.ok) {
      await card.disconnect('unpower');
      return state;
    }
    // Not the one that comes with a change of state: pcsc-mini 0.1.3 delivers that one damaged.
    card.atr = Uint8Array.from(state.value.atr);
    return ok(card);
  }

  close(): Promise<void> {
    this.#shared.removeUser(this.#listener);
    this.#closing ??= Promise.all([...this.#cards].map((card) => card.disconnect('unpower'))).then(ignore);
    return this.#closing;
  }
}

const ignore = (): void => undefined;
