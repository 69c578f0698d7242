import { assertNever } from '#shared/result.ts';
import type { Binding } from '../../bindings/binding.ts';
import { encodeSdtFrame, SdtParser } from '../../framing/sdt.ts';
import { type SdtCommand, type SdtCommandName, withWireTime } from './commands.ts';
import type { SdtDialect } from './dialect.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  LATE_ANSWER_GRACE_MS,
  stepExchange,
} from './exchange.ts';

export interface SdtLineOptions {
  readonly dialect: SdtDialect;
  /** What one byte takes on the wire. */
  readonly byteMs: number;
  /** Told of bytes that belonged to no frame. */
  readonly onDiscarded?: (count: number) => void;
}

/** Runs the exchanges of exchange.ts on a port: writes, sets the one timer, and resolves in the turn of the last byte. */
export class SdtLine {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #parser: SdtParser;
  readonly #requests: ReadonlyMap<SdtCommandName, PreparedRequest>;
  readonly #onDiscarded: ((count: number) => void) | undefined;
  #exchange: Exchange | null = null;
  #frame: Uint8Array = new Uint8Array();
  #settled: ((outcome: ExchangeOutcome) => void) | null = null;
  #owed: readonly SdtCommand[] = [];
  #onPending: ((bytes: Uint8Array) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(binding: Pick<Binding, 'write'>, { dialect, byteMs, onDiscarded }: SdtLineOptions) {
    this.#binding = binding;
    this.#requests = prepare(dialect, byteMs);
    this.#onDiscarded = onDiscarded;
    this.#parser = new SdtParser(
      {
        frame: (body) => this.#feed({ type: 'frame', body, atMs: performance.now() }),
        discarded: (count) => {
          onDiscarded?.(count);
          this.#feed({ type: 'discarded', count });
        },
        checksumError: () => this.#feed({ type: 'checksumError', atMs: performance.now() }),
      },
      dialect.answerChecksums,
    );
  }

  /** Has this model such a command? */
  knows(command: SdtCommandName): boolean {
    return this.#requests.has(command);
  }

  receive(bytes: Uint8Array): void {
    this.#parser.push(bytes);
    if (this.#exchange !== null) {
      this.#feed({ type: 'received', pending: this.#parser.pending, atMs: performance.now() });
      this.#onPending?.(this.#parser.peek());
    }
  }

  /**
   * Only for commands the model knows.
   * @param options.answerTimeoutMs instead of the command's own; what the wire takes is added
   * @param options.onPending sees the answer grow, header first, unchecked
   */
  exchange(
    command: SdtCommandName,
    options: { answerTimeoutMs?: number; onPending?: (bytes: Uint8Array) => void } = {},
  ): Promise<ExchangeOutcome> {
    if (this.#settled !== null) throw new Error(`SDT ${command} while another command is running`);
    if (this.#gone) return Promise.resolve({ type: 'silent' });
    const request = this.#requests.get(command);
    if (request === undefined) throw new Error(`this model has no ${command}`);
    // What is left from before the request is no answer to it.
    this.#dropPending();
    return new Promise((resolve) => {
      this.#settled = resolve;
      this.#onPending = options.onPending;
      const { answerTimeoutMs } = options;
      const step = beginExchange(request.command, performance.now(), this.#owed, {
        ...(answerTimeoutMs === undefined ? {} : { answerTimeoutMs: answerTimeoutMs + request.shortestMs }),
        lateAnswerGraceMs: LATE_ANSWER_GRACE_MS + request.longestMs,
      });
      this.#frame = request.frame;
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
          this.#binding.write(this.#frame);
          break;
        case 'wakeAt':
          clearTimeout(this.#timer);
          this.#timer = setTimeout(this.#wake, Math.max(0, effect.atMs - performance.now()));
          break;
        case 'dropPending':
          this.#dropPending();
          break;
        case 'settle':
          this.#finish(effect.outcome);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  #dropPending(): void {
    const dropped = this.#parser.reset();
    if (dropped > 0) this.#onDiscarded?.(dropped);
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

interface PreparedRequest {
  /** With the time its bytes take. */
  readonly command: SdtCommand;
  readonly frame: Uint8Array;
  /** What the request and the shortest answer take on the wire, and the longest answer alone. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** Each request of a dialect is one constant frame. */
function prepare({ commands, checksum }: SdtDialect, byteMs: number): Map<SdtCommandName, PreparedRequest> {
  const prepared = new Map<SdtCommandName, PreparedRequest>();
  for (const [name, command] of Object.entries(commands) as [SdtCommandName, SdtCommand | null][]) {
    if (command === null) continue;
    const timed = withWireTime(command, byteMs);
    prepared.set(name, {
      command: timed,
      frame: encodeSdtFrame(Uint8Array.from(command.request), checksum),
      shortestMs: timed.answerTimeoutMs - command.answerTimeoutMs,
      longestMs: timed.totalTimeoutMs - command.totalTimeoutMs,
    });
  }
  return prepared;
}
