import { expect, test } from 'vitest';
import { formatBasisPoints, formatDate, formatMonth, formatMonthRange, formatShortMonth } from './formats.ts';

test('months and dates are written as each language writes them', () => {
  expect(formatMonth('zh-Hans', '2026-01')).toBe('2026 年 1 月');
  expect(formatMonth('en', '2026-12')).toBe('Dec 2026');
  expect(formatShortMonth('zh-Hans', '2026-01')).toBe('2026-01');
  expect(formatDate('zh-Hans', '2026-10-05')).toBe('2026 年 10 月 5 日');
  expect(formatDate('en', '2026-10-05')).toBe('5 Oct 2026');
  expect(formatDate('zh-Hant', '2026-10-05')).toBe('2026 年 10 月 5 日');
  expect(formatMonth('ug', '2026-10')).toBe('2026\u2011يىل 10\u2011ئاي');
  expect(formatDate('ug', '2026-10-05')).toBe('2026\u2011يىل 10\u2011ئاينىڭ 5\u2011كۈنى');
});

test('a run of one month is that month', () => {
  expect(formatMonthRange('zh-Hans', '2024-04', '2024-04')).toBe('2024 年 4 月');
  expect(formatMonthRange('zh-Hans', '2024-04', '2024-05')).toBe('2024 年 4–5 月');
  expect(formatMonthRange('en', '2024-04', '2024-05')).toBe('Apr–May 2024');
});

test('in Uyghur a month of digits is kept apart from the letters around it', () => {
  expect(formatShortMonth('ug', '2026-01')).toBe('\u20662026-01\u2069');
  expect(formatMonthRange('ug', '2024-04', '2024-05')).toBe('2024\u2011يىل 4\u2011ئايدىن 5\u2011ئايغىچە');
});

test('a rate keeps two decimals', () => {
  expect(formatBasisPoints(262)).toBe('2.62%');
  expect(formatBasisPoints(800)).toBe('8.00%');
});
