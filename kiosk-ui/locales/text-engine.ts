import { createInstance } from 'i18next';
import type { Language } from '../machines/preferences.ts';
import type { TextKey } from './keys.ts';
import type { TextParameters } from './text.ts';
import { texts as zhHans } from './zh-Hans/index.ts';

const NAMESPACE = 'texts';

const texts = createInstance();
void texts.init({
  lng: 'zh-Hans',
  fallbackLng: 'zh-Hans',
  ns: NAMESPACE,
  defaultNS: NAMESPACE,
  resources: { 'zh-Hans': { [NAMESPACE]: zhHans } },
  // Keys are flat, and Preact escapes what it draws.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Each language is a chunk of its own; the first one came with this module. */
const LOADERS: Record<Exclude<Language, 'zh-Hans'>, () => Promise<{ texts: object }>> = {
  'zh-Hant': () => import('./zh-Hant/index.ts'),
  en: () => import('./en/index.ts'),
  ug: () => import('./ug/index.ts'),
};

export const hasLanguage = (language: Language): boolean => texts.hasResourceBundle(language, NAMESPACE);

export async function fetchLanguage(language: Language): Promise<void> {
  if (language === 'zh-Hans' || hasLanguage(language)) return;
  const { texts: words } = await LOADERS[language]();
  texts.addResourceBundle(language, NAMESPACE, words);
}

export function translatorFor(language: Language): (key: TextKey, parameters?: TextParameters) => string {
  const translate = texts.getFixedT(language);
  return (key, parameters) => (parameters === undefined ? translate(key) : translate(key, parameters));
}
