import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSdtFrame, SDT_MAX_LENGTH, SdtParser } from './sdt.ts';
import { SdtPipeJoiner } from './sdt-pipes.ts';

const body = fc.uint8Array({ minLength: 3, maxLength: 1300 });
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function listening(): { joiner: SdtPipeJoiner; frames: string[]; bytes: () => number } {
  const frames: string[] = [];
  let bytes = 0;
  const parser = new SdtParser({
    frame: (found) => frames.push(hexOf(found)),
    discarded: () => undefined,
    checksumError: () => undefined,
  });
  const joiner = new SdtPipeJoiner((piece) => {
    bytes += piece.length;
    parser.push(piece);
  });
  return { joiner, frames, bytes: () => bytes };
}

function packetsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += size) packets.push(bytes.subarray(from, from + size));
  return packets;
}

describe('a frame split over two pipes', () => {
  it('is whole, however its packets race each other', () => {
    fc.assert(
      fc.property(
        body,
        fc.integer({ min: 1, max: 64 }),
        fc.infiniteStream(fc.boolean()),
        (bytes, size, turns) => {
          const frame = encodeSdtFrame(bytes);
          const first = packetsOf(frame.subarray(0, 7), size);
          const second = packetsOf(frame.subarray(7), size);
          const { joiner, frames } = listening();
          joiner.restart();
          for (const turn of turns) {
            const packet = (turn ? first : second).shift();
            if (packet !== undefined) turn ? joiner.first(packet) : joiner.second(packet);
            if (first.length === 0 && second.length === 0) break;
          }
          expect(frames).toEqual([hexOf(bytes)]);
        },
      ),
    );
  });

  it('is found behind noise on the first pipe and behind what was left on the second', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }).map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0 : byte))),
        fc.uint8Array({ maxLength: 5000 }),
        body,
        (noise, left, bytes) => {
          const { joiner, frames } = listening();
          for (const packet of packetsOf(left, 64)) joiner.second(packet);
          joiner.restart();
          frames.length = 0;
          const frame = encodeSdtFrame(bytes);
          joiner.first(Buffer.concat([noise, frame.subarray(0, 7)]));
          joiner.second(frame.subarray(7));
          expect(frames.at(-1)).toBe(hexOf(bytes));
        },
      ),
    );
  });

  it('is whole when noise parts its header, and its body comes in between', () => {
    const frame = encodeSdtFrame(Uint8Array.of(0, 0, 0x90));
    const { joiner, frames } = listening();
    joiner.restart();
    joiner.first(Buffer.concat([new Uint8Array(60), frame.subarray(0, 4)]));
    joiner.second(frame.subarray(7));
    joiner.idle();
    joiner.first(frame.subarray(4, 7));
    expect(frames).toEqual(['000090']);
  });

  it('is whole behind more of the second pipe than it announces', () => {
    const frame = encodeSdtFrame(Uint8Array.of(0, 0, 0x90));
    const { joiner, frames } = listening();
    joiner.restart();
    joiner.second(new Uint8Array(60));
    joiner.first(frame.subarray(0, 7));
    joiner.second(frame.subarray(7));
    expect(frames).toEqual(['000090']);
  });

  it('with a byte too many in its header is heard as noise and not kept', () => {
    const frame = encodeSdtFrame(new Uint8Array(1287));
    const { joiner, frames, bytes } = listening();
    joiner.first(Uint8Array.of(0xaa, 0x00, ...frame.subarray(1, 7)));
    for (const packet of packetsOf(frame.subarray(7), 64)) joiner.second(packet);
    joiner.idle();
    joiner.idle();
    expect(frames).toEqual([]);
    expect(bytes()).toBe(frame.length + 1);
    joiner.restart();
    joiner.first(frame.subarray(0, 7));
    joiner.second(frame.subarray(7));
    expect(frames).toHaveLength(1);
  });

  it('keeps no more than a frame, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 64 })), { maxLength: 200 }),
        (packets) => {
          const { joiner, bytes } = listening();
          let sent = 0;
          for (const [toFirst, packet] of packets) {
            toFirst ? joiner.first(packet) : joiner.second(packet);
            sent += packet.length;
            expect(sent - bytes()).toBeLessThanOrEqual(SDT_MAX_LENGTH + 7);
          }
          joiner.restart();
          expect(bytes()).toBe(sent);
        },
      ),
    );
  });
});
