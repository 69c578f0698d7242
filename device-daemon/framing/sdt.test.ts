import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSdtFrame, SDT_MAX_LENGTH, SDT_PREAMBLE, SdtParser, sdtFrameLength } from './sdt.ts';

interface Heard {
  frames: string[];
  discarded: number;
  checksumErrors: number;
}

function listening(): { parser: SdtParser; heard: Heard } {
  const heard: Heard = { frames: [], discarded: 0, checksumErrors: 0 };
  const parser = new SdtParser({
    frame: (body) => heard.frames.push(Buffer.from(body).toString('hex')),
    discarded: (count) => {
      heard.discarded += count;
    },
    checksumError: () => {
      heard.checksumErrors += 1;
    },
  });
  return { parser, heard };
}

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const joined = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

const body = fc.uint8Array({ minLength: 3, maxLength: SDT_MAX_LENGTH - 1 });
const shortBody = fc.uint8Array({ minLength: 3, maxLength: 40 });
/** No preamble can begin in it. */
const plainNoise = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0xab : byte)));

/** Frames printed in public code and manuals; none holds personal data. */
describe('literal frames', () => {
  it.each([
    ['find', '2001', 'AA AA AA 96 69 00 03 20 01 22'],
    ['select', '2002', 'AA AA AA 96 69 00 03 20 02 21'],
    ['read base', '3001', 'AA AA AA 96 69 00 03 30 01 32'],
    ['newest address', '3003', 'AA AA AA 96 69 00 03 30 03 30'],
    ['card body number', '3005', 'AA AA AA 96 69 00 03 30 05 36'],
    ['status', '11ff', 'AA AA AA 96 69 00 03 11 FF ED'],
    ['module id', '12ff', 'AA AA AA 96 69 00 03 12 FF EE'],
    ['reset', '10ff', 'AA AA AA 96 69 00 03 10 FF EC'],
    ['radio bytes', '61ff50', 'AA AA AA 96 69 00 04 61 FF 50 CA'],
  ])('request: %s', (_name, bodyHex, frame) => {
    expect(encodeSdtFrame(hex(bodyHex))).toEqual(new Uint8Array(hex(frame)));
  });

  it.each([
    ['AA AA AA 96 69 00 04 00 00 90 94', '000090'],
    ['AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97', '00009f00000000'],
    ['AA AA AA 96 69 00 04 00 00 80 84', '000080'],
    ['AA AA AA 96 69 00 04 00 00 81 85', '000081'],
    ['AA AA AA 96 69 00 04 00 00 41 45', '000041'],
    ['AA AA AA 96 69 00 04 00 00 91 95', '000091'],
    ['AA AA AA 96 69 00 04 00 00 60 64', '000060'],
    [
      'AA AA AA 96 69 00 14 00 00 90 05 00 03 00 45 50 33 01 01 00 00 00 02 00 00 00 A6',
      '00009005000300455033010100000002000000',
    ],
  ])('answer %s', (frame, bodyHex) => {
    const { parser, heard } = listening();
    parser.push(hex(frame));
    expect(heard).toEqual({ frames: [bodyHex], discarded: 0, checksumErrors: 0 });
  });
});

describe('the checksum of the CVR-100AU', () => {
  it.each([
    ['init', '0001', 'AA AA AA 96 69 00 03 00 01 FC'],
    ['find', '0081', 'AA AA AA 96 69 00 03 00 81 7C'],
    ['select', '0082', 'AA AA AA 96 69 00 03 00 82 7B'],
    ['read', '0083', 'AA AA AA 96 69 00 03 00 83 7A'],
  ])('request: %s', (_name, bodyHex, frame) => {
    expect(encodeSdtFrame(hex(bodyHex), 'sum')).toEqual(new Uint8Array(hex(frame)));
  });

  it('is accepted beside the common one where both may come, and is wrong elsewhere', () => {
    fc.assert(
      fc.property(shortBody, (bytes) => {
        const [sum, both] = [
          encodeSdtFrame(bytes, 'sum'),
          joined(encodeSdtFrame(bytes), encodeSdtFrame(bytes, 'sum')),
        ];
        const frames: string[] = [];
        const sink = {
          frame: (found: Uint8Array) => frames.push(hexOf(found)),
          discarded: () => undefined,
          checksumError: () => undefined,
        };
        new SdtParser(sink, ['sum', 'xor']).push(both);
        expect(frames).toEqual([hexOf(bytes), hexOf(bytes)]);
        fc.pre(hexOf(sum) !== hexOf(encodeSdtFrame(bytes)) && !bytes.includes(0xaa));
        const { parser, heard } = listening();
        parser.push(sum);
        expect(heard.frames).toEqual([]);
        expect(heard.checksumErrors).toBe(1);
      }),
    );
  });
});

describe('the length of a frame', () => {
  it('is known from its header on, and only where one begins', () => {
    const frame = encodeSdtFrame(new Uint8Array(100));
    expect(sdtFrameLength(frame.subarray(0, 6))).toBeNull();
    expect(sdtFrameLength(frame.subarray(0, 7))).toBe(frame.length);
    expect(sdtFrameLength(frame.subarray(1))).toBeNull();
    expect(sdtFrameLength(joined(SDT_PREAMBLE, hex('FF FF')))).toBeNull();
  });
});

describe('whatever the line does', () => {
  it('finds a frame however it is split', () => {
    fc.assert(
      fc.property(body, fc.array(fc.nat(2500)), (bytes, cuts) => {
        const { parser, heard } = listening();
        const frame = encodeSdtFrame(bytes);
        let from = 0;
        for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
          parser.push(frame.subarray(from, cut));
          from = Math.max(from, Math.min(cut, frame.length));
        }
        parser.push(frame.subarray(from));
        expect(heard).toEqual({ frames: [hexOf(bytes)], discarded: 0, checksumErrors: 0 });
        expect(parser.pending).toBe(0);
      }),
    );
  });

  it('finds a frame split in two at every single byte', () => {
    const frame = encodeSdtFrame(Uint8Array.from({ length: 300 }, (_, index) => index));
    for (let cut = 0; cut <= frame.length; cut += 1) {
      const { parser, heard } = listening();
      parser.push(frame.subarray(0, cut));
      parser.push(frame.subarray(cut));
      expect(heard.frames).toHaveLength(1);
    }
  });

  it('finds every frame between pieces of noise and accounts for every byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(plainNoise, shortBody), { maxLength: 6 }), plainNoise, (pairs, tail) => {
        const { parser, heard } = listening();
        for (const [noise, bytes] of pairs) parser.push(joined(noise, encodeSdtFrame(bytes)));
        parser.push(tail);
        const noiseBytes = pairs.reduce((sum, [noise]) => sum + noise.length, tail.length);
        expect(heard.frames).toEqual(pairs.map(([, bytes]) => hexOf(bytes)));
        expect(heard.discarded + parser.pending).toBe(noiseBytes);
      }),
    );
  });

  it('finds a frame behind a preamble that was broken off at any byte', () => {
    const frame = encodeSdtFrame(hex('00009f00000000'));
    for (let cut = 1; cut < SDT_PREAMBLE.length; cut += 1) {
      const { parser, heard } = listening();
      parser.push(joined(SDT_PREAMBLE.subarray(0, cut), frame));
      expect(heard).toEqual({ frames: ['00009f00000000'], discarded: cut, checksumErrors: 0 });
    }
  });

  it('finds the frame inside what claimed to be a longer one with a wrong checksum', () => {
    const real = encodeSdtFrame(hex('000080'));
    const { parser, heard } = listening();
    parser.push(joined(SDT_PREAMBLE, hex('00 10'), real, hex('01 02 03 04 05')));
    expect(heard.frames).toEqual(['000080']);
    expect(heard.checksumErrors).toBe(1);
    expect(heard.discarded).toBe(7 + 5);
  });

  it('reports a wrong checksum once and goes on with the next frame', () => {
    fc.assert(
      fc.property(shortBody, fc.integer({ min: 1, max: 255 }), (bytes, flip) => {
        fc.pre(!bytes.includes(0xaa));
        const wrong = encodeSdtFrame(bytes);
        wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ flip;
        fc.pre(wrong.at(-1) !== 0xaa);
        const { parser, heard } = listening();
        parser.push(joined(wrong, encodeSdtFrame(bytes)));
        expect(heard).toEqual({ frames: [hexOf(bytes)], discarded: wrong.length, checksumErrors: 1 });
      }),
    );
  });

  it.each(['00 00', '00 03', '09 61', 'FF FF'])(
    'takes a length of %s for noise and never waits for it',
    (length) => {
      const { parser, heard } = listening();
      parser.push(joined(SDT_PREAMBLE, hex(length), encodeSdtFrame(hex('000090'))));
      expect(heard.frames).toEqual(['000090']);
      expect(heard.discarded).toBe(7);
    },
  );

  it('waits for a frame that stops half-way until it is told not to', () => {
    const frame = encodeSdtFrame(new Uint8Array(100));
    const { parser, heard } = listening();
    parser.push(frame.subarray(0, 60));
    expect(parser.pending).toBe(60);
    expect(parser.reset()).toBe(60);
    parser.push(frame);
    expect(heard).toEqual({ frames: [hexOf(new Uint8Array(100))], discarded: 0, checksumErrors: 0 });
  });

  it('keeps no more than one frame of 100 kB of babble, and still finds the frame behind it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 700 }), (seed, piece) => {
        const babble = new Uint8Array(100_000);
        let value = seed;
        for (let index = 0; index < babble.length; index += 1) {
          value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
          const byte = (value >>> 16) & 0xff;
          babble[index] = byte < 100 ? (SDT_PREAMBLE[byte % 5] ?? 0) : byte;
        }
        const { parser, heard } = listening();
        let most = 0;
        for (let from = 0; from < babble.length; from += piece) {
          parser.push(babble.subarray(from, from + piece));
          most = Math.max(most, parser.pending);
        }
        expect(most).toBeLessThanOrEqual(SDT_MAX_LENGTH + 7);
        const inFrames = heard.frames.reduce((sum, frame) => sum + frame.length / 2 + 8, 0);
        expect(heard.discarded + inFrames + parser.pending).toBe(babble.length);
        parser.reset();
        parser.push(encodeSdtFrame(hex('000090')));
        expect(heard.frames.at(-1)).toBe('000090');
      }),
      { numRuns: 20 },
    );
  });
});
