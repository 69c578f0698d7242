import { assertNever } from '#shared/result.ts';
import type { Binding } from '../../bindings/binding.ts';
import {
  CREATOR_CONTROL_BYTES,
  type CreatorControl,
  type CreatorParser,
  type CreatorSink,
} from '../../framing/creator.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  stepExchange,
} from './exchange.ts';

/** In what the members of the family differ on the line. */
export interface CreatorDialect {
  readonly parser: (sink: CreatorSink) => CreatorParser;
  readonly encode: (text: Uint8Array) => Uint8Array;
  /** Frames of other units on the same line are not for us. */
  readonly address: number;
  readonly needsEnquiry: boolean;
  readonly slowestBaudRate: number;
}

export interface CreatorRequest {
  /** Overwritten with its frame when the exchange is over: it may carry a PIN. */
  readonly text: Uint8Array;
  readonly answerTimeoutMs: number;
  readonly repeatable: boolean;
  readonly isAnswer: (text: Uint8Array) => boolean;
}

/** 8 data bits, no parity, 1 stop bit. */
const BITS_PER_BYTE = 10;

/** Runs the exchanges of exchange.ts on a port: writes, sets the one timer, and resolves in the turn of the last byte. */
export class CreatorLine {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #dialect: CreatorDialect;
  readonly #parser: CreatorParser;
  #exchange: Exchange | null = null;
  #frame: Uint8Array = new Uint8Array();
  #settled: ((outcome: ExchangeOutcome) => void) | null = null;
  /** Whatever was said on this line before us is not known. */
  #unclean = true;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(binding: Pick<Binding, 'write'>, dialect: CreatorDialect) {
    this.#binding = binding;
    this.#dialect = dialect;
    this.#parser = dialect.parser({
      frame: (text, address) => {
        if (address === dialect.address) this.#feed({ type: 'frame', text, atMs: performance.now() });
      },
      control: (control) => this.#feed({ type: 'control', control, atMs: performance.now() }),
      discarded: (count) => this.#feed({ type: 'discarded', count }),
      checksumError: () => this.#feed({ type: 'checksumError', atMs: performance.now() }),
    });
  }

  receive(bytes: Uint8Array): void {
    this.#parser.push(bytes);
    this.#feed({ type: 'received', pending: this.#parser.pending, atMs: performance.now() });
  }

  exchange({ text, ...request }: CreatorRequest): Promise<ExchangeOutcome> {
    if (this.#settled !== null) throw new Error('a command while another one is running');
    if (this.#gone) {
      text.fill(0);
      return Promise.resolve({ type: 'silent' });
    }
    // What is left from before the request is no answer to it.
    this.#parser.reset();
    this.#frame = this.#dialect.encode(text);
    return new Promise((resolve) => {
      this.#settled = (outcome) => {
        text.fill(0);
        resolve(outcome);
      };
      const sendingMs = (this.#frame.length * BITS_PER_BYTE * 1000) / this.#dialect.slowestBaudRate;
      const { needsEnquiry } = this.#dialect;
      const step = beginExchange({ ...request, needsEnquiry, sendingMs }, performance.now(), this.#unclean);
      this.#exchange = step.exchange;
      this.#perform(step.effects);
    });
  }

  end(): void {
    this.#gone = true;
    this.#feed({ type: 'portGone' });
  }

  #feed(input: ExchangeInput): void {
    if (this.#exchange === null) {
      // Between two commands a unit has nothing to say; if it does, an answer to nobody may be on its way.
      if (input.type === 'frame' || input.type === 'discarded') this.#unclean = true;
      return;
    }
    const step = stepExchange(this.#exchange, input);
    this.#exchange = step.exchange;
    this.#perform(step.effects);
  }

  #perform(effects: readonly ExchangeEffect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'writeCommand':
          this.#binding.write(this.#frame);
          break;
        case 'write':
          this.#binding.write(CONTROLS[effect.control]);
          break;
        case 'wakeAt':
          clearTimeout(this.#timer);
          this.#timer = setTimeout(this.#wake, Math.max(0, effect.atMs - performance.now()));
          break;
        case 'abandon':
          this.#parser.abandon();
          this.#feed({ type: 'abandoned', atMs: performance.now() });
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
    this.#unclean = this.#exchange?.unclean ?? false;
    this.#exchange = null;
    this.#frame.fill(0);
    const settled = this.#settled;
    this.#settled = null;
    settled?.(outcome);
  }
}

const CONTROLS = Object.fromEntries(
  Object.entries(CREATOR_CONTROL_BYTES).map(([name, byte]) => [name, Uint8Array.of(byte)]),
) as Record<CreatorControl, Uint8Array>;
