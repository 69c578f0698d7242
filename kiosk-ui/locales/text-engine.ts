import { createInstance } from 'i18next';
import type { Language } from '../machines/preferences.ts';
import type { TextKey } from './keys.ts';
import { type Direction, LANGUAGE_FACTS } from './languages.ts';
import type { TextParameters } from './text.ts';

type Words = Readonly<Record<string, string>>;

const NAMESPACE = 'texts';

const texts = createInstance();
void texts.init({
  lng: 'zh-Hans',
  fallbackLng: 'zh-Hans',
  ns: NAMESPACE,
  defaultNS: NAMESPACE,
  resources: {},
  // Keys are flat, and Preact escapes what it draws.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Each language is a chunk of its own. */
const LOADERS: Record<Language, () => Promise<{ texts: Words }>> = {
  'zh-Hans': () => import('./zh-Hans/index.ts'),
  'zh-Hant': () => import('./zh-Hant/index.ts'),
  en: () => import('./en/index.ts'),
  ug: () => import('./ug/index.ts'),
};

/**
 * What i18next said of the texts that nothing is put into: a screen has a hundred of them and is drawn again and again.
 */
const said = new Map<Language, Map<TextKey, string>>();

function add(language: Language, words: Words): void {
  texts.addResourceBundle(language, NAMESPACE, words, false, true);
  // What one language lacks was said in another.
  said.clear();
}

export const hasLanguage = (language: Language): boolean => texts.hasResourceBundle(language, NAMESPACE);

export async function fetchLanguage(language: Language): Promise<void> {
  if (hasLanguage(language)) return;
  const { texts: words } = await LOADERS[language]();
  add(language, words);
}

const directions = new Map<Language, Direction>();

export const directionOf = (language: Language): Direction =>
  directions.get(language) ?? LANGUAGE_FACTS[language].direction;

/** Other words, and another direction, in the place of a language's own: for whoever tries out how far words may go. */
export function registerLanguage(inPlaceOf: Language, words: Words, direction: Direction): void {
  add(inPlaceOf, words);
  directions.set(inPlaceOf, direction);
}

export function translatorFor(language: Language): (key: TextKey, parameters?: TextParameters) => string {
  const translate = texts.getFixedT(language);
  const placed = directionOf(language) === 'rtl' ? isolated : asTheyAre;
  return (key, parameters) =>
    parameters === undefined ? saidBefore(language, key, translate) : translate(key, placed(parameters));
}

function saidBefore(language: Language, key: TextKey, translate: (key: TextKey) => string): string {
  const ofLanguage = said.get(language) ?? new Map<TextKey, string>();
  said.set(language, ofLanguage);
  const before = ofLanguage.get(key);
  if (before !== undefined) return before;
  const now = translate(key);
  ofLanguage.set(key, now);
  return now;
}

const asTheyAre = (parameters: TextParameters): TextParameters => parameters;

/**
 * Inside a sentence from right to left, a date, an amount or a Chinese name would be torn apart at its signs. Each is
 * put between U+2068 and U+2069: what is inside runs by its own first letter, digits from left to right.
 */
function isolated(parameters: TextParameters): TextParameters {
  return Object.fromEntries(
    // The plural is chosen by the number itself, and a whole number has no sign to be torn at.
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : `\u2068${value}\u2069`,
    ]),
  );
}
