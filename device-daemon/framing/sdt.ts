/**
 * The frame that every second-generation identity-card reader speaks on its serial line, at any maker.
 *
 * ```
 *   offset  0    1    2    3    4    5     6     7 …            last
 *         ┌────┬────┬────┬────┬────┬─────┬─────┬──────────────┬─────┐
 *         │ AA │ AA │ AA │ 96 │ 69 │ len │ len │     body     │ CHK │
 *         └────┴────┴────┴────┴────┴─────┴─────┴──────────────┴─────┘
 *                                   ◀─ CHK: XOR of all these ─▶
 *   len   big-endian, counts body and CHK
 *   body  request:  CMD PARA data…      (len ≥ 3)
 *         answer:   SW1 SW2 SW3 data…   (len ≥ 4)
 * ```
 */
export const SDT_PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);

const HEADER_BYTES = 7;
const SHORTEST_ANSWER = 4;
/** The longest answer known is 0x090A (text, photo and fingerprint); beyond this a length is noise. */
export const SDT_MAX_LENGTH = 2400;
const CAPACITY = HEADER_BYTES + SDT_MAX_LENGTH;

export interface SdtSink {
  /** Body of a frame whose checksum is right: a view into the parser, valid only during the call. */
  frame(body: Uint8Array): void;
  /** So many bytes belonged to no frame. Bytes of a frame with a wrong checksum come here too. */
  discarded(count: number): void;
  /** What looked like a whole frame had a wrong checksum; its bytes are searched again for a frame inside. */
  checksumError(): void;
}

/**
 * Finds answers in whatever arrives. It keeps at most one frame of bytes, looks for the preamble again at the byte
 * after a false start, and knows no time: when a frame stops half-way, its owner calls `reset`.
 */
export class SdtParser {
  readonly #buffer = new Uint8Array(CAPACITY);
  readonly #sink: SdtSink;
  /** Bytes of the buffer in use. */
  #used = 0;

  constructor(sink: SdtSink) {
    this.#sink = sink;
  }

  /** Bytes of a frame that is not complete yet. */
  get pending(): number {
    return this.#used;
  }

  /** Those bytes, from the preamble on, unchecked: a view, valid only until the parser is used again. */
  peek(): Uint8Array {
    return this.#buffer.subarray(0, this.#used);
  }

  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0) {
      const part = rest.subarray(0, CAPACITY - this.#used);
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      rest = rest.subarray(part.length);
      this.#scan();
    }
  }

  /** Forgets a frame that stopped half-way; not to be called from the sink. @returns how many bytes that were */
  reset(): number {
    const dropped = this.#used;
    this.#used = 0;
    return dropped;
  }

  /** Takes everything out of the buffer that can be decided; leaves it with room for at least one byte. */
  #scan(): void {
    const buffer = this.#buffer;
    const used = this.#used;
    let start = 0;
    let discarded = 0;
    while (start < used) {
      const verdict = verdictAt(buffer, start, used);
      if (verdict === MORE) break;
      if (verdict === NOISE || verdict === WRONG_CHECKSUM) {
        if (verdict === WRONG_CHECKSUM) this.#sink.checksumError();
        const next = buffer.indexOf(0xaa, start + 1);
        const skip = next === -1 || next >= used ? used - start : next - start;
        discarded += skip;
        start += skip;
        continue;
      }
      if (discarded > 0) {
        this.#sink.discarded(discarded);
        discarded = 0;
      }
      const end = start + verdict;
      this.#sink.frame(buffer.subarray(start + HEADER_BYTES, end - 1));
      start = end;
    }
    if (discarded > 0) this.#sink.discarded(discarded);
    if (start > 0) {
      buffer.copyWithin(0, start, used);
      this.#used = used - start;
    }
  }
}

const MORE = 0;
const NOISE = -1;
const WRONG_CHECKSUM = -2;

/** Whole length of the frame that begins at `start`, or one of the verdicts above. */
function verdictAt(buffer: Uint8Array, start: number, used: number): number {
  for (let index = 0; index < SDT_PREAMBLE.length; index += 1) {
    if (start + index >= used) return MORE;
    if (buffer[start + index] !== SDT_PREAMBLE[index]) return NOISE;
  }
  if (used - start < HEADER_BYTES) return MORE;
  const length = ((buffer[start + 5] ?? 0) << 8) | (buffer[start + 6] ?? 0);
  if (length < SHORTEST_ANSWER || length > SDT_MAX_LENGTH) return NOISE;
  const total = HEADER_BYTES + length;
  if (used - start < total) return MORE;
  return xor(buffer, start + SDT_PREAMBLE.length, start + total) === 0 ? total : WRONG_CHECKSUM;
}

/** XOR over everything behind the preamble; with the checksum included it is zero. */
function xor(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value ^= bytes[index] ?? 0;
  return value;
}

export function encodeSdtFrame(body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + body.length + 1);
  const length = body.length + 1;
  frame.set(SDT_PREAMBLE, 0);
  frame[5] = length >> 8;
  frame[6] = length & 0xff;
  frame.set(body, HEADER_BYTES);
  frame[frame.length - 1] = xor(frame, SDT_PREAMBLE.length, frame.length - 1);
  return frame;
}
