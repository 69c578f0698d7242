import { encodeSubmitAnswer, encodeUnlinkAnswer, USB_STATUS, type UsbSubmit } from './usb-ip-codec.ts';

/**
 * The IN pipes of a device: packets that wait for the host, and transfers of the host that wait for packets. A
 * transfer ends when its room is full or with a packet shorter than the pipe's largest, as on a real bus; one that
 * the host withdraws takes no packet with it.
 */
export class UsbInPipe {
  readonly #maxPacketBytes: number;
  readonly #answer: (bytes: Uint8Array) => void;
  #packets: Uint8Array[] = [];
  #transfers: UsbSubmit[] = [];

  constructor(maxPacketBytes: number, answer: (bytes: Uint8Array) => void) {
    this.#maxPacketBytes = maxPacketBytes;
    this.#answer = answer;
  }

  /** Bytes the host has not fetched. */
  get unread(): number {
    return this.#packets.reduce((sum, packet) => sum + packet.length, 0);
  }

  /** In packets, the last one as short as it comes out; nothing at all is one empty packet. */
  send(bytes: Uint8Array): void {
    let at = 0;
    do {
      this.#packets.push(Uint8Array.from(bytes.subarray(at, at + this.#maxPacketBytes)));
      at += this.#maxPacketBytes;
    } while (at < bytes.length);
    this.#serve();
  }

  submit(transfer: UsbSubmit): void {
    this.#transfers.push(transfer);
    this.#serve();
  }

  /** @returns whether the transfer was still waiting here */
  unlink(submitSequence: number): boolean {
    const before = this.#transfers.length;
    this.#transfers = this.#transfers.filter(({ sequence }) => sequence !== submitSequence);
    return this.#transfers.length < before;
  }

  /** Forgets what the host has not fetched. */
  clear(): void {
    this.#packets = [];
  }

  #serve(): void {
    for (let transfer = this.#transfers[0]; transfer !== undefined; transfer = this.#transfers[0]) {
      const count = this.#packetsFor(transfer.length);
      if (count === null) return;
      const bytes = Buffer.concat(this.#packets.splice(0, count));
      this.#transfers.shift();
      // A packet that does not fit is lost, and the host is told.
      this.#answer(
        bytes.length > transfer.length
          ? encodeSubmitAnswer(transfer.sequence, USB_STATUS.overflow, bytes.subarray(0, transfer.length))
          : encodeSubmitAnswer(transfer.sequence, USB_STATUS.ok, bytes),
      );
    }
  }

  /** How many of the waiting packets make this transfer whole; null while there are too few. */
  #packetsFor(room: number): number | null {
    let bytes = 0;
    for (const [index, packet] of this.#packets.entries()) {
      bytes += packet.length;
      if (packet.length < this.#maxPacketBytes || bytes >= room) return index + 1;
    }
    return null;
  }
}

/** All IN pipes of a device by address, and whose waiting transfer a withdrawal means. */
export class UsbInPipes {
  readonly #pipes: ReadonlyMap<number, UsbInPipe>;
  readonly #answer: (bytes: Uint8Array) => void;

  constructor(
    endpoints: readonly { readonly address: number; readonly maxPacketBytes: number }[],
    answer: (bytes: Uint8Array) => void,
  ) {
    this.#answer = answer;
    this.#pipes = new Map(
      endpoints
        .filter(({ address }) => address >= 0x80)
        .map(({ address, maxPacketBytes }) => [address, new UsbInPipe(maxPacketBytes, answer)]),
    );
  }

  /** @throws for an endpoint that the device does not have */
  at(address: number): UsbInPipe {
    const pipe = this.#pipes.get(address);
    if (pipe === undefined) throw new Error(`usb: no IN endpoint 0x${address.toString(16)}`);
    return pipe;
  }

  unlink(sequence: number, submitSequence: number): void {
    const waited = [...this.#pipes.values()].some((pipe) => pipe.unlink(submitSequence));
    this.#answer(encodeUnlinkAnswer(sequence, waited ? USB_STATUS.unlinked : USB_STATUS.ok));
  }
}
