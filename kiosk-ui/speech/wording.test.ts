import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../machines/preferences.ts';
import { sentencesOf } from './wording.ts';

const chinese = (text: string) => ({ text, language: 'zh-Hans', private: true }) as const;

test('a paragraph is said sentence by sentence, figures in words', () => {
  expect(sentencesOf([chinese('您已缴 18 年。余额 3.20 元；预结'), chinese('第 2 页')])).toEqual([
    chinese('您已缴十八年。'),
    chinese('余额三元两角；'),
    chinese('预结'),
    chinese('第二页'),
  ]);
});

test('an English sentence ends at its stop, not in the middle of a figure', () => {
  const english = { language: 'en', private: false } as const;
  expect(sentencesOf([{ ...english, text: 'Rate 2.62%. Page 2 of 9' }])).toEqual([
    { ...english, text: 'Rate two point six two percent.' },
    { ...english, text: 'Page two of nine' },
  ]);
});

test('nothing is said for a line without a word in it', () => {
  expect(sentencesOf([chinese(' 。'), chinese('……'), chinese('')])).toEqual([]);
});

const anySign = fc
  .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x600, max: 0xffef }))
  .map((code) => String.fromCharCode(code));

test('whatever stands on a screen, each sentence is one that the daemon takes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anySign, maxLength: 2_000 }),
      fc.constantFrom(...LANGUAGES),
      (text, language) => {
        for (const sentence of sentencesOf([{ text, language, private: false }])) {
          expect(sentence.text).toMatch(/\S/);
          expect(sentence.text.length).toBeLessThanOrEqual(600);
        }
      },
    ),
  );
});

test('a long list is cut at its pauses and loses nothing', () => {
  const years = Array.from({ length: 40 }, (_, index) => `一九${index + 10}年、`).join('');
  const parts = sentencesOf([chinese(`${years}完`)]);
  expect(parts.length).toBeGreaterThan(1);
  expect(
    parts
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, ''),
  ).toHaveLength(
    sentencesOf([chinese(years)])
      .map(({ text }) => text)
      .join('').length + 2,
  );
});

test('a term in Chinese beside its English is not spelt by the English voice', () => {
  const spoken = { text: 'Pension insurance (养老保险), explain', language: 'en', private: false } as const;
  expect(sentencesOf([spoken]).map(({ text }) => text)).toEqual(['Pension insurance, explain']);
});
