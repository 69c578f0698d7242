/**
 * The frame of the encrypting PIN pads of SZZT (证通 ZT588, ZT598 and their like), in both directions, with the keys
 * that a person presses between the frames.
 *
 * ```
 *   offset  0    1 2 3    4 …          n+4    n+5 n+6
 *         ┌────┬────────┬────────────┬──────┬─────────┐      ┌─────┐
 *         │ 02 │ length │    body    │  03  │   CHK   │  …   │ key │   while the keyboard is open
 *         └────┴────────┴────────────┴──────┴─────────┘      └─────┘
 *                ◀──── CHK: XOR of all these ────▶
 *   length  of the body, three decimal digits; 000 announces a long form that nothing here asks for
 *   body    request: command, data · answer: return code, data
 *   CHK     two hexadecimal digits
 *   key     one byte, outside any frame
 * ```
 */
const STX = 0x02;
const ETX = 0x03;
const HEADER_BYTES = 4;
const TRAILER_BYTES = 3;
/** The longest answer asked for has 147 bytes; beyond this a length is noise. */
export const SZZT_MAX_BODY = 300;
const CAPACITY = HEADER_BYTES + SZZT_MAX_BODY + TRAILER_BYTES;

export interface SzztSink {
  /** Body of a frame whose checksum is right: a view into the parser, valid only during the call. */
  frame(body: Uint8Array): void;
  /** A byte that stands outside any frame: a key, or noise. */
  outside(byte: number): void;
  /** So many bytes began like a frame and were none; what comes right behind them may be the rest of it. */
  discarded(count: number): void;
  /** What looked like a whole frame had a wrong checksum; its bytes are searched again for a frame inside. */
  checksumError(): void;
}

/**
 * Tells answers from keys. Keys pass through without being kept; of what begins like a frame at most one frame is kept,
 * and overwritten as soon as it is decided. It knows no time: when a frame stops half-way, its owner calls `reset`.
 */
export class SzztParser {
  readonly #buffer = new Uint8Array(CAPACITY);
  readonly #sink: SzztSink;
  #used = 0;

  constructor(sink: SzztSink) {
    this.#sink = sink;
  }

  /** Bytes of a frame that is not complete yet. */
  get pending(): number {
    return this.#used;
  }

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#used === 0 && byte !== STX) {
        this.#sink.outside(byte);
        continue;
      }
      this.#buffer[this.#used] = byte;
      this.#used += 1;
      this.#decide();
    }
  }

  /** Forgets a frame that stopped half-way; not to be called from the sink. @returns how many bytes that were */
  reset(): number {
    const dropped = this.#used;
    this.#drop(dropped);
    return dropped;
  }

  #decide(): void {
    while (this.#used > 0) {
      const verdict = verdictOf(this.#buffer, this.#used);
      if (verdict === 'more') return;
      if (typeof verdict === 'number') {
        this.#sink.frame(this.#buffer.subarray(HEADER_BYTES, verdict - TRAILER_BYTES));
        this.#drop(verdict);
        // More is only there when this frame stood inside a false one: no key, then, but maybe a frame again.
        this.#discard(0);
        continue;
      }
      if (verdict === 'wrongChecksum') this.#sink.checksumError();
      this.#discard(1);
    }
  }

  /** Everything up to the next byte that can begin a frame, searched for from `from` on. */
  #discard(from: number): void {
    const next = this.#buffer.subarray(0, this.#used).indexOf(STX, from);
    const count = next === -1 ? this.#used : next;
    if (count === 0) return;
    this.#drop(count);
    this.#sink.discarded(count);
  }

  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#used);
    this.#buffer.fill(0, this.#used - count, this.#used);
    this.#used -= count;
  }
}

type Verdict = 'more' | 'noise' | 'wrongChecksum';

/** The whole length of the frame that begins the buffer, or why there is none; the first byte is an STX. */
function verdictOf(buffer: Uint8Array, used: number): number | Verdict {
  let length = 0;
  for (let index = 1; index < Math.min(used, HEADER_BYTES); index += 1) {
    const digit = (buffer[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return 'noise';
    length = length * 10 + digit;
  }
  if (used < HEADER_BYTES) return 'more';
  if (length < 1 || length > SZZT_MAX_BODY) return 'noise';
  const end = HEADER_BYTES + length;
  if (used > end && buffer[end] !== ETX) return 'noise';
  if (used < end + TRAILER_BYTES) return 'more';
  const high = hexadecimalValue(buffer[end + 1] ?? 0);
  const low = hexadecimalValue(buffer[end + 2] ?? 0);
  return high * 16 + low === xor(buffer, 1, end + 1) ? end + TRAILER_BYTES : 'wrongChecksum';
}

/** @returns NaN for what is no hexadecimal digit */
function hexadecimalValue(character: number): number {
  if (character >= 0x30 && character <= 0x39) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}

function xor(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value ^= bytes[index] ?? 0;
  return value;
}

export function encodeSzztFrame(body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + body.length + TRAILER_BYTES);
  const end = HEADER_BYTES + body.length;
  frame[0] = STX;
  frame.set(Buffer.from(String(body.length).padStart(3, '0'), 'latin1'), 1);
  frame.set(body, HEADER_BYTES);
  frame[end] = ETX;
  const check = xor(frame, 1, end + 1)
    .toString(16)
    .toUpperCase()
    .padStart(2, '0');
  frame.set(Buffer.from(check, 'latin1'), end + 1);
  return frame;
}
