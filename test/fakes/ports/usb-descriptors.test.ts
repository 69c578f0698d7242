import { describe, expect, it } from 'vitest';
import { type UsbDescription, UsbDescriptors } from './usb-descriptors.ts';

const REPORT = Uint8Array.of(0x06, 0x00, 0xff, 0xc0);
const READER: UsbDescription = {
  vendorId: 0x0400,
  productId: 0xc35a,
  product: '读卡器',
  serialNumber: 'A1',
  speed: 'full',
  interfaces: [
    {
      interfaceClass: 3,
      hidReportDescriptor: REPORT,
      endpoints: [{ address: 0x81, type: 'interrupt', maxPacketBytes: 64, intervalMs: 10 }],
    },
    { interfaceClass: 0xff, endpoints: [{ address: 2, type: 'bulk', maxPacketBytes: 64 }] },
  ],
};
const find = (value: number, index = 0, device = READER) =>
  Buffer.from(new UsbDescriptors(device).find(value, index) ?? []).toString('hex');

describe('the descriptors of a device', () => {
  it('name it', () => {
    expect(find(0x0100)).toBe('12010002000000400004' + '5ac30001' + '00010201');
    expect(find(0x0300)).toBe('04030904');
    expect(find(0x0301)).toBe(`0803${Buffer.from('读卡器', 'utf16le').toString('hex')}`);
    expect(find(0x0302)).toBe('060341003100');
    expect(find(0x0303)).toBe('');
  });

  it('list its interfaces, what their class adds, and their endpoints', () => {
    expect(find(0x0200)).toBe(
      [
        '090232000201008032',
        '090400000103000000',
        '092111010001220400',
        '0705810340000a',
        '0904010001ff000000',
        '07050202400000',
      ].join(''),
    );
  });

  it('give the report descriptor of a HID interface, and of no other', () => {
    expect(find(0x2200, 0)).toBe('0600ffc0');
    expect(find(0x2100, 0)).toBe('092111010001220400');
    expect(find(0x2200, 1)).toBe('');
  });

  it('count the interval in powers of two at high speed', () => {
    const fast: UsbDescription = { ...READER, speed: 'high' };
    expect(
      find(0x0200, 0, {
        ...fast,
        interfaces: [
          {
            ...fast.interfaces[0]!,
            endpoints: [{ address: 0x81, type: 'interrupt', maxPacketBytes: 64, intervalMs: 8 }],
          },
        ],
      }),
    ).toMatch(/07058103400007$/);
  });
});
