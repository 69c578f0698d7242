import { err, ok, type Result } from '#shared/result.ts';

/**
 * RIFF/WAVE, as far as voices need it: 16-bit PCM, one or two channels (Multimedia Programming Interface and Data
 * Specifications 1.0, Microsoft and IBM 1991; the extensible form: "Multiple Channel Audio Data and WAVE Files", 2007).
 *
 * ```
 *   "RIFF" length "WAVE"  { id length bytes [pad to even] } …      numbers little-endian
 *   "fmt " 16+  format(2) channels(2) rate(4) bytes a second(4) bytes a frame(2) bits(2) …
 *   "data" n    samples, channels in turn
 * ```
 */
export interface WavAudio {
  readonly channels: 1 | 2;
  readonly sampleRate: number;
  /** Whole frames of 16-bit samples, little-endian: a view of what was parsed. */
  readonly pcm: Uint8Array;
}

/** `unsupported`: WAV, but not 16-bit PCM of a voice. `empty`: no sample in it. */
export type WavFault = 'notWav' | 'unsupported' | 'empty';

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const FORMAT_BYTES = 16;
const PCM = 1;
const EXTENSIBLE = 0xfffe;
/** In the extensible form the format stands at the head of a GUID. */
const SUBFORMAT_AT = 24;
const SAMPLE_RATE_MIN = 8_000;
const SAMPLE_RATE_MAX = 48_000;

/**
 * Takes the data to its end even where its length says more: a program that writes to a pipe cannot know the length when it
 * writes the header.
 */
export function parseWav(bytes: Uint8Array): Result<WavAudio, WavFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < RIFF_HEADER_BYTES || textAt(view, 0) !== 'RIFF' || textAt(view, 8) !== 'WAVE')
    return err('notWav');
  let format: { channels: 1 | 2; sampleRate: number } | null = null;
  for (let at = RIFF_HEADER_BYTES; at + CHUNK_HEADER_BYTES <= bytes.length; ) {
    const id = textAt(view, at);
    const length = view.getUint32(at + 4, true);
    const start = at + CHUNK_HEADER_BYTES;
    const end = Math.min(start + length, bytes.length);
    if (id === 'fmt ') {
      format = formatOf(view, start, end);
      if (format === null) return err('unsupported');
    }
    if (id === 'data') {
      if (format === null) return err('notWav');
      const frameBytes = 2 * format.channels;
      const pcm = bytes.subarray(start, end - ((end - start) % frameBytes));
      return pcm.length === 0 ? err('empty') : ok({ ...format, pcm });
    }
    at = start + length + (length % 2);
  }
  return err(format === null ? 'notWav' : 'empty');
}

/** One file with the three chunks that every player knows. */
export function encodeWav({ channels, sampleRate, pcm }: WavAudio): Uint8Array {
  const start = RIFF_HEADER_BYTES + CHUNK_HEADER_BYTES + FORMAT_BYTES + CHUNK_HEADER_BYTES;
  const bytes = new Uint8Array(start + pcm.length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - CHUNK_HEADER_BYTES, true);
  text(8, 'WAVE');
  text(12, 'fmt ');
  view.setUint32(16, FORMAT_BYTES, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, pcm.length, true);
  bytes.set(pcm, start);
  return bytes;
}

export const durationMs = ({ channels, sampleRate, pcm }: WavAudio): number =>
  (pcm.length * 1000) / (2 * channels * sampleRate);

function formatOf(
  view: DataView,
  start: number,
  end: number,
): { channels: 1 | 2; sampleRate: number } | null {
  if (end - start < FORMAT_BYTES) return null;
  const tag = view.getUint16(start, true);
  const extended = tag === EXTENSIBLE && end - start >= SUBFORMAT_AT + 2;
  const coding = extended ? view.getUint16(start + SUBFORMAT_AT, true) : tag;
  const channels = view.getUint16(start + 2, true);
  const sampleRate = view.getUint32(start + 4, true);
  if (coding !== PCM || view.getUint16(start + 14, true) !== 16) return null;
  if (channels !== 1 && channels !== 2) return null;
  return sampleRate < SAMPLE_RATE_MIN || sampleRate > SAMPLE_RATE_MAX ? null : { channels, sampleRate };
}

const textAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
