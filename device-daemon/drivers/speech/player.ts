import { durationMs, encodeWav, type WavAudio } from '../../framing/wav.ts';
import type { LinkFault } from '../link-fault.ts';
import { runProgram } from './run-program.ts';

/** A program that plays the WAV file on its standard input and ends when it is played. */
export interface Player {
  readonly program: string;
  readonly args: readonly string[];
}

/** What a player may need beyond the sound itself: to start, to open the card, to let it run dry. */
const OVERTIME_MS = 5_000;

export type PlayEnd = { readonly type: 'played' } | { readonly type: 'canceled' } | LinkFault;

export async function play(player: Player, audio: WavAudio, signal: AbortSignal): Promise<PlayEnd> {
  const end = await runProgram(
    {
      ...player,
      input: encodeWav(audio),
      // It has nothing to say; what it does say is not kept.
      outputMaxBytes: Number.POSITIVE_INFINITY,
      timeoutMs: durationMs(audio) + OVERTIME_MS,
    },
    signal,
  );
  switch (end.type) {
    case 'ended':
      return { type: 'played' };
    case 'failed':
      return { type: 'broken', code: `player ${end.code}` };
    case 'missing':
    case 'late':
    case 'tooMuch':
      return { type: 'silent' };
    case 'canceled':
      return { type: 'canceled' };
  }
}

const SILENCE_MS = 50;
const SILENCE_RATE = 16_000;

/** Nobody hears it, and a sound card is needed for it all the same. */
export const SILENCE: WavAudio = {
  channels: 1,
  sampleRate: SILENCE_RATE,
  pcm: new Uint8Array((SILENCE_RATE * SILENCE_MS * 2) / 1000),
};
