import { expect, test } from 'vitest';
import { formatBasisPoints, formatDate, formatMonth, formatMonthRange, formatShortMonth } from './formats.ts';

test('months and dates are written as each language writes them', () => {
  expect(formatMonth('zh-Hans', '2026-01')).toBe('2026 年 1 月');
  expect(formatMonth('en', '2026-12')).toBe('Dec 2026');
  expect(formatShortMonth('zh-Hans', '2026-01')).toBe('2026-01');
  expect(formatDate('zh-Hans', '2026-10-05')).toBe('2026 年 10 月 5 日');
  expect(formatDate('en', '2026-10-05')).toBe('5 Oct 2026');
});

test('a run of one month is that month', () => {
  expect(formatMonthRange('zh-Hans', '2024-04', '2024-04')).toBe('2024 年 4 月');
  expect(formatMonthRange('zh-Hans', '2024-04', '2024-05')).toBe('2024 年 4–5 月');
  expect(formatMonthRange('en', '2024-04', '2024-05')).toBe('Apr–May 2024');
});

test('a rate keeps two decimals', () => {
  expect(formatBasisPoints(262)).toBe('2.62%');
  expect(formatBasisPoints(800)).toBe('8.00%');
});
