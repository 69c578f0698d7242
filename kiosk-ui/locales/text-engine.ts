import { createInstance } from 'i18next';
import type { Language } from '../machines/screen-model.ts';
import type { TextKey } from './keys.ts';
import type { TextParameters } from './text.ts';
import { zhHans } from './zh-hans.ts';
import { zhHansVisit } from './zh-hans-visit.ts';

const NAMESPACE = 'texts';

const texts = createInstance();
void texts.init({
  lng: 'zh-Hans',
  fallbackLng: 'zh-Hans',
  ns: NAMESPACE,
  defaultNS: NAMESPACE,
  resources: { 'zh-Hans': { [NAMESPACE]: { ...zhHans, ...zhHansVisit } } },
  // Keys are flat, and Preact escapes what it draws.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

export const hasLanguage = (language: Language): boolean => texts.hasResourceBundle(language, NAMESPACE);

export async function fetchLanguage(language: Language): Promise<void> {
  if (hasLanguage(language)) return;
  switch (language) {
    case 'zh-Hans':
      return;
    case 'en':
      texts.addResourceBundle('en', NAMESPACE, (await import('./en.ts')).en);
  }
}

export function translatorFor(language: Language): (key: TextKey, parameters?: TextParameters) => string {
  const translate = texts.getFixedT(language);
  return (key, parameters) => (parameters === undefined ? translate(key) : translate(key, parameters));
}
