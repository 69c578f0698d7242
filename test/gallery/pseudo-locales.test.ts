import { afterAll, describe, expect, test } from 'vitest';
import { texts as english } from '#kiosk-ui/locales/en/index.ts';
import { setLanguage, t } from '#kiosk-ui/locales/text.ts';
import { directionOf, registerLanguage } from '#kiosk-ui/locales/text-engine.ts';
import { PSEUDO_LOCALES, pseudoWords, registerPseudoLocale } from './pseudo-locales.ts';

const parametersOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each(PSEUDO_LOCALES)('%s', (pseudo) => {
  const words = pseudoWords(pseudo, english);

  test('has every text with its parameters', () => {
    expect(Object.keys(words)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect(parametersOf(words[key] ?? ''), key).toEqual(parametersOf(text));
  });
});

test('long words are three fifths longer, letters outside parameters counted', () => {
  const length = (text: string) => text.replace(/\{\{\w+\}\}/g, '').length;
  const words = pseudoWords('qps-long', english);
  for (const [key, text] of Object.entries(english)) {
    expect(length(words[key] ?? ''), key).toBeGreaterThanOrEqual(length(text) * 1.6 + 2);
  }
});

describe('in the place of English', () => {
  afterAll(() => registerLanguage('en', english, 'ltr'));

  test('parameters and plurals still work', async () => {
    await setLanguage('en');
    registerPseudoLocale(registerLanguage, 'qps-rtl', english);
    expect(directionOf('en')).toBe('rtl');
    await setLanguage('zh-Hans');
    await setLanguage('en');
    expect(t('list.page', { page: 2, pages: 9 })).toBe('\u202ePage \u202c2\u202e of \u202c9');
    expect(t('tile.unavailable', { reason: '纸' })).toBe('\u202eNot now: \u202c\u2068纸\u2069');
  });
});
