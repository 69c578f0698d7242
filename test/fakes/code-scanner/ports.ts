import { PacketWire } from '../ports/packet-wire.ts';
import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { UhidDevice } from '../ports/uhid.ts';
import { Wire } from '../ports/wire.ts';
import { type CodePart, REPORT_DESCRIPTOR, reportsOf } from './reports.ts';

/** A cable that is plugged in. */
export interface ScannerPort {
  /** What the host finds it under. */
  readonly name: string;
  /** @param alive false once the cable is pulled: the rest is never sent */
  send(part: CodePart, alive: () => boolean): Promise<void>;
  unplug(): void;
}

export function serialPort(link: string, baud: number): ScannerPort {
  const terminal = new PseudoTerminal(link, () => undefined);
  const wire = new Wire((bytes) => terminal.write(bytes), baud);
  return {
    name: terminal.port,
    send: ({ bytes }, alive) => wire.send({ bytes }, alive),
    unplug: () => terminal.close(),
  };
}

/** Of no maker: what the host goes by is the usage page. */
const INVENTED_VENDOR = 0xfffe;
const INVENTED_PRODUCT = 0x8c02;
/** How often a host asks such a scanner for a report. */
const REPORT_MS = 10;

/** A HID device of the kernel: /dev/hidrawN, found by its usage page. */
export function uhidPort(serialNumber: string): ScannerPort {
  const device = new UhidDevice(
    {
      vendorId: INVENTED_VENDOR,
      productId: INVENTED_PRODUCT,
      name: 'Bench HID-POS scanner',
      uniq: serialNumber,
      reportDescriptor: REPORT_DESCRIPTOR,
    },
    // Its descriptor has no output report: whatever the host sends is taken for none.
    { output: () => undefined },
  );
  return {
    name: serialNumber,
    send(part, alive) {
      const wire = new PacketWire(
        ({ bytes }) => device.input(bytes),
        () => reportsOf(part),
        REPORT_MS,
      );
      return wire.send({ bytes: part.bytes }, alive);
    },
    unplug: () => device.destroy(),
  };
}
