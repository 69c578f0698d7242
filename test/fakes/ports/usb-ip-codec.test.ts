import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSubmitAnswer, encodeUnlinkAnswer, USB_STATUS, UsbIpParser } from './usb-ip-codec.ts';

/** As the kernel sends it. */
function submit(
  sequence: number,
  direction: 'in' | 'out',
  endpoint: number,
  length: number,
  setup = new Uint8Array(8),
  data = new Uint8Array(),
): Buffer {
  const header = Buffer.alloc(48);
  header.writeUInt32BE(1, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(0x10001, 8);
  header.writeUInt32BE(direction === 'in' ? 1 : 0, 12);
  header.writeUInt32BE(endpoint, 16);
  header.writeInt32BE(length, 24);
  header.set(setup, 40);
  return Buffer.concat([header, data]);
}

function unlink(sequence: number, submitSequence: number): Buffer {
  const header = Buffer.alloc(48);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(submitSequence, 20);
  return header;
}

const SETUP = Uint8Array.of(0x80, 6, 0, 1, 0, 0, 18, 0);

describe('the packets of the virtual USB host', () => {
  it('are a control transfer, a bulk transfer with its data, one that has room, and a withdrawal', () => {
    const stream = Buffer.concat([
      submit(1, 'in', 0, 18, SETUP),
      submit(2, 'out', 2, 3, undefined, Uint8Array.of(7, 8, 9)),
      submit(3, 'in', 1, 64),
      unlink(4, 3),
    ]);
    expect(new UsbIpParser().push(stream)).toMatchObject([
      { type: 'submit', sequence: 1, endpoint: 0, direction: 'in', length: 18, setup: SETUP },
      { type: 'submit', sequence: 2, endpoint: 2, direction: 'out', data: Uint8Array.of(7, 8, 9) },
      { type: 'submit', sequence: 3, endpoint: 0x81, direction: 'in', length: 64, data: new Uint8Array() },
      { type: 'unlink', sequence: 4, submitSequence: 3 },
    ]);
  });

  it('are found however the stream is cut', () => {
    const request = fc.oneof(
      fc
        .tuple(fc.nat(1e6), fc.integer({ min: 1, max: 15 }), fc.uint8Array({ maxLength: 200 }))
        .map(([sequence, endpoint, data]) => submit(sequence, 'out', endpoint, data.length, undefined, data)),
      fc.tuple(fc.nat(1e6), fc.nat(4096)).map(([sequence, room]) => submit(sequence, 'in', 1, room)),
      fc.tuple(fc.nat(1e6), fc.nat(1e6)).map(([sequence, of]) => unlink(sequence, of)),
    );
    fc.assert(
      fc.property(
        fc.array(request, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (requests, cuts) => {
          const stream = Buffer.concat(requests);
          const parser = new UsbIpParser();
          const found: unknown[] = [];
          for (let at = 0, round = 0; at < stream.length; round += 1) {
            const size = cuts[round % cuts.length]!;
            found.push(...parser.push(stream.subarray(at, at + size)));
            at += size;
          }
          expect(found).toEqual(new UsbIpParser().push(stream));
          expect(found).toHaveLength(requests.length);
        },
      ),
    );
  });

  it('that cannot be any of these are a bug, not noise', () => {
    expect(() => new UsbIpParser().push(Buffer.alloc(48, 9))).toThrow('command');
    expect(() => new UsbIpParser().push(submit(1, 'out', 2, -1))).toThrow('transfer');
  });
});

describe('the answers to it', () => {
  it('carry the sequence, the status and what was moved', () => {
    const read = encodeSubmitAnswer(5, USB_STATUS.ok, Uint8Array.of(1, 2, 3));
    expect(read.toString('hex')).toBe(
      `00000003${'00000005'}${'00'.repeat(16)}00000003${'00'.repeat(20)}010203`,
    );
    const written = encodeSubmitAnswer(6, USB_STATUS.stalled, 0);
    expect([written.length, written.readInt32BE(20), written.readInt32BE(24)]).toEqual([48, -32, 0]);
    const withdrawn = encodeUnlinkAnswer(7, USB_STATUS.unlinked);
    expect([withdrawn.length, withdrawn.readUInt32BE(0), withdrawn.readInt32BE(20)]).toEqual([48, 4, -104]);
  });
});
