import { type Sending, stamp, until, type WireStamp } from './wire.ts';

/** What goes over a cable that knows packets: a HID report, a USB transfer. */
export interface Packet {
  /** Address of the USB endpoint, where the cable has several. */
  readonly endpoint?: number;
  readonly bytes: Uint8Array;
  /** So many bytes of what is being sent are out once this packet is. */
  readonly upTo: number;
}

/** As `Wire`, for cables with packets: one packet at a time, in its own time. */
export class PacketWire {
  readonly #write: (packet: Packet) => void;
  readonly #wrap: (sending: Sending) => Packet[];
  readonly #packetMs: number;
  bytesWritten = 0;
  lastByte: WireStamp | null = null;

  constructor(write: (packet: Packet) => void, wrap: (sending: Sending) => Packet[], packetMs: number) {
    this.#write = write;
    this.#wrap = wrap;
    this.#packetMs = packetMs;
  }

  /** What is to stop at a byte inside a packet stops before that packet: half a packet is none. */
  async send(sending: Sending, alive: () => boolean): Promise<void> {
    const startedAt = performance.now();
    const { onByte } = sending;
    for (const [index, packet] of this.#wrap(sending).entries()) {
      await until(startedAt + (index + 1) * this.#packetMs);
      if (!alive()) return;
      if (onByte !== undefined && packet.upTo > onByte.count && onByte.act() === 'stop') return;
      this.lastByte = stamp();
      this.#write(packet);
      this.bytesWritten += packet.bytes.length;
      if (onByte !== undefined && packet.upTo === onByte.count && onByte.act() === 'stop') return;
    }
  }
}
