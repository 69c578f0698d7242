/** What somebody with an oscilloscope would say of a WAV file. */
export interface Sound {
  readonly ms: number;
  /** Loudest sample, of full scale; null where there is nothing to hear. */
  readonly decibel: number | null;
  /** Samples between the first two times that it rises through zero: its pitch. Null where it does not. */
  readonly mark: number | null;
}

/** @returns null for what a player would refuse */
export function readWav(wav: Buffer): Sound | null {
  if (
    wav.length < 44 ||
    wav.toString('latin1', 0, 4) !== 'RIFF' ||
    wav.toString('latin1', 8, 16) !== 'WAVEfmt '
  )
    return null;
  const [format, channels, rate, bits] = [20, 22, 24, 34].map((at) =>
    at === 24 ? wav.readUInt32LE(at) : wav.readUInt16LE(at),
  ) as [number, number, number, number];
  const dataBytes = wav.readUInt32LE(40);
  if (
    format !== 1 ||
    bits !== 16 ||
    channels === 0 ||
    rate === 0 ||
    wav.toString('latin1', 36, 40) !== 'data'
  )
    return null;
  // A header that says more than there is would keep a real card waiting.
  if (dataBytes !== wav.length - 44) return null;
  const frames = dataBytes / (2 * channels);
  let peak = 0;
  const rises: number[] = [];
  let before = 1;
  for (let frame = 0; frame < frames; frame += 1) {
    const level = wav.readInt16LE(44 + frame * 2 * channels);
    peak = Math.max(peak, Math.abs(level));
    if (before <= 0 && level > 0 && rises.length < 2) rises.push(frame);
    before = level;
  }
  const [first, second] = rises;
  return {
    ms: (frames * 1000) / rate,
    decibel: peak === 0 ? null : Math.round(20 * Math.log10(peak / 0x8000)),
    mark: first === undefined || second === undefined ? null : second - first,
  };
}
