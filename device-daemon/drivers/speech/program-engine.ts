import type { SpeechLanguage } from '#shared/protocol/speech.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** A voice of the hall's own choice, behind a program; docs/devices.md has its protocol. */
export const programEngine = (
  program: string,
  args: readonly string[],
  languages: readonly SpeechLanguage[],
): VoiceEngine => ({
  model: 'program',
  program,
  languages,
  spell: (_language, text) => text,
  call: (language, ratePercent) => ({
    args,
    environment: { KIOSK_SPEECH_LANGUAGE: language, KIOSK_SPEECH_RATE_PERCENT: String(ratePercent) },
  }),
});
