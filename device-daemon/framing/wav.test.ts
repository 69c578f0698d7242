import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, encodeWav, parseWav, type WavAudio } from './wav.ts';

const audio = fc.record({
  channels: fc.constantFrom(1 as const, 2 as const),
  sampleRate: fc.integer({ min: 8_000, max: 48_000 }),
  pcm: fc
    .uint8Array({ minLength: 4, maxLength: 400 })
    .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % 4))),
});
const VOICE: WavAudio = { channels: 1, sampleRate: 16_000, pcm: Uint8Array.of(1, 2, 3, 4) };

function chunk(id: string, bytes: Uint8Array, length = bytes.length): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, bytes, new Uint8Array(bytes.length % 2)]);
}
const riff = (...chunks: Uint8Array[]) =>
  new Uint8Array(Buffer.concat([chunk('RIFF', Buffer.from('WAVE')), ...chunks]));
function format(tag: number, { channels = 1, rate = 16_000, bits = 16, more = '' } = {}): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(channels, 2);
  bytes.writeUInt32LE(rate, 4);
  bytes.writeUInt16LE(bits, 14);
  return chunk('fmt ', Buffer.concat([bytes, Buffer.from(more, 'hex')]));
}
const DATA = chunk('data', VOICE.pcm);

describe('a WAV file', () => {
  it('is what was written', () => {
    fc.assert(
      fc.property(audio, (written) => {
        expect(parseWav(encodeWav(written))).toEqual({ ok: true, value: written });
      }),
    );
  });

  it('may carry other chunks before its samples, also of odd length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 33 }),
        fc.string({ minLength: 4, maxLength: 4, unit: fc.constantFrom('L', 'I', 'S', 'T') }),
        (bytes, id) => {
          const wav = riff(chunk(id, bytes), format(1), chunk(id, bytes), DATA);
          expect(parseWav(wav)).toEqual({ ok: true, value: VOICE });
        },
      ),
    );
  });

  it.each([
    ['7ffff000', 0x7ffff000],
    ['ffffffff', 0xffffffff],
  ])('may say that it is longer than it is (%s): a pipe cannot be written twice', (_name, length) => {
    expect(parseWav(riff(format(1), chunk('data', VOICE.pcm, length)))).toEqual({ ok: true, value: VOICE });
  });

  it('loses a frame that is not whole', () => {
    const cut = parseWav(riff(format(1, { channels: 2 }), chunk('data', new Uint8Array(11))));
    expect(cut.ok && cut.value.pcm.length).toBe(8);
  });

  it('may have the extensible form', () => {
    const tail = '160010000400000001000000';
    expect(parseWav(riff(format(0xfffe, { more: tail }), DATA))).toEqual({ ok: true, value: VOICE });
    expect(
      parseWav(riff(format(0xfffe, { more: tail.replace('01000000', '03000000') }), DATA)),
    ).toMatchObject({ error: 'unsupported' });
  });

  it.each([
    ['floating point', format(3)],
    ['8 bits', format(1, { bits: 8 })],
    ['six channels', format(1, { channels: 6 })],
    ['no channel', format(1, { channels: 0 })],
    ['one sample a second', format(1, { rate: 1 })],
    ['a rate that no voice has', format(1, { rate: 192_000 })],
    ['half a format', chunk('fmt ', new Uint8Array(8))],
  ])('is refused with %s', (_name, chunkOfFormat) => {
    expect(parseWav(riff(chunkOfFormat, DATA))).toEqual({ ok: false, error: 'unsupported' });
  });

  it.each([
    ['nothing', new Uint8Array(), 'notWav'],
    ['text', new Uint8Array(Buffer.from('usage: voice [options]')), 'notWav'],
    ['no format', riff(DATA), 'notWav'],
    ['no data', riff(format(1)), 'empty'],
    ['no sample', riff(format(1), chunk('data', new Uint8Array())), 'empty'],
  ])('is none: %s', (_name, bytes, error) => {
    expect(parseWav(bytes)).toEqual({ ok: false, error });
  });

  it('is never misread, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), fc.nat(255), (noise, at, byte) => {
        parseWav(noise);
        const damaged = encodeWav(VOICE);
        damaged[at % damaged.length] = byte;
        const parsed = parseWav(damaged);
        if (!parsed.ok) return;
        expect(parsed.value.pcm.length).toBeLessThanOrEqual(damaged.length);
        expect(durationMs(parsed.value)).toBeGreaterThan(0);
      }),
    );
  });

  it('lasts as long as its samples', () => {
    expect(durationMs({ channels: 2, sampleRate: 8_000, pcm: new Uint8Array(32_000) })).toBe(1000);
  });
});
