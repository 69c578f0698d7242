/**
 * What a Linux input device sends (include/uapi/linux/input.h): a stream of records.
 *
 * ```
 *   seconds(word) microseconds(word) type(2) code(2) value(4)        words of the kernel: 8 bytes, on 32-bit machines 4
 * ```
 */
export interface InputEvent {
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

export const EV_SYN = 0;
export const EV_SW = 5;
/** The kernel had to drop events: what the switches are is not known any more. */
export const SYN_DROPPED = 3;
export const SW_HEADPHONE_INSERT = 2;

export type WordBytes = 4 | 8;

/** Puts records together, however the stream is cut. */
export class InputEventParser {
  readonly #record: Uint8Array;
  readonly #view: DataView;
  readonly #sink: (event: InputEvent) => void;
  readonly #typeAt: number;
  #used = 0;

  constructor(sink: (event: InputEvent) => void, wordBytes: WordBytes) {
    this.#typeAt = 2 * wordBytes;
    this.#record = new Uint8Array(this.#typeAt + 8);
    this.#view = new DataView(this.#record.buffer);
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      this.#record[this.#used] = byte;
      this.#used += 1;
      if (this.#used < this.#record.length) continue;
      this.#used = 0;
      this.#sink({
        type: this.#view.getUint16(this.#typeAt, true),
        code: this.#view.getUint16(this.#typeAt + 2, true),
        value: this.#view.getInt32(this.#typeAt + 4, true),
      });
    }
  }
}
