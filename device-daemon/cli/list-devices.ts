import { listHidDevices } from '../bindings/hid.ts';
import { listSerialPorts } from '../bindings/serial-ports.ts';
import { listUsbDevices } from '../bindings/usb-devices.ts';
import { findIdentityCardReaders, type IdentityCardReaderFound } from '../devices/identity-card-finder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** What is plugged in, which reader it is taken for and why, and what is missing before it can be used. */
export async function listDevices(): Promise<ExitCode> {
  const ports = await listSerialPorts();
  printSection(
    'Serial ports',
    ports.map(({ path, device, usb }) => {
      const link = path === device ? '' : ` → ${device}`;
      return `${path}${link}${usb === null ? '' : `  (USB ${usbName(usb)})`}`;
    }),
  );
  const hid = await listHidDevices();
  printSection(
    'HID devices',
    hid.ok
      ? hid.value.map(
          ({ path, manufacturer, product, ...id }) =>
            `${path}  ${usbName(id)} ${manufacturer ?? '?'} ${product ?? '?'}`,
        )
      : ['cannot be listed: node-hid needs libusb (apt-get install libusb-1.0-0)'],
  );
  const usb = await listUsbDevices();
  printSection(
    'USB devices',
    usb.map(({ name, ...id }) => `usb:${name}  ${usbName(id)}`),
  );

  const readers = await findIdentityCardReaders();
  console.log('\nIdentity-card readers, the likeliest first:');
  for (const reader of readers) printReader(reader);
  if (readers.length === 0) console.log('  none: is the cable in?');
  const usable = readers.some(({ model, missing }) => model !== null && missing === null);
  if (!usable) console.log('\nNo identity-card reader can be used as it is.');
  return usable ? EXIT.well : EXIT.ill;
}

function printSection(title: string, lines: readonly string[]): void {
  console.log(`${title}:`);
  for (const line of lines.length === 0 ? ['none'] : lines) console.log(`  ${line}`);
}

function printReader({ model, port, score, why, missing }: IdentityCardReaderFound): void {
  console.log(`  ${String(score).padStart(3)}  ${model ?? 'not supported'}  at ${port}: ${why}`);
  if (missing !== null) console.log(`       → ${HELP[missing]}`);
}

const HELP: Readonly<Record<NonNullable<IdentityCardReaderFound['missing']>, string>> = {
  udevRule: 'the daemon may not open it: install deploy/60-kiosk-readers.rules and plug it anew',
  permission: 'this user may not open it: run as the daemon’s user, in the group of the port',
  busyPort: 'another program holds it; is the daemon running?',
  library: 'a library is missing: apt-get install libusb-1.0-0, and npm install without --omit=optional',
  driver: 'there is no driver for it; docs/devices.md tells how to add one',
};

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const usbName = ({ vendorId, productId }: { vendorId: number; productId: number }): string =>
  `${hex4(vendorId)}:${hex4(productId)}`;
