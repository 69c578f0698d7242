import type { Language } from '../machines/preferences.ts';

export type Direction = 'ltr' | 'rtl';

/** `draft`: nobody who grew up with the language has read its words yet; people are told before they choose it. */
type Review = 'reviewed' | 'draft';

interface LanguageFacts {
  /** By its own name, in its own script; never a flag. */
  readonly name: string;
  readonly direction: Direction;
  readonly review: Review;
}

/** What a picker needs to know of a language before its words are here. */
export const LANGUAGE_FACTS: Record<Language, LanguageFacts> = {
  'zh-Hans': { name: '简体中文', direction: 'ltr', review: 'reviewed' },
  'zh-Hant': { name: '繁體中文', direction: 'ltr', review: 'reviewed' },
  en: { name: 'English', direction: 'ltr', review: 'reviewed' },
  ug: { name: 'ئۇيغۇرچە', direction: 'rtl', review: 'draft' },
};
