import { LANGUAGES, type Language } from '#kiosk-ui/machines/preferences.ts';
import { PSEUDO_IN_PLACE_OF, PSEUDO_LOCALES, type PseudoLocale } from './pseudo-locales.ts';

/** Words to try the screens with: the kiosk's languages, and ones that are longer, mirrored or taller than any. */
export type Words = Language | PseudoLocale;
export const WORDS: readonly Words[] = [...LANGUAGES, ...PSEUDO_LOCALES];

export const isPseudo = (words: Words): words is PseudoLocale => words.startsWith('qps-');

/** The language that the machines are told of. */
export const languageOf = (words: Words): Language => (isPseudo(words) ? PSEUDO_IN_PLACE_OF : words);
