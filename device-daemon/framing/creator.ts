/**
 * What the frames of CREATOR card readers have in common: one start byte, a length of two bytes, the text, ETX and the
 * XOR of everything before it. Between frames go single bytes that hand over the turn.
 *
 * ```
 *   ┌───────┬─────────┬──────┬──────┬──────────────┬────┬─────┐
 *   │ start │ address │ LENH │ LENL │ text         │ 03 │ BCC │     the address only where units share a line
 *   └───────┴─────────┴──────┴──────┴──────────────┴────┴─────┘
 *    ◀────────────── BCC: XOR of all these ────────────▶
 *   LEN   big-endian, counts the text
 * ```
 */
export interface CreatorFrameShape {
  readonly start: number;
  readonly addressed: boolean;
  /** Of what a unit sends. A length outside is noise. */
  readonly shortestText: number;
  readonly longestText: number;
}

export type CreatorControl = 'ack' | 'nak' | 'enq' | 'eot';

export const CREATOR_CONTROL_BYTES: Readonly<Record<CreatorControl, number>> = {
  ack: 0x06,
  nak: 0x15,
  enq: 0x05,
  eot: 0x04,
};

const CONTROL_OF = new Map(
  Object.entries(CREATOR_CONTROL_BYTES).map(([name, byte]) => [byte, name as CreatorControl]),
);

const ETX = 0x03;
const LENGTH_BYTES = 2;
/** ETX and BCC. */
const TRAILER_BYTES = 2;
/** Set by four switches. */
const CREATOR_MAX_ADDRESS = 0x0f;

export interface CreatorSink {
  /** Text of a frame whose BCC is right: a view into the parser, valid only during the call. Address 0 where there is none. */
  frame(text: Uint8Array, address: number): void;
  /** A single byte between frames. */
  control(control: CreatorControl): void;
  /** So many bytes belonged to nothing. Bytes of a frame with a wrong BCC come here too. */
  discarded(count: number): void;
  /** What looked like a whole frame had a wrong ETX or BCC; its bytes are searched again. */
  checksumError(): void;
}

/**
 * Finds frames and control bytes in whatever arrives. It keeps at most one frame of bytes and knows no time: when a frame
 * stops half-way, its owner calls `abandon`.
 */
export class CreatorParser {
  readonly #shape: CreatorFrameShape;
  readonly #sink: CreatorSink;
  readonly #buffer: Uint8Array;
  /** Bytes of the buffer in use. */
  #used = 0;
  /** So many of them lay in a frame with a wrong BCC: no control byte of theirs counts, every length of 6 looks like an ACK. */
  #mangled = 0;

  constructor(shape: CreatorFrameShape, sink: CreatorSink) {
    this.#shape = shape;
    this.#sink = sink;
    this.#buffer = new Uint8Array(headerBytes(shape) + shape.longestText + TRAILER_BYTES);
  }

  /** Bytes of a frame that is not complete yet. */
  get pending(): number {
    return this.#used;
  }

  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#buffer.length - this.#used);
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      rest = rest.subarray(part.length);
      this.#scan();
    }
  }

  /**
   * The rest of the unfinished frame will not come: its start was noise, and what was taken for its inside is looked
   * through again. Nothing is pending afterwards. Not to be called from the sink.
   */
  abandon(): void {
    while (this.#used > 0) {
      this.#sink.discarded(1);
      this.#keepFrom(1);
      this.#scan();
    }
  }

  /** Forgets an unfinished frame, and whatever personal data it held. */
  reset(): void {
    this.#keepFrom(this.#used);
  }

  #keepFrom(start: number): void {
    const used = this.#used;
    this.#buffer.copyWithin(0, start, used);
    this.#used = used - start;
    this.#mangled = Math.max(0, this.#mangled - start);
    this.#buffer.fill(0, this.#used, used);
  }

  /** Takes everything out of the buffer that can be decided; leaves it with room for at least one byte. */
  #scan(): void {
    const buffer = this.#buffer;
    const used = this.#used;
    let start = 0;
    let discarded = 0;
    const flush = (): void => {
      if (discarded > 0) this.#sink.discarded(discarded);
      discarded = 0;
    };
    while (start < used) {
      const byte = buffer[start] ?? 0;
      const control = CONTROL_OF.get(byte);
      if (control !== undefined && start >= this.#mangled) {
        flush();
        this.#sink.control(control);
        start += 1;
        continue;
      }
      const verdict = byte === this.#shape.start ? verdictAt(this.#shape, buffer, start, used) : NOISE;
      if (verdict === MORE) break;
      if (verdict < 0) {
        if (verdict !== NOISE) {
          this.#mangled = Math.max(this.#mangled, start - verdict);
          this.#sink.checksumError();
        }
        discarded += 1;
        start += 1;
        continue;
      }
      flush();
      const text = start + headerBytes(this.#shape);
      const end = start + verdict;
      this.#sink.frame(
        buffer.subarray(text, end - TRAILER_BYTES),
        this.#shape.addressed ? (buffer[start + 1] ?? 0) : 0,
      );
      start = end;
    }
    flush();
    if (start > 0) this.#keepFrom(start);
  }
}

const MORE = 0;
const NOISE = -1;

/** Whole length of the frame that begins at `start`, the same below zero when its BCC is wrong, or a verdict above. */
function verdictAt(shape: CreatorFrameShape, buffer: Uint8Array, start: number, used: number): number {
  const header = headerBytes(shape);
  const known = used - start;
  if (shape.addressed && known > 1 && (buffer[start + 1] ?? 0) > CREATOR_MAX_ADDRESS) return NOISE;
  if (known < header) return MORE;
  const text = ((buffer[start + header - 2] ?? 0) << 8) | (buffer[start + header - 1] ?? 0);
  if (text < shape.shortestText || text > shape.longestText) return NOISE;
  const total = header + text + TRAILER_BYTES;
  if (known < total) return MORE;
  const ends = buffer[start + total - TRAILER_BYTES] === ETX;
  return ends && xor(buffer, start, start + total) === 0 ? total : -total;
}

const headerBytes = (shape: CreatorFrameShape): number => 1 + (shape.addressed ? 1 : 0) + LENGTH_BYTES;

/** With the BCC included it is zero. */
function xor(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value ^= bytes[index] ?? 0;
  return value;
}

export function encodeCreatorFrame(shape: CreatorFrameShape, address: number, text: Uint8Array): Uint8Array {
  const header = headerBytes(shape);
  const frame = new Uint8Array(header + text.length + TRAILER_BYTES);
  frame[0] = shape.start;
  if (shape.addressed) frame[1] = address;
  frame[header - 2] = text.length >> 8;
  frame[header - 1] = text.length & 0xff;
  frame.set(text, header);
  frame[frame.length - 2] = ETX;
  frame[frame.length - 1] = xor(frame, 0, frame.length - 1);
  return frame;
}
