/** 8 data bits, no parity, 1 stop bit: ten bit times a byte. */
const BITS_PER_BYTE = 10;
/** What a full-speed USB-serial adapter hands on at once. */
const PACKET_BYTES = 32;

/** When the last byte of something went out. */
export interface WireStamp {
  /** Since 1970, with decimals, on the monotonic clock's scale. */
  readonly atMs: number;
  /** `process.hrtime`, which all processes of the machine share. */
  readonly monotonicMs: number;
}

export interface Sending {
  readonly bytes: Uint8Array;
  readonly oneByteWrites?: boolean;
  /** Called when that many bytes are out; returning `stop` breaks the rest off. */
  readonly onByte?: { readonly count: number; readonly act: () => 'stop' | 'goOn' };
}

/** Lets bytes out no faster than the line's rate, in packets as a USB adapter would. */
export class Wire {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onTheWire: (bytes: Uint8Array) => Uint8Array;
  readonly #byteMs: number;
  bytesWritten = 0;
  lastByte: WireStamp | null = null;

  /** @param onTheWire what becomes of bytes on their way; may take its time, which is not the other end's */
  constructor(
    write: (bytes: Uint8Array) => void,
    baud: number,
    onTheWire: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
  ) {
    this.#write = write;
    this.#onTheWire = onTheWire;
    this.#byteMs = (BITS_PER_BYTE * 1000) / baud;
  }

  /** @param alive false once the power is gone: the rest is never sent */
  async send({ bytes, oneByteWrites = false, onByte }: Sending, alive: () => boolean): Promise<void> {
    const startedAt = performance.now();
    const packet = oneByteWrites ? 1 : PACKET_BYTES;
    let sent = 0;
    while (sent < bytes.length) {
      let count = Math.min(packet, bytes.length - sent);
      if (onByte !== undefined && sent < onByte.count) count = Math.min(count, onByte.count - sent);
      await until(startedAt + (sent + count) * this.#byteMs);
      if (!alive()) return;
      const out = this.#onTheWire(bytes.subarray(sent, sent + count));
      // Before the write: the other end may be awake before the call returns.
      this.lastByte = stamp();
      this.#write(out);
      sent += count;
      this.bytesWritten += count;
      if (onByte !== undefined && sent === onByte.count && onByte.act() === 'stop') return;
    }
  }
}

export function stamp(): WireStamp {
  return {
    atMs: performance.timeOrigin + performance.now(),
    monotonicMs: Number(process.hrtime.bigint()) / 1e6,
  };
}

/** Timers count whole milliseconds; what is due within the current one goes out now. */
export function until(atMs: number): Promise<void> {
  const rest = atMs - performance.now();
  return rest < 0.5 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, rest));
}
