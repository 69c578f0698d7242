import { SDT_HEADER_BYTES, SDT_MAX_LENGTH, SDT_PREAMBLE, sdtFrameLength } from './sdt.ts';

/**
 * The USB module of the ministry's standard splits each frame over two pipes:
 *
 * ```
 *   first pipe   │ AA AA AA 96 69 len len │        7 bytes
 *   second pipe  │ body, CHK │                     as many as len says
 * ```
 * Both are read at the same time, so a body may be here before its header is. It is held back until then, or until the
 * next request, whose answer it cannot be, or for a while: its header may have been lost in noise, and whoever waits
 * for the answer shall hear that there was one.
 */
export class SdtPipeJoiner {
  readonly #data: (bytes: Uint8Array) => void;
  /** Of the first pipe: what may become a header. */
  #window = new Uint8Array(0);
  /** Of the second pipe, with no header yet. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Of the body that was announced last. */
  #owed = 0;
  #heldSinceIdle = false;

  /** @param data takes the bytes in the order of one pipe; they are only valid during the call */
  constructor(data: (bytes: Uint8Array) => void) {
    this.#data = data;
  }

  first(packet: Uint8Array): void {
    this.#window = Buffer.concat([this.#window, packet]);
    for (let length = this.#takeHeader(); length !== null; length = this.#takeHeader()) {
      this.#owed = length;
      const held = this.#release();
      for (const body of held) this.second(body);
    }
  }

  second(packet: Uint8Array): void {
    const part = packet.subarray(0, this.#owed);
    if (part.length > 0) {
      this.#owed -= part.length;
      this.#data(part);
    }
    const rest = packet.subarray(part.length);
    if (rest.length === 0) return;
    this.#held.push(rest);
    this.#heldBytes += rest.length;
    if (this.#heldBytes > SDT_MAX_LENGTH) this.#flush();
  }

  /** Nothing has come on the first pipe for a while: at the second time in a row the header will not come any more. */
  idle(): void {
    if (this.#heldSinceIdle) this.#flush();
    this.#heldSinceIdle = this.#heldBytes > 0;
  }

  /** A request goes out: what is here belongs to none before it. */
  restart(): void {
    this.#flush();
    if (this.#window.length > 0) this.#data(this.#window);
    this.#window = new Uint8Array(0);
    this.#owed = 0;
  }

  /** @returns how many bytes of body the next header announces, or null when there is none yet */
  #takeHeader(): number | null {
    const window = this.#window;
    const start = beginningOf(window);
    if (start > 0) this.#data(window.subarray(0, start));
    const rest = window.subarray(start);
    if (rest.length < SDT_HEADER_BYTES) {
      this.#window = rest;
      return null;
    }
    const length = sdtFrameLength(rest);
    // A length that cannot be: its preamble was noise, too.
    const taken = length === null ? 1 : SDT_HEADER_BYTES;
    // More than the body that is announced cannot be its beginning.
    if (length !== null && this.#heldBytes > length - SDT_HEADER_BYTES) this.#flush();
    this.#data(rest.subarray(0, taken));
    this.#window = rest.subarray(taken);
    return length === null ? this.#takeHeader() : length - SDT_HEADER_BYTES;
  }

  #flush(): void {
    for (const bytes of this.#release()) this.#data(bytes);
  }

  #release(): Uint8Array[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    this.#heldSinceIdle = false;
    return held;
  }
}

/** Where a preamble stands, or the beginning of one at the end; else the end. */
function beginningOf(bytes: Uint8Array): number {
  for (let start = 0; start < bytes.length; start += 1) {
    const part = bytes.subarray(start, start + SDT_PREAMBLE.length);
    if (part.every((byte, index) => byte === SDT_PREAMBLE[index])) return start;
  }
  return bytes.length;
}
