import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withVolume } from './volume.ts';

const audioOf = (...samples: number[]) => ({
  channels: 1 as const,
  sampleRate: 16_000,
  pcm: new Uint8Array(Int16Array.from(samples).buffer),
});
const samplesOf = ({ pcm }: { pcm: Uint8Array }) => [...new Int16Array(pcm.slice().buffer)];

it('a step is 6 dB, ten is what the voice gave, nought is silence', () => {
  const voice = audioOf(32767, -32768, 1000, 0);
  expect(samplesOf(withVolume(voice, 10))).toEqual([32767, -32768, 1000, 0]);
  expect(samplesOf(withVolume(voice, 9))).toEqual([16422, -16423, 501, 0]);
  expect(samplesOf(withVolume(voice, 0)).map(Math.abs)).toEqual([0, 0, 0, 0]);
});

it('never makes anything louder, and leaves the original alone', () => {
  const sample = fc.integer({ min: -32768, max: 32767 });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1 }), fc.integer({ min: 0, max: 10 }), (samples, volume) => {
      const voice = audioOf(...samples);
      const quieter = samplesOf(withVolume(voice, volume));
      for (const [at, level] of quieter.entries()) {
        expect(Math.abs(level)).toBeLessThanOrEqual(Math.abs(samples[at]!));
      }
      expect(samplesOf(voice)).toEqual(samples);
    }),
  );
});
