import { describe, expect, it } from 'vitest';
import type { HidDeviceFound } from '../bindings/hid.ts';
import type { SerialPortFound } from '../bindings/serial-ports.ts';
import type { UsbDeviceFound } from '../bindings/usb-devices.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { candidatesFor } from './identity-card-candidates.ts';
import { fingerprintsOf, type Machine, portName } from './identity-card-finder.ts';

const serial = (path: string, usb: SerialPortFound['usb'] = null): SerialPortFound => ({
  path,
  device: path,
  namedBy: 'kernel',
  usb,
});
const hid = (path: string, vendorId: number, productId: number, usagePage = 0xff00): HidDeviceFound => ({
  path,
  vendorId,
  productId,
  usagePage,
  usage: 1,
  interfaceNumber: 0,
  manufacturer: null,
  product: null,
});
const usb = (name: string, vendorId: number, productId: number, interfaceClass: number): UsbDeviceFound => ({
  name,
  node: `/dev/bus/usb/001/${name}`,
  vendorId,
  productId,
  manufacturer: null,
  product: null,
  interfaceClasses: [interfaceClass],
});

const CP210X = { vendorId: 0x10c4, productId: 0xea60 };
const MACHINE: Machine = {
  serialPorts: [serial('/dev/ttyS0'), serial('/dev/ttyUSB0', CP210X)],
  hidDevices: [
    hid('/dev/hidraw0', 0x0483, 0x572b),
    hid('/dev/hidraw1', 0x0425, 0x8159),
    hid('/dev/hidraw2', 0x1111, 0x2222),
    hid('/dev/hidraw3', 0x1111, 0x3333, 0x0001),
  ],
  usbDevices: [
    usb('1-1', 0x0400, 0xc35a, 0xff),
    usb('1-2', 0x0483, 0x5652, 0x03),
    usb('1-3', 0x0400, 0x1234, 0xff),
  ],
};

describe('what could be a reader', () => {
  it('is named by the row of the table, the surest first', () => {
    const found = fingerprintsOf(MACHINE).map(({ model, port }) => `${model.name} ${portName(port)}`);
    expect(found).toEqual([
      'dk26 /dev/hidraw0',
      'usb-sam usb:1-1',
      'sdt /dev/ttyUSB0',
      'cvr-100 /dev/ttyUSB0',
      'cvr-100au /dev/ttyUSB0',
      'sdt-hid /dev/hidraw1',
      'sdt /dev/ttyS0',
      'cvr-100 /dev/ttyS0',
      'cvr-100au /dev/ttyS0',
    ]);
  });

  it('is told with the reason', () => {
    expect(fingerprintsOf(MACHINE).every(({ why, score }) => why !== '' && score > 0 && score <= 100)).toBe(
      true,
    );
  });
});

type ReaderConfiguration = DaemonConfiguration['identityCardReader'];

async function waysFor(config: Partial<ReaderConfiguration>): Promise<string[]> {
  const whole: ReaderConfiguration = {
    driver: 'auto',
    transport: 'auto',
    path: 'auto',
    baudRate: undefined,
    pollMs: 100,
    ...config,
  };
  const candidates = await candidatesFor(whole, async () => MACHINE);
  return candidates.map(({ model, port, baudRate, wrapping }) =>
    [model.name, portName(port), baudRate, wrapping.type].filter((part) => part !== null).join(' '),
  );
}

describe('what a configuration leaves open', () => {
  it('is a single way where it says all', async () => {
    expect(
      await waysFor({ driver: 'sdt', transport: 'serial', path: '/dev/ttyUSB0', baudRate: 9600 }),
    ).toEqual(['sdt /dev/ttyUSB0 9600 raw']);
    expect(await waysFor({ driver: 'dk26', path: '/dev/hidraw0' })).toEqual(['dk26 /dev/hidraw0 dkTunnel']);
    expect(await waysFor({ driver: 'usb-sam', path: '1-1' })).toEqual(['usb-sam usb:1-1 usbPipes']);
  });

  it('is each rate of the model, the usual one first, where none is given', async () => {
    expect(await waysFor({ driver: 'sdt', path: '/dev/ttyUSB0' })).toEqual(
      [115200, 57600, 38400, 19200, 9600].map((rate) => `sdt /dev/ttyUSB0 ${rate} raw`),
    );
    expect((await waysFor({ driver: 'cvr-100au', path: '/dev/ttyUSB0' }))[0]).toBe(
      'cvr-100au /dev/ttyUSB0 9600 raw',
    );
  });

  it('is each wrapping where nobody has said which', async () => {
    expect(await waysFor({ driver: 'sdt-hid', path: '/dev/hidraw1' })).toHaveLength(6);
  });

  it('is the row, however the transport was left', async () => {
    expect(await waysFor({ driver: 'usb-sam', transport: 'serial' })).toEqual(['usb-sam usb:1-1 usbPipes']);
  });

  it('is every row of a transport, and every way of those that fit', async () => {
    const ways = await waysFor({ transport: 'hid' });
    expect(ways[0]).toBe('dk26 /dev/hidraw0 dkTunnel');
    expect(ways).toHaveLength(1 + 6);
  });

  it('never is a HID device that may be anything, unless the row is named', async () => {
    expect((await waysFor({})).filter((way) => way.includes('hidraw2'))).toEqual([]);
    const named = await waysFor({ driver: 'sdt-hid' });
    expect(named.slice(0, 6).every((way) => way.includes('hidraw1'))).toBe(true);
    expect(named.filter((way) => way.includes('hidraw2'))).toHaveLength(6);
    expect(named.filter((way) => way.includes('hidraw3'))).toEqual([]);
  });
});
