import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSzztFrame, SZZT_MAX_BODY, SzztParser } from './szzt.ts';

interface Heard {
  frames: string[];
  outside: number[];
  discarded: number;
  checksumErrors: number;
}

function listening(): { parser: SzztParser; heard: Heard } {
  const heard: Heard = { frames: [], outside: [], discarded: 0, checksumErrors: 0 };
  const parser = new SzztParser({
    frame: (body) => heard.frames.push(Buffer.from(body).toString('hex')),
    outside: (byte) => heard.outside.push(byte),
    discarded: (count) => {
      heard.discarded += count;
    },
    checksumError: () => {
      heard.checksumErrors += 1;
    },
  });
  return { parser, heard };
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

const body = fc.uint8Array({ minLength: 1, maxLength: SZZT_MAX_BODY });
const shortBody = fc.uint8Array({ minLength: 1, maxLength: 20 });
/** What a person can press: anything but the byte that begins a frame. */
const keys = fc
  .uint8Array({ maxLength: 12 })
  .map((bytes) => bytes.map((byte) => (byte === 0x02 ? 0x32 : byte)));

/** Worked out by hand from the description of the frame. */
describe('literal frames', () => {
  it.each([
    ['information', '3', '02 30 30 31 33 03 30 31'],
    ['open the keyboard', '5033', '02 30 30 34 35 30 33 33 03 33 32'],
    ['close the keyboard', '5032', '02 30 30 34 35 30 33 32 03 33 33'],
    ['reset', '5030', '02 30 30 34 35 30 33 30 03 33 31'],
  ])('%s', (_name, request, frame) => {
    expect(encodeSzztFrame(ascii(request))).toEqual(hex(frame));
    const { parser, heard } = listening();
    parser.push(hex(frame));
    expect(heard).toEqual({
      frames: [hexOf(ascii(request))],
      outside: [],
      discarded: 0,
      checksumErrors: 0,
    });
  });

  it('with a checksum in small letters', () => {
    const frame = encodeSzztFrame(hex('60 5d 11'));
    const { parser, heard } = listening();
    parser.push(ascii(Buffer.from(frame).toString('latin1').toLowerCase()));
    expect(heard.frames).toEqual(['605d11']);
  });
});

describe('whatever the line does', () => {
  it('tells frames from keys however they are split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keys, shortBody), { maxLength: 5 }),
        keys,
        fc.array(fc.nat(300)),
        (pairs, tail, cuts) => {
          const { parser, heard } = listening();
          const line = joined(...pairs.flatMap(([before, bytes]) => [before, encodeSzztFrame(bytes)]), tail);
          let from = 0;
          for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
            parser.push(line.subarray(from, cut));
            from = Math.max(from, Math.min(cut, line.length));
          }
          parser.push(line.subarray(from));
          expect(heard.frames).toEqual(pairs.map(([, bytes]) => hexOf(bytes)));
          expect(heard.outside).toEqual([...pairs.flatMap(([before]) => [...before]), ...tail]);
          expect([heard.discarded, parser.pending]).toEqual([0, 0]);
        },
      ),
    );
  });

  it('takes a frame of any length', () => {
    fc.assert(
      fc.property(body, (bytes) => {
        const { parser, heard } = listening();
        parser.push(encodeSzztFrame(bytes));
        expect(heard.frames).toEqual([hexOf(bytes)]);
      }),
    );
  });

  it('tells of a damaged frame before any byte of it can look like a key', () => {
    fc.assert(
      fc.property(shortBody, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, flip) => {
        const frame = encodeSzztFrame(bytes);
        const place = 1 + (at % (frame.length - 1));
        // A small letter in the checksum means the same.
        fc.pre(place < frame.length - 2 || flip !== 0x20);
        frame[place] = (frame[place] ?? 0) ^ flip;
        const told: string[] = [];
        const parser = new SzztParser({
          frame: () => told.push('frame'),
          outside: () => told.push('outside'),
          discarded: () => told.push('discarded'),
          checksumError: () => told.push('checksumError'),
        });
        parser.push(frame);
        expect(['outside', 'frame']).not.toContain(told[0] ?? 'nothing');
      }),
    );
  });

  it('reports a wrong checksum once and goes on with the next frame', () => {
    fc.assert(
      fc.property(shortBody, (bytes) => {
        fc.pre(!bytes.includes(0x02));
        const wrong = encodeSzztFrame(bytes);
        wrong[wrong.length - 1] = wrong.at(-1) === 0x30 ? 0x31 : 0x30;
        const { parser, heard } = listening();
        parser.push(joined(wrong, encodeSzztFrame(bytes)));
        expect(heard).toEqual({
          frames: [hexOf(bytes)],
          outside: [],
          discarded: wrong.length,
          checksumErrors: 1,
        });
      }),
    );
  });

  it('finds the frame inside what claimed to be a longer one', () => {
    const { parser, heard } = listening();
    parser.push(joined(ascii('\x02012'), encodeSzztFrame(ascii('`')), ascii('xxxxxxxxxxx')));
    expect(heard.frames).toEqual(['60']);
  });

  it.each(['000', '301', '99x', '\x1b00'])(
    'takes a length of %s for noise and never waits for it',
    (length) => {
      const { parser, heard } = listening();
      parser.push(joined(ascii(`\x02${length}`), encodeSzztFrame(ascii('`'))));
      expect(heard.frames).toEqual(['60']);
    },
  );

  it('keeps nothing of what it has decided', () => {
    const { parser } = listening();
    parser.push(ascii('\x02009123456'));
    expect(parser.reset()).toBe(10);
    expect(parser.pending).toBe(0);
    const seen: string[] = [];
    const watching = new SzztParser({
      frame: (view) => seen.push(hexOf(new Uint8Array(view.buffer).subarray(view.length + 7))),
      outside: () => undefined,
      discarded: () => undefined,
      checksumError: () => undefined,
    });
    watching.push(encodeSzztFrame(ascii('123456789012')));
    watching.push(encodeSzztFrame(ascii('`')));
    expect(seen[1]).toMatch(/^(00)+$/);
  });
});
