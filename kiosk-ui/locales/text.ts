import type { Language } from '../machines/preferences.ts';
import type { TextKey } from './keys.ts';
import { zhHans } from './zh-Hans/first.ts';

export type TextParameters = Readonly<Record<string, string | number>>;

type TextEngine = typeof import('./text-engine.ts');

/**
 * i18next comes with the visit, right after the first paint: it is a third of the script, and the screens before it
 * are whole sentences in the first language, without a number or a plural in them.
 */
let engine: TextEngine | null = null;
let inUse: Language = 'zh-Hans';
let translate: (key: TextKey, parameters?: TextParameters) => string = sentence;

function sentence(key: TextKey): string {
  const words: Readonly<Record<string, string>> = zhHans;
  const text = words[key];
  if (text === undefined) throw new Error(`The text ${key} was asked for before the visit's words were here`);
  return text;
}

export const languageInUse = (): Language => inUse;

export async function loadLanguage(language: Language): Promise<void> {
  const loading = engine ?? (await import('./text-engine.ts'));
  // Never without the first language: what another one may lack is said in it.
  await Promise.all([loading.fetchLanguage('zh-Hans'), loading.fetchLanguage(language)]);
  engine = loading;
}

/** Draws in that language from now on, if it is here; says whether it is. */
export function switchTo(language: Language): boolean {
  if (engine === null) return language === 'zh-Hans';
  const possible = engine.hasLanguage(language) ? language : inUse;
  if (inUse !== possible || translate === sentence) {
    inUse = possible;
    translate = engine.translatorFor(possible);
    if (typeof document !== 'undefined') {
      document.documentElement.lang = possible;
      document.documentElement.dir = engine.directionOf(possible);
    }
  }
  return possible === language;
}

export async function setLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  switchTo(language);
}

export const t = (key: TextKey, parameters?: TextParameters): string => translate(key, parameters);
