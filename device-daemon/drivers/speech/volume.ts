import { SPEECH_VOLUME_MAX } from '#shared/protocol/speech.ts';
import type { WavAudio } from '../../framing/wav.ts';

const STEP_DECIBEL = 6;

/** The samples themselves: the mixer of the sound card stays as the hall has set it, so nobody can make it too loud. */
export function withVolume(audio: WavAudio, volume: number): WavAudio {
  const gain = volume === 0 ? 0 : 10 ** (-((SPEECH_VOLUME_MAX - volume) * STEP_DECIBEL) / 20);
  const pcm = new Uint8Array(audio.pcm.length);
  const from = new DataView(audio.pcm.buffer, audio.pcm.byteOffset, audio.pcm.byteLength);
  const to = new DataView(pcm.buffer);
  for (let at = 0; at < pcm.length; at += 2)
    to.setInt16(at, Math.round(from.getInt16(at, true) * gain), true);
  return { ...audio, pcm };
}
