import { expect, test } from 'vitest';
import { setLanguage } from '../../locales/text.ts';
import { durationInWords } from './words.ts';

test('months of contribution are said in years and months', async () => {
  await setLanguage('zh-Hans');
  expect(durationInWords(223)).toBe('18 年 7 个月');
  expect(durationInWords(24)).toBe('2 年');
  expect(durationInWords(7)).toBe('7 个月');
  expect(durationInWords(0)).toBe('0 个月');
  await setLanguage('en');
  expect(durationInWords(13)).toBe('1 year 1 month');
});
