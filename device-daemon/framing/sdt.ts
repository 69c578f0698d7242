/**
 * The frame that every second-generation identity-card reader speaks on its serial line, at any maker.
 *
 * ```
 *   offset  0    1    2    3    4    5     6     7 …            last
 *         ┌────┬────┬────┬────┬────┬─────┬─────┬──────────────┬─────┐
 *         │ AA │ AA │ AA │ 96 │ 69 │ len │ len │     body     │ CHK │
 *         └────┴────┴────┴────┴────┴─────┴─────┴──────────────┴─────┘
 *                                   ◀─ CHK: over all these ──▶
 *   len   big-endian, counts body and CHK
 *   CHK   XOR; one old model takes the two's complement of the sum instead
 *   body  request:  CMD PARA data…      (len ≥ 3)
 *         answer:   SW1 SW2 SW3 data…   (len ≥ 4)
 * ```
 */
export const SDT_PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);

/** Preamble and length. */
export const SDT_HEADER_BYTES = 7;
const SHORTEST_ANSWER = 4;
/** The longest answer known is 0x090A (text, photo and fingerprint); beyond this a length is noise. */
export const SDT_MAX_LENGTH = 2400;
const CAPACITY = SDT_HEADER_BYTES + SDT_MAX_LENGTH;

/** `sum`: the byte that makes the sum of all bytes behind the preamble 0, modulo 256. */
export type SdtChecksum = 'xor' | 'sum';

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
  readonly #checksums: readonly SdtChecksum[];
  /** Bytes of the buffer in use. */
  #used = 0;

  /** @param checksums any of them makes a frame right */
  constructor(sink: SdtSink, checksums: readonly SdtChecksum[] = ['xor']) {
    this.#sink = sink;
    this.#checksums = checksums;
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
    this.#buffer.fill(0, 0, dropped);
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
      const verdict = verdictAt(buffer, start, used, this.#checksums);
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
      this.#sink.frame(buffer.subarray(start + SDT_HEADER_BYTES, end - 1));
      start = end;
    }
    if (discarded > 0) this.#sink.discarded(discarded);
    if (start > 0) {
      buffer.copyWithin(0, start, used);
      this.#used = used - start;
      // The last citizen's card would stay here until the next one's.
      buffer.fill(0, this.#used, used);
    }
  }
}

const MORE = 0;
const NOISE = -1;
const WRONG_CHECKSUM = -2;

/** Whole length of the frame that begins at `start`, or one of the verdicts above. */
function verdictAt(
  buffer: Uint8Array,
  start: number,
  used: number,
  checksums: readonly SdtChecksum[],
): number {
  for (let index = 0; index < SDT_PREAMBLE.length; index += 1) {
    if (start + index >= used) return MORE;
    if (buffer[start + index] !== SDT_PREAMBLE[index]) return NOISE;
  }
  if (used - start < SDT_HEADER_BYTES) return MORE;
  const length = ((buffer[start + 5] ?? 0) << 8) | (buffer[start + 6] ?? 0);
  if (length < SHORTEST_ANSWER || length > SDT_MAX_LENGTH) return NOISE;
  const total = SDT_HEADER_BYTES + length;
  if (used - start < total) return MORE;
  for (const checksum of checksums) {
    if (RESIDUE[checksum](buffer, start + SDT_PREAMBLE.length, start + total) === 0) return total;
  }
  return WRONG_CHECKSUM;
}

/** What is left over everything behind the preamble; with the right checksum included it is zero. */
const RESIDUE: Readonly<Record<SdtChecksum, (bytes: Uint8Array, from: number, to: number) => number>> = {
  xor: (bytes, from, to) => {
    let value = 0;
    for (let index = from; index < to; index += 1) value ^= bytes[index] ?? 0;
    return value;
  },
  sum: (bytes, from, to) => {
    let value = 0;
    for (let index = from; index < to; index += 1) value += bytes[index] ?? 0;
    return value & 0xff;
  },
};

/** Whole length of the frame these bytes begin with, once its header is there; null when no frame begins here. */
export function sdtFrameLength(bytes: Uint8Array): number | null {
  if (bytes.length < SDT_HEADER_BYTES || SDT_PREAMBLE.some((byte, index) => bytes[index] !== byte))
    return null;
  const length = ((bytes[5] ?? 0) << 8) | (bytes[6] ?? 0);
  return length < SHORTEST_ANSWER || length > SDT_MAX_LENGTH ? null : SDT_HEADER_BYTES + length;
}

export function encodeSdtFrame(body: Uint8Array, checksum: SdtChecksum = 'xor'): Uint8Array {
  const frame = new Uint8Array(SDT_HEADER_BYTES + body.length + 1);
  const length = body.length + 1;
  frame.set(SDT_PREAMBLE, 0);
  frame[5] = length >> 8;
  frame[6] = length & 0xff;
  frame.set(body, SDT_HEADER_BYTES);
  const residue = RESIDUE[checksum](frame, SDT_PREAMBLE.length, frame.length - 1);
  frame[frame.length - 1] = checksum === 'xor' ? residue : -residue;
  return frame;
}
