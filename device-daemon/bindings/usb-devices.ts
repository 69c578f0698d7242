import { readdir, readFile } from 'node:fs/promises';

export interface UsbDeviceFound {
  /** Bus and ports, such as `1-4.2`: stays the same when the device is plugged into the same socket again. */
  readonly name: string;
  /** What has to be opened; its rights decide. */
  readonly node: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly interfaceClasses: readonly number[];
}

export const HID_CLASS = 0x03;

/** What is plugged in, by the kernel's own account: no library, no permission, no open device is needed for it. */
export async function listUsbDevices(sysFolder = '/sys', devFolder = '/dev'): Promise<UsbDeviceFound[]> {
  const folder = `${sysFolder}/bus/usb/devices`;
  const names = await namesIn(folder);
  const found: UsbDeviceFound[] = [];
  for (const name of names.filter((candidate) => DEVICE_NAME.test(candidate))) {
    const attribute = (key: string) => textOf(`${folder}/${name}/${key}`);
    const ids = await usbIdsOf(`${folder}/${name}`);
    const [bus, address] = [await attribute('busnum'), await attribute('devnum')];
    // Pulled while we look.
    if (ids === null || bus === null || address === null) continue;
    found.push({
      name,
      node: `${devFolder}/bus/usb/${bus.padStart(3, '0')}/${address.padStart(3, '0')}`,
      ...ids,
      manufacturer: await attribute('manufacturer'),
      product: await attribute('product'),
      interfaceClasses: await classesOf(folder, name, names),
    });
  }
  return found;
}

/** Devices have no colon in their names, root hubs no hyphen. */
const DEVICE_NAME = /^\d+-\d+(\.\d+)*$/;

/** @param folder of a device in sysfs @returns null when it is no USB device */
export async function usbIdsOf(folder: string): Promise<{ vendorId: number; productId: number } | null> {
  const [vendor, product] = [await textOf(`${folder}/idVendor`), await textOf(`${folder}/idProduct`)];
  return vendor === null || product === null
    ? null
    : { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
}

async function classesOf(folder: string, device: string, names: readonly string[]): Promise<number[]> {
  const classes: number[] = [];
  for (const name of names.filter((candidate) => candidate.startsWith(`${device}:`))) {
    const text = await textOf(`${folder}/${name}/bInterfaceClass`);
    if (text !== null) classes.push(Number.parseInt(text, 16));
  }
  return classes;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** An attribute that a device does not have, or that went with it, is null. */
async function textOf(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
