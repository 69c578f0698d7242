import { assertNever } from '#shared/result.ts';
import type { Binding } from '../../bindings/binding.ts';
import { encodeSzztFrame, SzztParser } from '../../framing/szzt.ts';
import { SZZT_COMMANDS, type SzztCommandName } from './commands.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  INTER_BYTE_TIMEOUT_MS,
  stepExchange,
} from './exchange.ts';

/**
 * Runs the exchanges of exchange.ts on a port, and passes keys on while somebody listens and no command runs. What
 * stands right behind a damaged frame may be the rest of it: nothing is a key until the line has been quiet.
 */
export class SzztLine {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #parser: SzztParser;
  #exchange: Exchange | null = null;
  #settled: ((outcome: ExchangeOutcome) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  #lastByteAtMs = Number.NEGATIVE_INFINITY;
  #damaged = false;
  #gone = false;
  /** Hears the bytes of keys. */
  keys: ((byte: number) => void) | null = null;

  constructor(binding: Pick<Binding, 'write'>) {
    this.#binding = binding;
    this.#parser = new SzztParser({
      frame: (body) => this.#feed({ type: 'frame', body, atMs: performance.now() }),
      outside: (byte) => {
        if (this.#exchange !== null) this.#feed({ type: 'noise', count: 1 });
        else if (!this.#damaged) this.keys?.(byte);
      },
      discarded: (count) => {
        this.#damaged = true;
        this.#feed({ type: 'noise', count });
      },
      checksumError: () => {
        this.#damaged = true;
        this.#feed({ type: 'checksumError', atMs: performance.now() });
      },
    });
  }

  /** The bytes are overwritten: they may be keys, and are to stay nowhere. */
  receive(bytes: Uint8Array): void {
    const atMs = performance.now();
    if (atMs - this.#lastByteAtMs > INTER_BYTE_TIMEOUT_MS) {
      // A frame that stopped half-way would swallow the next keys.
      this.#parser.reset();
      this.#damaged = false;
    }
    this.#lastByteAtMs = atMs;
    this.#parser.push(bytes);
    bytes.fill(0);
    this.#feed({ type: 'received', pending: this.#parser.pending, atMs });
  }

  exchange(command: SzztCommandName): Promise<ExchangeOutcome> {
    if (this.#settled !== null) throw new Error(`SZZT ${command} while another command is running`);
    if (this.#gone) return Promise.resolve({ type: 'silent' });
    this.#parser.reset();
    this.#damaged = false;
    return new Promise((resolve) => {
      this.#settled = resolve;
      const step = beginExchange(command, performance.now());
      this.#exchange = step.exchange;
      this.#perform(step.effects);
    });
  }

  end(): void {
    this.#gone = true;
    this.keys = null;
    this.#feed({ type: 'portGone' });
    this.#parser.reset();
  }

  #feed(input: ExchangeInput): void {
    // Between two commands only a late answer can come; it is dropped.
    if (this.#exchange === null) return;
    const step = stepExchange(this.#exchange, input);
    this.#exchange = step.exchange;
    this.#perform(step.effects);
  }

  #perform(effects: readonly ExchangeEffect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'write':
          this.#binding.write(REQUESTS[effect.command]);
          break;
        case 'wakeAt':
          clearTimeout(this.#timer);
          this.#timer = setTimeout(this.#wake, Math.max(0, effect.atMs - performance.now()));
          break;
        case 'dropPending':
          this.#parser.reset();
          break;
        case 'settle':
          this.#finish(effect.outcome);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  readonly #wake = (): void => this.#feed({ type: 'woken', atMs: performance.now() });

  #finish(outcome: ExchangeOutcome): void {
    clearTimeout(this.#timer);
    this.#exchange = null;
    const settled = this.#settled;
    this.#settled = null;
    settled?.(outcome);
  }
}

/** No command here carries data of its own, so each request is one constant frame. */
const REQUESTS = Object.fromEntries(
  Object.entries(SZZT_COMMANDS).map(([name, { request }]) => [
    name,
    encodeSzztFrame(new Uint8Array(Buffer.from(request, 'latin1'))),
  ]),
) as Record<SzztCommandName, Uint8Array>;
