/** Half of full scale. */
const AMPLITUDE = 0x4000;
const SAMPLE_RATE = 16_000;
const HEADER_BYTES = 44;
/** Two periods of the longest mark must fit. */
const SHORTEST_MS = 40;

/** Which sentence it is can be told from the sound alone: the length of a period is its mark, in samples. */
const FIRST_MARK = 24;
const MARKS = 200;
export const markOf = (n: number): number => FIRST_MARK + (n % MARKS);

/** A square wave as a WAV file of 16-bit samples. */
export function toneWav(mark: number, ms: number, unknownLength: boolean): Buffer {
  const samples = Math.round((Math.max(ms, SHORTEST_MS) * SAMPLE_RATE) / 1000);
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  const dataBytes = unknownLength ? 0x7ffff000 : samples * 2;
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(dataBytes + HEADER_BYTES - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(dataBytes, 40);
  for (let at = 0; at < samples; at += 1) {
    const level = at % mark < mark / 2 ? AMPLITUDE : -AMPLITUDE;
    wav.writeInt16LE(level, HEADER_BYTES + at * 2);
  }
  return wav;
}
