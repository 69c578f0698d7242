import { type Packet, PacketWire } from '../ports/packet-wire.ts';
import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { UhidDevice } from '../ports/uhid.ts';
import { USB_CLASS, type UsbDescription, UsbIpDevice } from '../ports/usb-ip.ts';
import { type Sending, Wire, type WireStamp } from '../ports/wire.ts';
import type { HidTraits } from './models.ts';
import type { Wrapping } from './wrappings.ts';

/** Lets what the reader says out, in its own time. */
interface Line {
  readonly bytesWritten: number;
  readonly lastByte: WireStamp | null;
  send(sending: Sending, alive: () => boolean): Promise<void>;
}

/** A cable that is plugged in. */
export interface Cable {
  /** What the host finds it under. */
  readonly port: string;
  readonly line: Line;
  /** Bytes that are no answer and in no wrapping, as a broken reader sends them. */
  readonly babble: Line;
  close(): void;
}

/** @param hear what the module gets of what the host sends */
export type PlugIn = (hear: (bytes: Uint8Array) => void) => Promise<Cable>;

/** More than this unread means that nobody is at the other end; a reader has no room for more. */
const UNREAD_LIMIT_BYTES = 8192;
/** A host asks a HID device at full speed once a millisecond at most. */
const REPORT_MS = 1;
/** 64 bytes of a bulk pipe at full speed, which moves about a megabyte a second. */
const BULK_PACKET_MS = 0.064;

export const serialCable =
  (link: string, baud: number): PlugIn =>
  async (hear) => {
    const terminal = new PseudoTerminal(link, hear, baud);
    const line = new Wire(
      (bytes) => terminal.write(bytes),
      baud,
      (bytes) => terminal.onTheWire(bytes),
    );
    return { port: terminal.port, line, babble: line, close: () => terminal.close() };
  };

export const uhidCable =
  ({ vendorId, productId, product, reportDescriptor }: HidTraits, wrapping: Wrapping): PlugIn =>
  async (hear) => {
    const uniq = `fake-${process.pid}`;
    const device = new UhidDevice(
      { vendorId, productId, name: product, uniq, reportDescriptor },
      { output: (report) => hear(wrapping.hear(report, 0)) },
    );
    const write = ({ bytes }: Packet) => device.input(bytes);
    return {
      port: `uhid ${uniq}`,
      ...linesOf(wrapping, write, REPORT_MS),
      close() {
        wrapping.clear();
        device.destroy();
      },
    };
  };

const HID_IN = 0x81;
const HID_OUT = 0x01;

/** The same as a USB device of the HID class, so that the kernel's usbhid is between it and the host, too. */
export function usbHidCable(traits: HidTraits, wrapping: Wrapping): PlugIn {
  const pipe = { type: 'interrupt', maxPacketBytes: 64, intervalMs: 1 } as const;
  const usb: UsbDescription = {
    vendorId: traits.vendorId,
    productId: traits.productId,
    product: traits.product,
    speed: 'full',
    interfaces: [
      {
        interfaceClass: USB_CLASS.hid,
        hidReportDescriptor: traits.reportDescriptor,
        endpoints: [
          { ...pipe, address: HID_IN },
          { ...pipe, address: HID_OUT },
        ],
      },
    ],
  };
  return usbCable(usb, wrapping, REPORT_MS);
}

export const usbCable =
  (usb: UsbDescription, wrapping: Wrapping, packetMs = BULK_PACKET_MS): PlugIn =>
  async (hear) => {
    const serialNumber = `fake-${process.pid}`;
    const device = await UsbIpDevice.attach(
      { ...usb, serialNumber },
      { out: (endpoint, bytes) => hear(wrapping.hear(bytes, endpoint)) },
    );
    const write = ({ endpoint = HID_IN, bytes }: Packet) => {
      if (device.unread(endpoint) < UNREAD_LIMIT_BYTES) device.send(endpoint, bytes);
    };
    return {
      port: `usb ${serialNumber}`,
      ...linesOf(wrapping, write, packetMs),
      close() {
        wrapping.clear();
        device.detach();
      },
    };
  };

const linesOf = (
  wrapping: Wrapping,
  write: (packet: Packet) => void,
  packetMs: number,
): Pick<Cable, 'line' | 'babble'> => ({
  line: new PacketWire(write, (sending) => wrapping.wrap(sending), packetMs),
  babble: new PacketWire(write, ({ bytes }) => wrapping.garbage(bytes), Math.max(packetMs, REPORT_MS)),
});
