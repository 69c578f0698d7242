import type { SpeechLanguage, Utterance } from '#shared/protocol/speech.ts';
import { ok } from '#shared/result.ts';
import type { LinkFault } from '../link-fault.ts';
import { findProgram } from './find-program.ts';
import { type Player, play, SILENCE } from './player.ts';
import { sentencesOf } from './sentences.ts';
import type { OpenSpeechLink, SayEnd, SpeechLink } from './speech-driver.ts';
import { type Sentence, type Sound, Voice, type VoiceOptions } from './voice.ts';
import { withVolume } from './volume.ts';

export interface SpeechLinkOptions extends VoiceOptions {
  readonly player: Player;
}

/** A word of each language, for the test of an engine. */
const SAMPLE: Readonly<Record<SpeechLanguage, string>> = {
  'zh-Hans': '一',
  'zh-Hant': '一',
  en: 'one',
  ug: 'بىر',
};

/** How soon it is noticed that a program was taken away while nobody speaks. */
const LOOK_MS = 2000;

/** An engine and a player: there while both programs are there and may be executed. */
export function speechLink(options: SpeechLinkOptions): OpenSpeechLink {
  const programs = [options.engine.program, options.player.program];
  return async (lost) => {
    for (const program of programs) {
      const found = await findProgram(program);
      if (!found.ok) return found;
    }
    return ok(new EngineAndPlayer(options, programs, lost));
  };
}

class EngineAndPlayer implements SpeechLink {
  readonly port: string;
  readonly model: string;
  readonly #options: SpeechLinkOptions;
  readonly #voice: Voice;
  /** A link that is closed takes its sound with it. */
  readonly #closing = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  readonly #looking: NodeJS.Timeout;

  constructor(options: SpeechLinkOptions, programs: readonly string[], lost: () => void) {
    this.#options = options;
    this.#voice = new Voice(options);
    this.port = options.engine.program;
    this.model = options.engine.model;
    this.#looking = setInterval(async () => {
      const found = await Promise.all(programs.map(findProgram));
      if (this.#closing.signal.aborted || found.every((one) => one.ok)) return;
      clearInterval(this.#looking);
      lost();
    }, LOOK_MS);
  }

  async selfTest(): Promise<{ type: 'well'; description: string } | LinkFault> {
    const testing = this.#test(this.#closing.signal);
    this.#running = testing;
    const end = await testing;
    switch (end.type) {
      case 'played':
        return { type: 'well', description: this.#options.engine.languages.join(' ') };
      // Closed in the middle of it: nobody asks any more.
      case 'canceled':
        return { type: 'silent' };
      default:
        return end;
    }
  }

  say(utterance: Utterance, signal: AbortSignal): Promise<SayEnd> {
    const saying = this.#say(utterance, AbortSignal.any([signal, this.#closing.signal]));
    this.#running = saying;
    return saying;
  }

  confirm(): void {}

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#closing.abort();
    await this.#running;
  }

  async #test(signal: AbortSignal) {
    const [language = 'zh-Hans'] = this.#options.engine.languages;
    const sample = { language, text: SAMPLE[language], ratePercent: 100 } as const;
    const made = await this.#voice.synthesise(sample, signal);
    if (made.type !== 'sound') return made;
    return play(this.#options.player, SILENCE, signal);
  }

  async #say(utterance: Utterance, outside: AbortSignal): Promise<SayEnd> {
    const { language, text, ratePercent } = utterance;
    const sentence = (part: string): Sentence => ({ language, text: part, ratePercent });
    const whole = await this.#voice.recorded([sentence(text)]);
    const sentences = sentencesOf(text).map(sentence);
    const recorded = whole ?? (await this.#voice.recorded(sentences));
    if (recorded === null && !this.#voice.speaks(language)) return { type: 'noVoice' };
    const over = new AbortController();
    const signal = AbortSignal.any([outside, over.signal]);
    const sounds =
      recorded === null
        ? sentences.map((one) => () => this.#voice.soundOf(one, signal))
        : recorded.map((audio) => async () => ({ type: 'sound', audio }) as const);
    const end = await this.#inTurn(sounds, utterance.volume, signal);
    over.abort();
    return end;
  }

  /** While one sentence sounds, the next one is made. */
  async #inTurn(
    sounds: readonly (() => Promise<Sound>)[],
    volume: number,
    signal: AbortSignal,
  ): Promise<SayEnd> {
    let next = sounds[0]?.();
    for (let at = 1; next !== undefined; at += 1) {
      const made = await next;
      if (signal.aborted) return { type: 'canceled' };
      if (made.type !== 'sound') return made;
      next = sounds[at]?.();
      const played = await play(this.#options.player, withVolume(made.audio, volume), signal);
      if (played.type !== 'played') return played;
    }
    return { type: 'said' };
  }
}
