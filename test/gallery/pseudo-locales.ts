import type { Direction } from '#kiosk-ui/locales/languages.ts';
import type { registerLanguage } from '#kiosk-ui/locales/text-engine.ts';
import type { Language } from '#kiosk-ui/machines/preferences.ts';

/**
 * Languages that nobody speaks, made from the English words:
 *
 * - `qps-long`: three fifths longer, in brackets, so that an end that is cut off is seen
 * - `qps-rtl`: written from right to left
 * - `qps-tall`: marks above and below every letter
 * - `qps-id`: the key in place of its words
 */
export const PSEUDO_LOCALES = ['qps-long', 'qps-rtl', 'qps-tall', 'qps-id'] as const;
export type PseudoLocale = (typeof PSEUDO_LOCALES)[number];

/** The language whose place they take: dates and numbers stay its own. */
export const PSEUDO_IN_PLACE_OF: Language = 'en';

type Words = Readonly<Record<string, string>>;

const DIRECTIONS: Record<PseudoLocale, Direction> = {
  'qps-long': 'ltr',
  'qps-rtl': 'rtl',
  'qps-tall': 'ltr',
  'qps-id': 'ltr',
};

/** From then on English is that language. */
export const registerPseudoLocale = (
  register: typeof registerLanguage,
  pseudo: PseudoLocale,
  english: Words,
): void => register(PSEUDO_IN_PLACE_OF, pseudoWords(pseudo, english), DIRECTIONS[pseudo]);

export const pseudoWords = (pseudo: PseudoLocale, english: Words): Words =>
  Object.fromEntries(Object.entries(english).map(([key, text]) => [key, WRITE[pseudo](text, key)]));

const WRITE: Record<PseudoLocale, (text: string, key: string) => string> = {
  'qps-long': (text) => `[${outsideParameters(text, longer)}]`,
  'qps-rtl': (text) => outsideParameters(text, fromRightToLeft),
  'qps-tall': (text) => outsideParameters(text, taller),
  'qps-id': (text, key) => [key.replace(/_(one|other)$/, ''), ...parametersOf(text)].join(' '),
};

const PARAMETER = /(\{\{\w+\}\})/;
const parametersOf = (text: string): string[] => text.match(/\{\{\w+\}\}/g) ?? [];

/** A parameter stays as it is: it is filled in later. */
const outsideParameters = (text: string, change: (words: string) => string): string =>
  text
    .split(PARAMETER)
    .map((part) => (PARAMETER.test(part) || part === '' ? part : change(part)))
    .join('');

const LONGER = 1.6;

/** Words grow at their vowels, as in a language of long words: `Baaack`. */
function longer(words: string): string {
  let missing = Math.ceil(words.length * (LONGER - 1));
  const vowels = words.match(/[aeiouy]/gi)?.length ?? 0;
  if (vowels === 0) return words + 'o'.repeat(missing);
  const each = Math.ceil(missing / vowels);
  return words.replace(/[aeiouy]/gi, (vowel) => {
    const more = Math.min(each, missing);
    missing -= more;
    return vowel + vowel.toLowerCase().repeat(more);
  });
}

/** RIGHT-TO-LEFT OVERRIDE: Latin letters that run as Arabic ones do. */
const fromRightToLeft = (words: string): string => `\u202e${words}\u202c`;

/** A ring and a roof above, a dot and a line below: as high as stacked Tibetan. */
const taller = (words: string): string => words.replace(/\p{Letter}/gu, '$&\u030a\u0302\u0323\u0331');
