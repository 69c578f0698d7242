import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CREATOR_CONTROL_BYTES,
  type CreatorFrameShape,
  CreatorParser,
  encodeCreatorFrame,
} from './creator.ts';
import { CRT_310_FRAME } from './crt-310.ts';
import { CRT_591_FRAME } from './crt-591.ts';

interface Heard {
  /** Frames as `address:text`, control bytes by their names, in the order they came. */
  things: string[];
  discarded: number;
  checksumErrors: number;
}

function listening(shape: CreatorFrameShape): { parser: CreatorParser; heard: Heard } {
  const heard: Heard = { things: [], discarded: 0, checksumErrors: 0 };
  const parser = new CreatorParser(shape, {
    frame: (text, address) => heard.things.push(`${address}:${Buffer.from(text).toString('hex')}`),
    control: (control) => heard.things.push(control),
    discarded: (count) => {
      heard.discarded += count;
    },
    checksumError: () => {
      heard.checksumErrors += 1;
    },
  });
  return { parser, heard };
}

const named = (address: number, text: Uint8Array): string =>
  `${address}:${Buffer.from(text).toString('hex')}`;
const CONTROL_BYTES = Object.values(CREATOR_CONTROL_BYTES);

describe.each([
  ['CRT-591', CRT_591_FRAME],
  ['CRT-310', CRT_310_FRAME],
])('%s frames, whatever the line does', (_model, shape) => {
  const address = shape.addressed ? fc.integer({ min: 0, max: 15 }) : fc.constant(0);
  const text = fc.uint8Array({ minLength: shape.shortestText, maxLength: shape.longestText });
  const shortText = fc.uint8Array({ minLength: shape.shortestText, maxLength: 40 });
  /** No frame and no control byte begins in it. */
  const plainNoise = fc
    .uint8Array({ maxLength: 100 })
    .map((bytes) =>
      bytes.map((byte) => (byte === shape.start || CONTROL_BYTES.includes(byte) ? 0x41 : byte)),
    );
  const overhead = shape.addressed ? 6 : 5;

  it('are found however they are split', () => {
    fc.assert(
      fc.property(address, text, fc.array(fc.nat(600)), (at, bytes, cuts) => {
        const { parser, heard } = listening(shape);
        const frame = encodeCreatorFrame(shape, at, bytes);
        let from = 0;
        for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
          parser.push(frame.subarray(from, cut));
          from = Math.max(from, Math.min(cut, frame.length));
        }
        parser.push(frame.subarray(from));
        expect(heard).toEqual({ things: [named(at, bytes)], discarded: 0, checksumErrors: 0 });
        expect(parser.pending).toBe(0);
      }),
    );
  });

  it('are found between noise and control bytes, and every byte is accounted for', () => {
    const control = fc.constantFrom('ack', 'nak', 'enq', 'eot');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(plainNoise, control, shortText), { maxLength: 6 }),
        plainNoise,
        (pieces, tail) => {
          const { parser, heard } = listening(shape);
          for (const [noise, name, bytes] of pieces) {
            parser.push(noise);
            parser.push(Uint8Array.of(CREATOR_CONTROL_BYTES[name as 'ack']));
            parser.push(encodeCreatorFrame(shape, 0, bytes));
          }
          parser.push(tail);
          expect(heard.things).toEqual(pieces.flatMap(([, name, bytes]) => [name, named(0, bytes)]));
          const noise = pieces.reduce((sum, [bytes]) => sum + bytes.length, tail.length);
          expect(heard.discarded).toBe(noise);
          expect(heard.checksumErrors).toBe(0);
          expect(parser.pending).toBe(0);
        },
      ),
    );
  });

  it('with a wrong BCC are reported, and the next one is found', () => {
    fc.assert(
      fc.property(shortText, shortText, fc.integer({ min: 1, max: 255 }), (bytes, following, flip) => {
        const wrong = encodeCreatorFrame(shape, 0, bytes);
        wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ flip;
        // No other frame begins inside the broken one.
        fc.pre(!wrong.subarray(1).includes(shape.start));
        const { parser, heard } = listening(shape);
        parser.push(wrong);
        // A length of 6 is no ACK.
        expect(heard.things).toEqual([]);
        parser.push(encodeCreatorFrame(shape, 0, following));
        expect(heard.checksumErrors).toBe(1);
        expect(heard.things).toEqual([named(0, following)]);
      }),
    );
  });

  it('that break off are waited for until they are given up, and what was in them is looked through', () => {
    fc.assert(
      fc.property(text, fc.nat(), shortText, (bytes, at, inside) => {
        const frame = encodeCreatorFrame(shape, 0, bytes);
        const { parser, heard } = listening(shape);
        const part = frame.subarray(0, 1 + (at % (frame.length - 1)));
        parser.push(part);
        expect(heard).toEqual({ things: [], discarded: 0, checksumErrors: 0 });
        expect(parser.pending).toBe(part.length);
        parser.abandon();
        expect(parser.pending).toBe(0);
        parser.push(encodeCreatorFrame(shape, 0, inside));
        expect(heard.things.at(-1)).toBe(named(0, inside));
      }),
    );
  });

  it('are found behind what only looked like the start of a longer one', () => {
    const real = encodeCreatorFrame(shape, 0, Uint8Array.of(0x31, 0x30, 0x4e, 0x4e, 0x4e));
    const false591 = [0xf2, 0x00, 0x00, 0x40];
    const { parser, heard } = listening(shape);
    parser.push(Uint8Array.from(shape.addressed ? false591 : [0x02, 0x00, 0x40]));
    parser.push(Uint8Array.of(CREATOR_CONTROL_BYTES.ack));
    parser.push(real);
    expect(heard.things).toEqual([]);
    parser.abandon();
    expect(heard.things).toEqual(['ack', '0:31304e4e4e']);
  });

  it('are no longer than they can be: a length beyond is noise at once', () => {
    const { parser, heard } = listening(shape);
    const head = shape.addressed ? [shape.start, 0x00] : [shape.start];
    parser.push(Uint8Array.from([...head, 0x7f, 0xff]));
    expect(parser.pending).toBe(0);
    expect(heard.discarded).toBe(head.length + 2);
  });

  it('are kept no longer than one frame of 100 kB of babble, and found behind it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 700 }), (seed, piece) => {
        const babble = new Uint8Array(100_000);
        let value = seed;
        for (let index = 0; index < babble.length; index += 1) {
          value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
          const byte = (value >>> 16) & 0xff;
          babble[index] = byte < 80 ? shape.start : byte < 120 ? 0 : byte;
        }
        const { parser, heard } = listening(shape);
        let most = 0;
        for (let from = 0; from < babble.length; from += piece) {
          parser.push(babble.subarray(from, from + piece));
          most = Math.max(most, parser.pending);
        }
        expect(most).toBeLessThanOrEqual(shape.longestText + overhead);
        const inThings = heard.things.reduce(
          (sum, thing) => sum + (thing.includes(':') ? (thing.split(':')[1] ?? '').length / 2 + overhead : 1),
          0,
        );
        expect(heard.discarded + inThings + parser.pending).toBe(babble.length);
        parser.abandon();
        parser.push(encodeCreatorFrame(shape, 0, Uint8Array.of(0x31, 0x30, 0x4e, 0x4e, 0x4e)));
        expect(heard.things.at(-1)).toBe('0:31304e4e4e');
      }),
      { numRuns: 20 },
    );
  });
});
