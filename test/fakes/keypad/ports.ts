import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { UhidDevice } from '../ports/uhid.ts';
import { REPORT_DESCRIPTOR } from './reports.ts';

/** A cable that is plugged in. */
export interface KeypadPort {
  /** What the host finds it under. */
  readonly name: string;
  send(report: Uint8Array): void;
  unplug(): void;
}

/** Of no maker. */
const INVENTED_VENDOR = 0xfffe;
const INVENTED_PRODUCT = 0x4b50;

/** A HID device of the kernel: /dev/hidrawN, found by its numbers. */
export function uhidPort(serialNumber: string): KeypadPort {
  const device = new UhidDevice(
    {
      vendorId: INVENTED_VENDOR,
      productId: INVENTED_PRODUCT,
      name: 'Bench keypad',
      uniq: serialNumber,
      reportDescriptor: REPORT_DESCRIPTOR,
    },
    // Its descriptor has no output report: whatever the host sends is taken for none.
    { output: () => undefined },
  );
  return {
    name: serialNumber,
    send: (report) => device.input(report),
    unplug: () => device.destroy(),
  };
}

/** The same reports one after the other on a pseudo-terminal, for machines without /dev/uhid. */
export function streamPort(link: string): KeypadPort {
  const terminal = new PseudoTerminal(link, () => undefined);
  return {
    name: terminal.port,
    send: (report) => terminal.write(report),
    unplug: () => terminal.close(),
  };
}
