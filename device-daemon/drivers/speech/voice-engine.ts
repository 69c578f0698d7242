import type { SpeechLanguage, SpeechRatePercent } from '#shared/protocol/speech.ts';

/** How a voice is asked for one sentence: the program gets the text on its standard input and writes a WAV file. */
interface VoiceCall {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface VoiceEngine {
  readonly model: string;
  readonly program: string;
  readonly languages: readonly SpeechLanguage[];
  /** Never the text: whoever looks at the list of processes would read it. */
  call(language: SpeechLanguage, ratePercent: SpeechRatePercent): VoiceCall;
  /** What it is given instead of the text, where it would read that wrongly. */
  spell(language: SpeechLanguage, text: string): string;
}
