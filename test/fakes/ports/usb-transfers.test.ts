import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsbSubmit } from './usb-ip-codec.ts';
import { UsbInPipes } from './usb-transfers.ts';

const room = (sequence: number, length: number): UsbSubmit => ({
  type: 'submit',
  sequence,
  endpoint: 0x81,
  direction: 'in',
  length,
  setup: new Uint8Array(8),
  data: new Uint8Array(),
});

/** [sequence, status, bytes moved] of each answer */
function pipes() {
  const answers: (readonly [number, number, Uint8Array])[] = [];
  const all = new UsbInPipes([{ address: 0x81, maxPacketBytes: 64 }], (answer) => {
    const { buffer, byteOffset, length } = answer;
    const view = Buffer.from(buffer, byteOffset, length);
    answers.push([view.readUInt32BE(4), view.readInt32BE(20), view.subarray(48)]);
  });
  return { all, pipe: all.at(0x81), answers };
}
const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index & 0xff);

describe('a transfer of the host', () => {
  it('ends with a short packet, whichever comes first, the transfer or the packets', () => {
    const { pipe, answers } = pipes();
    pipe.submit(room(1, 4096));
    pipe.send(bytes(150));
    pipe.send(bytes(70));
    pipe.submit(room(2, 4096));
    expect(answers).toEqual([
      [1, 0, Buffer.from(bytes(150))],
      [2, 0, Buffer.from(bytes(70))],
    ]);
    expect(pipe.unread).toBe(0);
  });

  it('ends when its room is full', () => {
    const { pipe, answers } = pipes();
    pipe.send(bytes(100));
    pipe.submit(room(1, 64));
    pipe.submit(room(2, 64));
    expect(answers.map(([, , moved]) => moved.length)).toEqual([64, 36]);
  });

  it('waits for more when all packets were whole', () => {
    const { pipe, answers } = pipes();
    pipe.submit(room(1, 4096));
    pipe.send(bytes(128));
    expect(answers).toEqual([]);
    pipe.send(new Uint8Array());
    expect(answers).toEqual([[1, 0, Buffer.from(bytes(128))]]);
  });

  it('with too little room for a packet is told so', () => {
    const { pipe, answers } = pipes();
    pipe.submit(room(1, 7));
    pipe.send(bytes(10));
    expect(answers).toEqual([[1, -75, Buffer.from(bytes(7))]]);
  });

  it('that is withdrawn while it waits takes nothing with it; one that is over cannot be', () => {
    const { all, pipe, answers } = pipes();
    pipe.submit(room(1, 4096));
    pipe.send(bytes(64));
    all.unlink(2, 1);
    pipe.submit(room(3, 64));
    all.unlink(4, 3);
    expect(answers.map(([sequence, status, moved]) => [sequence, status, moved.length])).toEqual([
      [2, -104, 0],
      [3, 0, 64],
      [4, 0, 0],
    ]);
  });

  it('loses and changes no byte, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 60 }),
        (sends, rooms) => {
          const { pipe, answers } = pipes();
          const sent = Buffer.concat(sends.map((count) => bytes(count)));
          for (const [index, packets] of rooms.entries()) {
            pipe.submit(room(index, packets * 64));
            const next = sends[index];
            if (next !== undefined) pipe.send(bytes(next));
          }
          for (const next of sends.slice(rooms.length)) pipe.send(bytes(next));
          const received = Buffer.concat(answers.map(([, , moved]) => moved));
          expect(received.length + pipe.unread).toBe(sent.length);
          expect(received).toEqual(sent.subarray(0, received.length));
        },
      ),
    );
  });
});
