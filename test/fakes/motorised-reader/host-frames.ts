/**
 * What a host sends, as a unit hears it. The unit is not as patient as the driver's parser: after a frame that is not
 * complete in time it starts anew.
 */
export interface FrameShape {
  readonly start: number;
  readonly addressed: boolean;
}

export type Heard =
  | { readonly type: 'ack' | 'nak' | 'enq' | 'eot' }
  | { readonly type: 'command'; readonly address: number; readonly text: Uint8Array }
  | { readonly type: 'mangled' };

const CONTROLS: Readonly<Record<number, 'ack' | 'nak' | 'enq' | 'eot'>> = {
  6: 'ack',
  21: 'nak',
  5: 'enq',
  4: 'eot',
};
const LONGEST_TEXT = 1024;
const PATIENCE_MS = 500;

export class HostFrames {
  readonly #shape: FrameShape;
  #bytes: number[] = [];
  #lastAtMs = 0;

  constructor(shape: FrameShape) {
    this.#shape = shape;
  }

  clear(): void {
    this.#bytes = [];
  }

  push(chunk: Uint8Array, atMs: number): Heard[] {
    if (atMs - this.#lastAtMs > PATIENCE_MS) this.clear();
    this.#lastAtMs = atMs;
    this.#bytes.push(...chunk);
    const heard: Heard[] = [];
    for (let next = this.#next(); next !== null; next = this.#next()) if (next !== 'noise') heard.push(next);
    return heard;
  }

  #next(): Heard | 'noise' | null {
    const [first] = this.#bytes;
    if (first === undefined) return null;
    if (first !== this.#shape.start) {
      this.#bytes.shift();
      const control = CONTROLS[first];
      return control === undefined ? 'noise' : { type: control };
    }
    const header = this.#shape.addressed ? 4 : 3;
    if (this.#bytes.length < header) return null;
    const length = ((this.#bytes[header - 2] ?? 0) << 8) | (this.#bytes[header - 1] ?? 0);
    if (length > LONGEST_TEXT) {
      this.#bytes.shift();
      return 'noise';
    }
    const total = header + length + 2;
    if (this.#bytes.length < total) return null;
    const frame = Uint8Array.from(this.#bytes.splice(0, total));
    const isWell = frame[total - 2] === 0x03 && frame.reduce((sum, byte) => sum ^ byte, 0) === 0;
    return isWell
      ? {
          type: 'command',
          address: this.#shape.addressed ? (frame[1] ?? 0) : 0,
          text: frame.subarray(header, total - 2),
        }
      : { type: 'mangled' };
  }
}

export function frameOf(shape: FrameShape, address: number, text: Uint8Array): Uint8Array {
  const before = Buffer.concat([
    Uint8Array.of(shape.start),
    shape.addressed ? Uint8Array.of(address) : new Uint8Array(),
    Uint8Array.of(text.length >> 8, text.length & 0xff),
    text,
    Uint8Array.of(0x03),
  ]);
  return Buffer.concat([before, Uint8Array.of(before.reduce((sum, byte) => sum ^ byte, 0))]);
}
