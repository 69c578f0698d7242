import { assertNever } from '#shared/result.ts';
import type { Binding } from '../../bindings/binding.ts';
import { encodeSdtFrame, SdtParser } from '../../framing/sdt.ts';
import { SDT_COMMANDS, type SdtCommandName } from './commands.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  stepExchange,
} from './exchange.ts';

/** Runs the exchanges of exchange.ts on a port: writes, sets the one timer, and resolves in the turn of the last byte. */
export class SdtLine {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #parser: SdtParser;
  #exchange: Exchange | null = null;
  #settled: ((outcome: ExchangeOutcome) => void) | null = null;
  #owed: readonly SdtCommandName[] = [];
  #onPending: ((bytes: Uint8Array) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(binding: Pick<Binding, 'write'>) {
    this.#binding = binding;
    this.#parser = new SdtParser({
      frame: (body) => this.#feed({ type: 'frame', body, atMs: performance.now() }),
      discarded: (count) => this.#feed({ type: 'discarded', count }),
      checksumError: () => this.#feed({ type: 'checksumError', atMs: performance.now() }),
    });
  }

  receive(bytes: Uint8Array): void {
    this.#parser.push(bytes);
    if (this.#exchange !== null) {
      this.#feed({ type: 'received', pending: this.#parser.pending, atMs: performance.now() });
      this.#onPending?.(this.#parser.peek());
    }
  }

  /** @param options.onPending sees the answer grow, header first, unchecked */
  exchange(
    command: SdtCommandName,
    options: { answerTimeoutMs?: number; onPending?: (bytes: Uint8Array) => void } = {},
  ): Promise<ExchangeOutcome> {
    if (this.#settled !== null) throw new Error(`SDT ${command} while another command is running`);
    if (this.#gone) return Promise.resolve({ type: 'silent' });
    // What is left from before the request is no answer to it.
    this.#parser.reset();
    return new Promise((resolve) => {
      this.#settled = resolve;
      this.#onPending = options.onPending;
      const step = beginExchange(command, performance.now(), this.#owed, options.answerTimeoutMs);
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
      // Between two commands only a late answer can come; it is dropped, and no longer owed.
      if (input.type === 'frame') this.#owed = this.#owed.slice(1);
      return;
    }
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
    this.#owed = this.#exchange?.owed ?? [];
    this.#exchange = null;
    this.#onPending = undefined;
    const settled = this.#settled;
    this.#settled = null;
    settled?.(outcome);
  }
}

/** No command here carries data, so each request is one constant frame. */
const REQUESTS = Object.fromEntries(
  Object.entries(SDT_COMMANDS).map(([name, { request }]) => [name, encodeSdtFrame(Uint8Array.from(request))]),
) as Record<SdtCommandName, Uint8Array>;
