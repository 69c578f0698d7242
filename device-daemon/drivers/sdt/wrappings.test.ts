import { describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import type { BindingListener, OpenBinding } from '../../bindings/binding.ts';
import type { UsbBulkDevice, UsbPipe } from '../../bindings/usb-bulk.ts';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { dkTunnelBinding, hidReportsBinding } from './hid-wrappings.ts';
import { usbPipesBinding } from './usb-pipes.ts';

const STATUS = new Uint8Array(Buffer.from('aaaaaa9669000311ffed', 'hex'));
const CARD = encodeSdtFrame(Uint8Array.from({ length: 1287 }, (_, index) => (index < 3 ? 0 : index)));

/** A HID device: what was written to it, and a way to let it send reports. */
function hidDevice(): { open: OpenBinding; written: Uint8Array[]; host: () => BindingListener } {
  const written: Uint8Array[] = [];
  let listener: BindingListener | null = null;
  const open: OpenBinding = async (given) => {
    listener = given;
    return ok({
      port: '/dev/hidraw0',
      write: (report) => written.push(new Uint8Array(report)),
      confirm: () => undefined,
      close: async () => undefined,
    });
  };
  return {
    open,
    written,
    host: () => {
      if (listener === null) throw new Error('not open');
      return listener;
    },
  };
}

function hearing(): BindingListener & { bytes: number[]; losses: number } {
  return {
    bytes: [],
    losses: 0,
    data(bytes) {
      this.bytes.push(...bytes);
    },
    lost() {
      this.losses += 1;
    },
  };
}

describe('SDT in HID reports', () => {
  it('through the tunnel goes out and comes in as plain frames; other reports are counted', async () => {
    const device = hidDevice();
    const heard = hearing();
    let discarded = 0;
    const opened = await dkTunnelBinding(device.open, (count) => {
      discarded += count;
    })(heard);
    if (!opened.ok) throw new Error(opened.error);
    opened.value.write(STATUS);
    expect(Buffer.from(device.written[0]!.subarray(0, 13)).toString('hex')).toBe(
      '0c0034aaaaaa9669000311ffed',
    );
    const answer = new Uint8Array(64);
    answer.set([4 + 3, 0, 0x34, 0x90, 0x00, 1, 2, 3]);
    device.host().data(answer);
    device.host().data(new Uint8Array(64).fill(0x55));
    expect(heard.bytes).toEqual([1, 2, 3]);
    expect(discarded).toBe(64);
    device.host().lost();
    expect(heard.losses).toBe(1);
  });

  it('without a count loses the filling, and only that', async () => {
    const device = hidDevice();
    const heard = hearing();
    await hidReportsBinding(device.open, { reportSize: 64, lengthPrefix: 'none' }, undefined)(heard);
    for (let from = 0; from < CARD.length; from += 64) {
      const report = new Uint8Array(64);
      report.set(CARD.subarray(from, from + 64));
      device.host().data(report);
    }
    expect(Buffer.from(heard.bytes).equals(CARD)).toBe(true);
    device.host().data(new Uint8Array(64).fill(1));
    expect(heard.bytes).toHaveLength(CARD.length + 64);
  });

  it('without a count begins anew with a frame after one that broke off', async () => {
    const device = hidDevice();
    const heard = hearing();
    await hidReportsBinding(device.open, { reportSize: 64, lengthPrefix: 'none' }, undefined)(heard);
    device.host().data(CARD.subarray(0, 64));
    const report = new Uint8Array(64);
    report.set(encodeSdtFrame(Uint8Array.of(0, 0, 0x90)));
    device.host().data(report);
    expect(heard.bytes).toHaveLength(64 + 11);
  });
});

/** A USB device whose reads wait for packets, as those of the library do. */
class Pipes implements UsbBulkDevice {
  readonly port = 'usb:1-1';
  readonly outPipes: UsbPipe[];
  readonly inPipes: UsbPipe[];
  readonly written: [endpoint: number, hex: string][] = [];
  readonly #packets = new Map<number, Uint8Array[]>();
  readonly #wake = new Set<() => void>();
  pulled = false;
  closed = false;

  constructor(outs: readonly number[], ins: readonly number[]) {
    this.outPipes = outs.map((endpoint) => ({ endpoint, packetBytes: 64 }));
    this.inPipes = ins.map((endpoint) => ({ endpoint, packetBytes: 64 }));
  }

  send(endpoint: number, bytes: Uint8Array): void {
    const queue = this.#packets.get(endpoint) ?? [];
    for (let from = 0; from < bytes.length; from += 64) queue.push(bytes.subarray(from, from + 64));
    this.#packets.set(endpoint, queue);
    this.wake();
  }

  wake(): void {
    for (const wake of this.#wake) wake();
    this.#wake.clear();
  }

  async write(pipe: UsbPipe, bytes: Uint8Array): Promise<'sent' | 'gone'> {
    if (this.pulled) return 'gone';
    this.written.push([pipe.endpoint, Buffer.from(bytes).toString('hex')]);
    return 'sent';
  }

  async read(pipe: UsbPipe): Promise<Uint8Array | 'gone' | null> {
    const packet = this.#packets.get(pipe.endpoint)?.shift();
    if (packet !== undefined) return packet;
    if (this.pulled) return 'gone';
    await new Promise<void>((resolve) => this.#wake.add(resolve));
    return this.pulled ? 'gone' : null;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

async function opened(pipes: Pipes) {
  const heard = hearing();
  const binding = await usbPipesBinding(async () => ok(pipes))(heard);
  if (!binding.ok) throw new Error(binding.error);
  return { heard, binding: binding.value };
}

describe('SDT over bulk pipes', () => {
  it('is split over two each way, whatever their addresses', async () => {
    const pipes = new Pipes([3, 9], [2, 11]);
    const { heard, binding } = await opened(pipes);
    binding.write(STATUS);
    await settled();
    expect(pipes.written).toEqual([
      [3, 'aaaaaa96690003'],
      [9, '11ffed'],
    ]);
    pipes.send(11, CARD.subarray(7));
    pipes.send(2, CARD.subarray(0, 7));
    await settled();
    expect(Buffer.from(heard.bytes).equals(CARD)).toBe(true);
    await binding.close();
    expect(pipes.closed).toBe(true);
  });

  it('is whole over one', async () => {
    const pipes = new Pipes([2], [1]);
    const { heard, binding } = await opened(pipes);
    binding.write(STATUS);
    pipes.send(1, CARD);
    await settled();
    expect(pipes.written).toEqual([[2, 'aaaaaa9669000311ffed']]);
    expect(Buffer.from(heard.bytes).equals(CARD)).toBe(true);
    await binding.close();
  });

  it('is lost once when the device is pulled, and silent after a close', async () => {
    const pipes = new Pipes([2, 6], [1, 5]);
    const { heard, binding } = await opened(pipes);
    pipes.pulled = true;
    pipes.wake();
    binding.write(STATUS);
    await settled();
    expect(heard.losses).toBe(1);
    await binding.close();

    const closed = await opened(new Pipes([2], [1]));
    await closed.binding.close();
    closed.binding.write(STATUS);
    await settled();
    expect(closed.heard).toMatchObject({ bytes: [], losses: 0 });
  });
});
