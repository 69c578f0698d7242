import { listHidDevices } from '../bindings/hid.ts';
import { listSerialPorts } from '../bindings/serial-ports.ts';

/** What is plugged in, with the path to write into the configuration. */
export async function listDevices(): Promise<number> {
  const ports = await listSerialPorts();
  console.log('Serial ports:');
  for (const port of ports)
    console.log(`  ${port.path}${port.path === port.device ? '' : ` → ${port.device}`}`);
  if (ports.length === 0) console.log('  none');
  console.log('HID devices:');
  const devices = await listHidDevices();
  if (!devices.ok) {
    console.log('  cannot be listed: node-hid needs libusb (apt-get install libusb-1.0-0)');
    return 0;
  }
  for (const { vendorId, productId, manufacturer, product, path } of devices.value) {
    console.log(`  ${hex4(vendorId)}:${hex4(productId)} ${manufacturer ?? '?'} ${product ?? '?'} at ${path}`);
  }
  if (devices.value.length === 0) console.log('  none');
  return 0;
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
