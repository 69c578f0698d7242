import {
  SPEECH_VOLUME_DEFAULT,
  SPEECH_VOLUME_MAX,
  type SpeechOutput,
  type SpeechRatePercent,
} from '#shared/protocol/speech.ts';
import type { PersonEvent } from './screen-model.ts';

/** Languages of the screen, by their BCP 47 tags; in the order of the picker. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en', 'ug'] as const;
export type Language = (typeof LANGUAGES)[number];

/** 标准, 大字, 特大. The words stand in the page as `data-size`. */
export const TEXT_SIZES = ['standard', 'large', 'extra-large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** The words stand in the page as `data-theme`. */
export const THEMES = ['light', 'dark', 'contrast-white', 'contrast-black'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * Who stands there beside the person whose card it is. `family`: somebody of theirs helps, and they take their time.
 * `staff`: a stranger sees the screen, so amounts stay stars.
 */
export const COMPANIES = ['alone', 'family', 'staff'] as const;
export type Company = (typeof COMPANIES)[number];

/** What a person has set for themselves. None of it is kept after their visit. */
export interface Preferences {
  readonly language: Language;
  readonly textSize: TextSize;
  readonly theme: Theme;
  /** Every control in the lower part of the glass, for who sits or is small. */
  readonly lowReach: boolean;
  /** The screen is read aloud. */
  readonly speech: boolean;
  /** 0–10 */
  readonly volume: number;
  readonly ratePercent: SpeechRatePercent;
  /** Nothing is shown while it is read aloud: nobody can look over a shoulder. */
  readonly screenBlank: boolean;
  readonly company: Company;
  /** The keypad has been used: focus is shown, and time is longer. */
  readonly keys: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'zh-Hans',
  textSize: 'standard',
  theme: 'light',
  lowReach: false,
  speech: false,
  volume: SPEECH_VOLUME_DEFAULT,
  ratePercent: 100,
  screenBlank: false,
  company: 'alone',
  keys: false,
};

/** A wish that only changes what somebody has set for themselves. */
export type PreferenceEvent =
  | { readonly type: 'person.choseLanguage'; readonly language: Language }
  | { readonly type: 'person.choseTextSize'; readonly textSize: TextSize }
  | { readonly type: 'person.choseTheme'; readonly theme: Theme }
  | { readonly type: 'person.choseLowReach'; readonly lowReach: boolean }
  | { readonly type: 'person.choseSpeech'; readonly speech: boolean }
  | { readonly type: 'person.choseVolume'; readonly volume: number }
  | { readonly type: 'person.choseSpeechRate'; readonly ratePercent: SpeechRatePercent }
  | { readonly type: 'person.choseScreenBlank'; readonly screenBlank: boolean }
  | { readonly type: 'person.choseCompany'; readonly company: Company }
  | { readonly type: 'person.usedKeys' };

/** The preferences after that wish; the same ones where it is none of theirs. */
export function preferred(preferences: Preferences, event: PersonEvent): Preferences {
  switch (event.type) {
    case 'person.choseLanguage':
      return { ...preferences, language: event.language };
    case 'person.choseTextSize':
      return { ...preferences, textSize: event.textSize };
    case 'person.choseTheme':
      return { ...preferences, theme: event.theme };
    case 'person.choseLowReach':
      return { ...preferences, lowReach: event.lowReach };
    case 'person.choseSpeech':
      // A blank screen that says nothing would be a dead one.
      return { ...preferences, speech: event.speech, screenBlank: event.speech && preferences.screenBlank };
    case 'person.choseVolume':
      return { ...preferences, volume: Math.max(0, Math.min(SPEECH_VOLUME_MAX, event.volume)) };
    case 'person.choseSpeechRate':
      return { ...preferences, ratePercent: event.ratePercent };
    case 'person.choseScreenBlank':
      return { ...preferences, screenBlank: event.screenBlank && preferences.speech };
    case 'person.choseCompany':
      return { ...preferences, company: event.company };
    case 'person.usedKeys':
      return preferences.keys ? preferences : { ...preferences, keys: true };
    default:
      return preferences;
  }
}

/** Headphones are put in by whoever wants to hear. Without them, or without any sound, nothing is said unasked. */
export function heard(preferences: Preferences, before: SpeechOutput, now: SpeechOutput): Preferences {
  if (before === now) return preferences;
  if (now === 'headphones') return preferences.speech ? preferences : { ...preferences, speech: true };
  if (before === 'headphones' || now === 'none') return { ...preferences, speech: false, screenBlank: false };
  return preferences;
}

/** For the next person. Whoever still wears the headphones has not gone. */
export const forgotten = ({ speech, volume, ratePercent }: Preferences, output: SpeechOutput): Preferences =>
  speech && output === 'headphones'
    ? { ...DEFAULT_PREFERENCES, speech, volume, ratePercent }
    : DEFAULT_PREFERENCES;

/** Whoever hears, enlarges, reaches low, works with keys or is helped gets twice the time. */
export const needsMoreTime = ({ textSize, speech, lowReach, keys, company, theme }: Preferences): boolean =>
  textSize !== 'standard' ||
  speech ||
  lowReach ||
  keys ||
  company !== 'alone' ||
  theme.startsWith('contrast');
