import { ok } from '#shared/result.ts';
import type { Binding, BindingListener, OpenBinding } from '../../bindings/binding.ts';
import type { OpenUsbBulk, UsbBulkDevice, UsbPipe } from '../../bindings/usb-bulk.ts';
import { SDT_HEADER_BYTES } from '../../framing/sdt.ts';
import { SdtPipeJoiner } from '../../framing/sdt-pipes.ts';

/**
 * The USB module of the ministry's standard, which splits each frame over two pipes each way, and those that send it
 * whole over one: as many as the device has.
 */
export function usbPipesBinding(open: OpenUsbBulk): OpenBinding {
  return async (listener) => {
    const opened = await open();
    return opened.ok ? ok(new UsbPipesBinding(opened.value, listener)) : opened;
  };
}

/** How soon a close is noticed. A pulled device ends a read at once. */
const READ_MS = 250;
/** One command at a time, and its repeats. */
const MAX_PENDING_WRITES = 4;

class UsbPipesBinding implements Binding {
  readonly port: string;
  readonly #device: UsbBulkDevice;
  readonly #listener: BindingListener;
  readonly #joiner: SdtPipeJoiner | null;
  #silent = false;
  #writing: Promise<void> = Promise.resolve();
  #pendingWrites = 0;

  constructor(device: UsbBulkDevice, listener: BindingListener) {
    this.port = device.port;
    this.#device = device;
    this.#listener = listener;
    const [first, second] = device.inPipes;
    const hand = (bytes: Uint8Array) => {
      if (!this.#silent) listener.data(bytes);
    };
    if (first === undefined || second === undefined) {
      this.#joiner = null;
      if (first !== undefined) void this.#read(first, hand);
      return;
    }
    const joiner = new SdtPipeJoiner(hand);
    this.#joiner = joiner;
    void this.#read(
      first,
      (packet) => joiner.first(packet),
      () => joiner.idle(),
    );
    void this.#read(second, (packet) => joiner.second(packet));
  }

  write(bytes: Uint8Array): void {
    // A device that takes nothing is not sent more and more.
    if (this.#silent || this.#pendingWrites >= MAX_PENDING_WRITES) return;
    const frame = new Uint8Array(bytes);
    this.#pendingWrites += 1;
    this.#writing = this.#writing.then(async () => {
      await this.#send(frame);
      this.#pendingWrites -= 1;
    });
  }

  confirm(): void {}

  async close(): Promise<void> {
    this.#silent = true;
    await this.#device.close();
  }

  async #send(frame: Uint8Array): Promise<void> {
    const [first, second] = this.#device.outPipes;
    if (first === undefined) return;
    const parts =
      second === undefined
        ? [{ pipe: first, bytes: frame }]
        : [
            { pipe: first, bytes: frame.subarray(0, SDT_HEADER_BYTES) },
            { pipe: second, bytes: frame.subarray(SDT_HEADER_BYTES) },
          ];
    for (const { pipe, bytes } of parts) {
      if (this.#silent) return;
      // The answer can only come after the last byte has gone.
      this.#joiner?.restart();
      const outcome = await this.#device.write(pipe, bytes);
      if (outcome === 'gone') this.#lost();
      if (outcome !== 'sent') return;
    }
  }

  async #read(pipe: UsbPipe, take: (packet: Uint8Array) => void, idle?: () => void): Promise<void> {
    while (!this.#silent) {
      const packet = await this.#device.read(pipe, READ_MS);
      if (packet === 'gone') this.#lost();
      if (packet === 'gone' || this.#silent) return;
      if (packet === null) idle?.();
      else take(packet);
    }
  }

  #lost(): void {
    if (this.#silent) return;
    this.#silent = true;
    this.#listener.lost();
  }
}
