import type { SpeechLanguage, SpeechRatePercent } from '#shared/protocol/speech.ts';
import { parseWav, type WavAudio } from '../../framing/wav.ts';
import type { LinkFault } from '../link-fault.ts';
import { findClip } from './clips.ts';
import { runProgram } from './run-program.ts';
import { SOUND_MAX_BYTES } from './speech-driver.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** Longest that a sentence may take to be made. espeak-ng needs hundredths of a second. */
const SYNTHESIS_TIMEOUT_MS = 10_000;

export interface VoiceOptions {
  readonly engine: VoiceEngine;
  readonly clipsFolder: string | null;
  readonly onUnusableClip: (file: string) => void;
}

export interface Sentence {
  readonly language: SpeechLanguage;
  readonly text: string;
  readonly ratePercent: SpeechRatePercent;
}

export type Sound =
  | { readonly type: 'sound'; readonly audio: WavAudio }
  | { readonly type: 'canceled' }
  | LinkFault;

/** Recorded where somebody has recorded it, else made by the engine. */
export class Voice {
  constructor(private readonly options: VoiceOptions) {}

  speaks(language: SpeechLanguage): boolean {
    return this.options.engine.languages.includes(language);
  }

  /** @returns null unless somebody has recorded all of them: half of what is to be said is worse than nothing */
  async recorded(sentences: readonly Sentence[]): Promise<WavAudio[] | null> {
    const clips: WavAudio[] = [];
    for (const sentence of sentences) {
      const clip = await this.#clipOf(sentence);
      if (clip === null) return null;
      clips.push(clip);
    }
    return clips;
  }

  async soundOf(sentence: Sentence, signal: AbortSignal): Promise<Sound> {
    const clip = await this.#clipOf(sentence);
    return clip === null ? this.synthesise(sentence, signal) : { type: 'sound', audio: clip };
  }

  async synthesise({ language, text, ratePercent }: Sentence, signal: AbortSignal): Promise<Sound> {
    const { engine } = this.options;
    const end = await runProgram(
      {
        program: engine.program,
        ...engine.call(language, ratePercent),
        input: new TextEncoder().encode(`${engine.spell(language, oneLine(text))}\n`),
        outputMaxBytes: SOUND_MAX_BYTES,
        timeoutMs: SYNTHESIS_TIMEOUT_MS,
      },
      signal,
    );
    switch (end.type) {
      case 'ended': {
        const parsed = parseWav(end.output);
        return parsed.ok ? { type: 'sound', audio: parsed.value } : { type: 'garbled' };
      }
      case 'failed':
        return { type: 'broken', code: `engine ${end.code}` };
      case 'missing':
      case 'late':
        return { type: 'silent' };
      case 'tooMuch':
        return { type: 'garbled' };
      case 'canceled':
        return { type: 'canceled' };
    }
  }

  /** A recording has one speed: at another one the engine speaks, where it can. */
  async #clipOf({ language, text, ratePercent }: Sentence): Promise<WavAudio | null> {
    const { clipsFolder, onUnusableClip } = this.options;
    if (clipsFolder === null || (ratePercent !== 100 && this.speaks(language))) return null;
    return findClip(clipsFolder, language, text, onUnusableClip);
  }
}

/** A control character is nothing that anybody says, and to some engines a command. */
const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
