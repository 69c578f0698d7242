import { beforeAll, expect, test } from 'vitest';
import { setLanguage } from '../../locales/text.ts';
import { axisWords, barLabel } from './axis-words.ts';

const WAN = 1_000_000;
beforeAll(async () => setLanguage('zh-Hans'));

test('Chinese counts by 万, other languages write the yuan out', () => {
  expect(axisWords(2 * WAN, 10 * WAN, 'zh-Hans')).toBe('2 万');
  expect(axisWords(2 * WAN, 10 * WAN, 'en')).toBe('20,000');
  expect(axisWords(0, 10 * WAN, 'zh-Hans')).toBe('0');
});

test('a bar says its amount in the same unit', () => {
  expect(barLabel(8_641_235, 10 * WAN, 'zh-Hans')).toBe('8.64 万');
  expect(barLabel(8_641_260, 10 * WAN, 'en')).toBe('86,413');
});

test('an account below 1 万元 is written in yuan', () => {
  expect(axisWords(20_000, 50_000, 'zh-Hans')).toBe('200');
  expect(barLabel(38_450, 50_000, 'zh-Hans')).toBe('385');
});
