import type { SpeechLanguage } from '#shared/protocol/speech.ts';
import { asEspeakReads } from './espeak-ng-readings.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** Words a minute, as espeak-ng counts them; it takes 80 to 450. */
const NORMAL_RATE = 160;

/**
 * `cmn` reads every syllable's tone as an English number; the voice by pinyin has the tones. It knows traditional
 * characters as well. An Uyghur voice is there too, and nobody who speaks Uyghur has listened to it: it is left out.
 */
const VOICES: Readonly<Partial<Record<SpeechLanguage, string>>> = {
  'zh-Hans': 'cmn-latn-pinyin',
  'zh-Hant': 'cmn-latn-pinyin',
  en: 'en-us',
};

/** Debian's espeak-ng 1.51: small, quick, everywhere, and plainly a machine. */
export const espeakNg = (program: string): VoiceEngine => ({
  model: 'espeak-ng',
  program,
  languages: Object.keys(VOICES) as SpeechLanguage[],
  // What stands between double brackets it would take for phonemes.
  spell: (language, text) => (language === 'en' ? text : asEspeakReads(text)).replace(/\[(?=\[)/g, '[ '),
  call: (language, ratePercent) => ({
    args: [
      ...['-v', VOICES[language] ?? ''],
      ...['-s', String(Math.round((NORMAL_RATE * ratePercent) / 100))],
      // The text is UTF-8 whatever the locale says.
      ...['-b', '1', '--stdin', '--stdout'],
    ],
    environment: {},
  }),
});
