import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Packet } from '../ports/packet-wire.ts';
import { dkTunnel } from './dk-tunnel.ts';
import { rawHid, reportDescriptor } from './raw-hid.ts';
import { usbPipes } from './usb-pipes.ts';

const FIND = Buffer.from('aaaaaa96690003200122', 'hex');
const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index & 0xff);
const report = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(64)]).subarray(0, 64);
const hex = (packets: readonly Packet[]) =>
  packets.map((packet) => Buffer.from(packet.bytes).toString('hex'));

describe('the tunnel of the DK26', () => {
  it('hears the frame of the published example', () => {
    expect(dkTunnel().hear(report('0c0034aaaaaa96690003200122'), 0)).toEqual(FIND);
  });

  it('hears a frame in several reports, and none when one is missing', () => {
    const tunnel = dkTunnel();
    const first = report(`040134${'0102'}`);
    expect(tunnel.hear(first, 0)).toHaveLength(0);
    expect(tunnel.hear(report('03c10304'), 0)).toEqual(Buffer.of(1, 2, 3, 4));
    tunnel.hear(first, 0);
    expect(tunnel.hear(report('03c20304'), 0)).toHaveLength(0);
    expect(tunnel.hear(report('03c10304'), 0)).toHaveLength(0);
  });

  it('hears nothing in acknowledgements, other commands and lengths that are none', () => {
    const tunnel = dkTunnel();
    for (const other of ['ff', '40', '00', '0c0072aaaaaa96690003200122'])
      expect(tunnel.hear(report(other), 0)).toHaveLength(0);
  });

  it('answers a card of 1,295 bytes in one report and twenty more', () => {
    const packets = dkTunnel().wrap({ bytes: bytes(1295) });
    expect(packets).toHaveLength(21);
    expect(hex(packets)[0]).toMatch(/^3f14349000000102/);
    expect(hex(packets)[1]).toMatch(/^3fc13b3c/);
    expect(packets.at(-1)).toMatchObject({ upTo: 1295 });
    expect(dkTunnel().wrap({ bytes: bytes(1295), oneByteWrites: true }).length).toBeLessThanOrEqual(64);
  });

  it('answers in reports whose payloads make up the answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2400 }), fc.boolean(), (answer, oneByteWrites) => {
        const packets = dkTunnel().wrap({ bytes: answer, oneByteWrites });
        const payloads = packets.map((packet, index) =>
          packet.bytes.subarray(index === 0 ? 5 : 2, 1 + packet.bytes[0]!),
        );
        expect(Buffer.concat(payloads)).toEqual(Buffer.from(answer));
        expect(packets[0]!.bytes[1]).toBe(packets.length - 1);
        for (const { bytes: each } of packets) expect(each).toHaveLength(64);
      }),
    );
  });
});

describe('frames in plain reports', () => {
  it.each([
    [0, 'none', 'aaaaaa9669'],
    [1, 'none', '01aaaaaa9669'],
    [0, 'one', '0aaaaaaa9669'],
    [5, 'two', '05000aaaaaaa9669'],
  ] as const)('with the number %i and the length "%s" begin with %s', (reportId, lengthPrefix, begin) => {
    const wrapping = rawHid({ reportId, lengthPrefix });
    const [first] = wrapping.wrap({ bytes: FIND });
    expect(hex([first!])[0]).toMatch(new RegExp(`^${begin}`));
    expect(first!.bytes).toHaveLength(64);
    expect(Buffer.from(wrapping.hear(first!.bytes, 0)).subarray(0, FIND.length)).toEqual(FIND);
    if (reportId > 0) expect(wrapping.hear(report('07aaaaaa9669'), 0)).toHaveLength(0);
  });

  it('come byte by byte only where a length says so', () => {
    const count = (lengthPrefix: 'none' | 'one') =>
      rawHid({ reportId: 0, lengthPrefix }).wrap({ bytes: FIND, oneByteWrites: true }).length;
    expect([count('none'), count('one')]).toEqual([1, 10]);
  });

  it('are described as reports of 64 bytes, the number included', () => {
    expect(Buffer.from(reportDescriptor(0)).includes(Buffer.of(0x95, 64))).toBe(true);
    expect(Buffer.from(reportDescriptor(3)).includes(Buffer.of(0x85, 3))).toBe(true);
    expect(Buffer.from(reportDescriptor(3)).includes(Buffer.of(0x95, 63))).toBe(true);
  });
});

describe('bulk pipes', () => {
  it('of which there are two hear a body after its header only', () => {
    const pipes = usbPipes('two');
    expect(pipes.hear(FIND.subarray(7), 6)).toHaveLength(0);
    expect(pipes.hear(FIND, 2)).toHaveLength(0);
    expect(pipes.hear(FIND.subarray(7), 6)).toHaveLength(0);
    expect(pipes.hear(FIND.subarray(0, 7), 2)).toHaveLength(0);
    expect(pipes.hear(FIND.subarray(7), 6)).toEqual(FIND);
    expect(usbPipes('one').hear(FIND, 2)).toEqual(FIND);
  });

  it('of which there are two keep headers and bodies apart, also with noise around them', () => {
    const noise = Buffer.from('5555', 'hex');
    const packets = usbPipes('two').wrap({ bytes: Buffer.concat([noise, FIND, FIND, noise]) });
    expect(packets.map(({ endpoint, upTo }) => [endpoint, upTo])).toEqual([
      [0x81, 9],
      [0x85, 12],
      [0x81, 19],
      [0x85, 22],
      [0x85, 24],
    ]);
    expect(hex(packets)).toEqual(['5555aaaaaa96690003', '200122', 'aaaaaa96690003', '200122', '5555']);
  });

  it('lose and change no byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 1500 }),
        fc.constantFrom('one' as const, 'two' as const),
        fc.boolean(),
        (answer, pipes, oneByteWrites) => {
          const packets = usbPipes(pipes).wrap({ bytes: answer, oneByteWrites });
          expect(Buffer.concat(packets.map((packet) => packet.bytes))).toEqual(Buffer.from(answer));
        },
      ),
    );
  });
});
