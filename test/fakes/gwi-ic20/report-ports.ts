import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { UhidDevice } from '../ports/uhid.ts';
import { REPORT_BYTES } from './reports.ts';

/** A cable that carries reports of 64 bytes. */
export interface ReportPort {
  /** Where it is to be found. */
  readonly name: string;
  send(report: Uint8Array): void;
  unplug(): void;
}

/** The true ones are not known: nobody has recorded them. */
const INVENTED_VENDOR = 0xfffe;
const INVENTED_PRODUCT = 0x1c20;

/** Vendor page, one collection: input and output of 64 bytes, without numbers. */
const REPORT_DESCRIPTOR = Uint8Array.of(
  ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
  ...[0x95, REPORT_BYTES, 0x09, 0x01, 0x81, 0x02, 0x95, REPORT_BYTES, 0x09, 0x02, 0x91, 0x02, 0xc0],
);

/** A HID device of the kernel: /dev/hidrawN, found by its serial number. */
export function uhidPort(serialNumber: string, onReport: (report: Uint8Array) => void): ReportPort {
  const device = new UhidDevice(
    {
      vendorId: INVENTED_VENDOR,
      productId: INVENTED_PRODUCT,
      name: 'Bench GWI-IC20',
      uniq: serialNumber,
      reportDescriptor: REPORT_DESCRIPTOR,
    },
    { output: onReport },
  );
  return {
    name: serialNumber,
    send: (report) => device.input(report),
    unplug: () => device.destroy(),
  };
}

/** The same reports one after the other on a pseudo-terminal, for machines without /dev/uhid. */
export function streamPort(link: string, onReport: (report: Uint8Array) => void): ReportPort {
  let pending = Buffer.alloc(0);
  const terminal = new PseudoTerminal(link, (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= REPORT_BYTES) {
      onReport(Uint8Array.from(pending.subarray(0, REPORT_BYTES)));
      pending = pending.subarray(REPORT_BYTES);
    }
  });
  return { name: terminal.port, send: (report) => terminal.write(report), unplug: () => terminal.close() };
}
