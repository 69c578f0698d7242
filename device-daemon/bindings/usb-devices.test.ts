import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSerialPorts } from './serial-ports.ts';
import { listUsbDevices } from './usb-devices.ts';

let sys: string;
beforeEach(async () => {
  sys = await mkdtemp(`${tmpdir()}/usb-devices-`);
});
afterEach(() => rm(sys, { recursive: true }));

async function plug(
  name: string,
  attributes: Record<string, string>,
  interfaceClass: string,
): Promise<string> {
  const device = `${sys}/bus/usb/devices/${name}`;
  await mkdir(`${device}:1.0`, { recursive: true });
  await mkdir(device, { recursive: true });
  for (const [key, value] of Object.entries(attributes)) await writeFile(`${device}/${key}`, `${value}\n`);
  await writeFile(`${device}:1.0/bInterfaceClass`, `${interfaceClass}\n`);
  return device;
}

describe('the USB devices of a machine', () => {
  it('are what the kernel says, without hubs of its own and without what is half gone', async () => {
    await plug('usb1', { idVendor: '1d6b', idProduct: '0002', busnum: '1', devnum: '1' }, '09');
    await plug(
      '1-4.2',
      { idVendor: '0400', idProduct: 'c35a', busnum: '1', devnum: '17', product: 'USB SAM-V' },
      'ff',
    );
    await plug('1-5', { idVendor: '0425' }, '03');
    expect(await listUsbDevices(sys, '/dev')).toEqual([
      {
        name: '1-4.2',
        node: '/dev/bus/usb/001/017',
        vendorId: 0x0400,
        productId: 0xc35a,
        manufacturer: null,
        product: 'USB SAM-V',
        interfaceClasses: [0xff],
      },
    ]);
  });

  it('are none on a machine without USB', async () => {
    expect(await listUsbDevices(sys)).toEqual([]);
  });

  it('tell what a serial port hangs on', async () => {
    const device = await plug('1-2', { idVendor: '10c4', idProduct: 'ea60', busnum: '1', devnum: '3' }, 'ff');
    await mkdir(`${device}/1-2:1.0/ttyUSB0`, { recursive: true });
    for (const name of ['ttyUSB0', 'ttyS0']) await mkdir(`${sys}/class/tty/${name}`, { recursive: true });
    await symlink(`${device}/1-2:1.0/ttyUSB0`, `${sys}/class/tty/ttyUSB0/device`);
    await mkdir(`${sys}/platform/serial8250/tty`, { recursive: true });
    await symlink(`${sys}/platform/serial8250/tty`, `${sys}/class/tty/ttyS0/device`);
    await mkdir(`${sys}/dev`);
    for (const name of ['ttyUSB0', 'ttyS0']) await writeFile(`${sys}/dev/${name}`, '');
    expect((await listSerialPorts(`${sys}/dev`, sys)).map(({ usb }) => usb)).toEqual([
      { vendorId: 0x10c4, productId: 0xea60 },
      null,
    ]);
  });
});
