import { beforeAll, expect, test } from 'vitest';
import type { AccountYear } from '#shared/records-api/pension.ts';
import { figuresOf } from '../../components/figures.ts';
import { setLanguage } from '../../locales/text.ts';
import { barInWords, chartInWords, moreOrLess, yearOfAccountInWords } from './account-words.ts';
import { balanceParts } from './balance-parts.ts';

const YEARS: AccountYear[] = [
  {
    year: 2025,
    openingFen: 0,
    interestOnOpeningFen: 0,
    principalFen: 5_000_000,
    interestOnYearFen: 50_000,
    paidOutFen: 0,
    closingFen: 5_050_000,
    months: 12,
    rateBasisPoints: 262,
    provisional: false,
  },
  {
    year: 2026,
    openingFen: 5_050_000,
    interestOnOpeningFen: 100_000,
    principalFen: 500_000,
    interestOnYearFen: 5_000,
    paidOutFen: 0,
    closingFen: 5_655_000,
    months: 10,
    rateBasisPoints: 262,
    provisional: true,
  },
];
const shown = figuresOf('shown');

beforeAll(async () => setLanguage('zh-Hans'));

test('a year is told step by step, and how it compares', () => {
  expect(yearOfAccountInWords(YEARS[1]!, shown).map(({ text }) => text)).toEqual([
    '年初有 50,500.00 元，这一年得利息 1,000.00 元。',
    '这一年缴费到账 10 个月，记入 5,000.00 元，得利息 50.00 元。',
    '年末余额 56,550.00 元。',
    '比上一年末多 6,050.00 元。',
    '这一年的记账利率是 2.62%。',
    '预结：当年利率还没公布，先按上次的利率算。',
  ]);
});

test('the first year begins with nothing and is compared with nothing', () => {
  const said = yearOfAccountInWords(YEARS[0]!, shown).map(({ text }) => text);
  expect(said[0]).toBe('这一年缴费到账 12 个月，记入 50,000.00 元，得利息 500.00 元。');
  expect(said.join('')).not.toMatch(/年初|比上一年/);
});

test('the picture and its bars are whole sentences', () => {
  const parts = balanceParts(YEARS);
  expect(chartInWords(parts, shown)).toBe(
    '2025 年到 2026 年的年末余额图：从 50,500.00 元到 56,550.00 元；2026 年末，本金 55,000.00 元，利息 1,550.00 元。',
  );
  expect(barInWords(parts[1]!, parts[0], shown)).toBe(
    '2026 年末余额 56,550.00 元：本金 55,000.00 元，利息 1,550.00 元。 比上一年末多 6,050.00 元。',
  );
});

test('a balance that fell is said to be less, and covered ones are not compared', () => {
  const before = { closingFen: 5_000_000 };
  expect(moreOrLess({ closingFen: 4_000_000 }, before, shown)).toEqual([
    { text: '比上一年末少 10,000.00 元。' },
  ]);
  expect(moreOrLess({ closingFen: 4_000_000 }, before, figuresOf('masked'))).toEqual([]);
});
