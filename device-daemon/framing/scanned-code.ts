/** What the codes of a citizen's telephone may be: printable ASCII of this length. What they mean is nobody's business here. */
const CODE_MIN_BYTES = 8;
export const CODE_MAX_BYTES = 512;

export interface CodeSink {
  code(text: string): void;
  /** Something was scanned that is no such text. */
  unreadable(): void;
}

/**
 * Puts one code together, whatever it comes in. Nothing of a code is kept that nobody waited for when it began.
 *
 * ```
 *   begin ──▶ add … add ──▶ finish ──▶ code, or unreadable
 *               │
 *               └── breakOff ──▶ unreadable; what still comes of it is dropped until finish
 * ```
 */
export class CodeCollector {
  readonly #buffer = new Uint8Array(CODE_MAX_BYTES);
  readonly #sink: CodeSink;
  #used = 0;
  #state: 'none' | 'collecting' | 'spoiled' | 'unwanted' = 'none';

  constructor(sink: CodeSink) {
    this.#sink = sink;
  }

  /** A code has begun and not ended. */
  get running(): boolean {
    return this.#state !== 'none';
  }

  begin(wanted: boolean): void {
    this.#wipe();
    this.#state = wanted ? 'collecting' : 'unwanted';
  }

  add(byte: number): void {
    if (this.#state !== 'collecting') return;
    if (byte < 0x21 || byte > 0x7e || this.#used === CODE_MAX_BYTES) {
      this.#wipe();
      this.#state = 'spoiled';
      return;
    }
    this.#buffer[this.#used] = byte;
    this.#used += 1;
  }

  finish(): void {
    const state = this.#state;
    const text =
      state === 'collecting' && this.#used >= CODE_MIN_BYTES
        ? Buffer.from(this.#buffer.subarray(0, this.#used)).toString('latin1')
        : null;
    this.#wipe();
    this.#state = 'none';
    if (text !== null) this.#sink.code(text);
    else if (state === 'collecting' || state === 'spoiled') this.#sink.unreadable();
  }

  breakOff(): void {
    const wanted = this.#state === 'collecting' || this.#state === 'spoiled';
    this.abandon();
    if (wanted) this.#sink.unreadable();
  }

  /** Nobody waits for it any more. */
  abandon(): void {
    this.#wipe();
    if (this.#state !== 'none') this.#state = 'unwanted';
  }

  /** Nothing of it can come any more. */
  forget(): void {
    this.#wipe();
    this.#state = 'none';
  }

  #wipe(): void {
    this.#buffer.fill(0, 0, this.#used);
    this.#used = 0;
  }
}

/** What both ways of connecting a scanner have in common. They know no time: their owner says when a pause was too long. */
export interface CodeParser {
  /** @param wanted somebody waits for the codes that begin in it. The bytes are overwritten. */
  push(bytes: Uint8Array, wanted: boolean): void;
  readonly running: boolean;
  breakOff(): void;
  abandon(): void;
  forget(): void;
}
