/**
 * Messages of GWI IC20 chip-card readers in HID reports of 64 bytes. Every byte of a message travels as two, so that the
 * two marks can occur nowhere else:
 *
 * ```
 *   message    ┌─────┬─────┬───────────┬─────┐
 *              │ len │ len │  payload  │ CHK │     len  big-endian, counts the payload
 *              └─────┴─────┴───────────┴─────┘     CHK  XOR of the payload
 *
 *   on the     ┌────┬──────────┬─────────┬───┬────┬────────┐
 *   cable      │ 02 │ 30 + high│ 30 + low│ … │ 03 │ 00 00 …│   as many reports as it takes,
 *              └────┴──────────┴─────────┴───┴────┴────────┘   the last one filled with zeros
 * ```
 */
export const NIBBLE_REPORT_BYTES = 64;

const START = 0x02;
const END = 0x03;
const FILL = 0x00;
const NIBBLE = 0x30;
const LENGTH_BYTES = 2;
/** The longest answer is a status and 258 bytes of the card; beyond this a message is noise. */
const MAX_PAYLOAD = 512;
const CAPACITY = LENGTH_BYTES + MAX_PAYLOAD + 1;

export interface NibbleReportSink {
  /** Payload of a message that is whole: a view into the parser, valid only during the call. */
  message(payload: Uint8Array): void;
  /** So many bytes belonged to no message. Zeros between two messages are none of them. */
  discarded(count: number): void;
  /** A message ended whose length or checksum is wrong. */
  checksumError(): void;
}

/** Finds messages in whatever reports arrive, and starts anew at every mark; knows no time and no report's edge. */
export class NibbleReportParser {
  readonly #sink: NibbleReportSink;
  readonly #message = new Uint8Array(CAPACITY);
  /** Half-bytes taken since the mark; null outside of a message. */
  #nibbles: number | null = null;

  constructor(sink: NibbleReportSink) {
    this.#sink = sink;
  }

  /** A message has begun and not ended. */
  get pending(): boolean {
    return this.#nibbles !== null;
  }

  push(bytes: Uint8Array): void {
    let discarded = 0;
    for (const byte of bytes) {
      if (byte === START) {
        discarded += this.reset();
        this.#nibbles = 0;
      } else if (this.#nibbles === null) {
        if (byte !== FILL) discarded += 1;
      } else if (byte === END) {
        if (discarded > 0) this.#sink.discarded(discarded);
        discarded = 0;
        this.#finish(this.#nibbles);
      } else if (byte >> 4 === NIBBLE >> 4 && this.#nibbles < CAPACITY * 2) {
        this.#take(byte & 0x0f, this.#nibbles);
      } else {
        discarded += this.reset() + 1;
      }
    }
    if (discarded > 0) this.#sink.discarded(discarded);
  }

  /** Forgets a message that stopped half-way; not to be called from the sink. @returns how many bytes that were */
  reset(): number {
    const dropped = this.#nibbles === null ? 0 : 1 + this.#nibbles;
    this.#nibbles = null;
    this.#message.fill(0);
    return dropped;
  }

  #take(nibble: number, index: number): void {
    const at = index >> 1;
    this.#message[at] = index % 2 === 0 ? nibble << 4 : (this.#message[at] ?? 0) | nibble;
    this.#nibbles = index + 1;
  }

  #finish(nibbles: number): void {
    this.#nibbles = null;
    const end = nibbles >> 1;
    const payload = this.#message.subarray(LENGTH_BYTES, end - 1);
    const length = ((this.#message[0] ?? 0) << 8) | (this.#message[1] ?? 0);
    const isWhole =
      nibbles % 2 === 0 &&
      end > LENGTH_BYTES &&
      length === payload.length &&
      xor(payload) === this.#message[end - 1];
    if (isWhole) this.#sink.message(payload);
    else this.#sink.checksumError();
    // What a card answered stays nowhere longer than it is needed.
    this.#message.fill(0);
  }
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value ^ byte, 0);
}

/** The reports that carry a payload, each of 64 bytes, as views into one block of memory. */
export function encodeNibbleReports(payload: Uint8Array): Uint8Array[] {
  if (payload.length > MAX_PAYLOAD) throw new RangeError(`a message of ${payload.length} bytes`);
  const bytes = 2 + 2 * (LENGTH_BYTES + payload.length + 1);
  const block = new Uint8Array(Math.ceil(bytes / NIBBLE_REPORT_BYTES) * NIBBLE_REPORT_BYTES);
  let at = 0;
  const put = (byte: number): void => {
    block[at] = NIBBLE | (byte >> 4);
    block[at + 1] = NIBBLE | (byte & 0x0f);
    at += 2;
  };
  block[at] = START;
  at += 1;
  put(payload.length >> 8);
  put(payload.length & 0xff);
  for (const byte of payload) put(byte);
  put(xor(payload));
  block[at] = END;
  return Array.from({ length: block.length / NIBBLE_REPORT_BYTES }, (_, index) =>
    block.subarray(index * NIBBLE_REPORT_BYTES, (index + 1) * NIBBLE_REPORT_BYTES),
  );
}
