import { beforeAll, expect, test } from 'vitest';
import { setLanguage } from '../../locales/text.ts';
import { countedMonths, legendWord, yearInWords } from './strip-words.ts';
import type { StripYear } from './strip-years.ts';

const year: StripYear = {
  year: 2024,
  months: [
    'paid',
    'paid',
    'paid',
    'gap',
    'gap',
    'madeUp',
    'paid',
    'paid',
    'paid',
    'paid',
    'notDue',
    'notDue',
  ],
};

beforeAll(async () => setLanguage('zh-Hans'));

test('a year is said by how many months are paid, and which ones are not', () => {
  expect(yearInWords(year)).toBe('2024 年：已缴 7 个月；补缴 6 月；未缴 4、5 月；未到期 2 个月');
});

test('what was made up or moved in counts, what is on its way or owed does not', () => {
  expect(countedMonths(year)).toBe(8);
  expect(countedMonths({ year: 2020, months: ['inTransit', 'owed', 'transferredIn', null] })).toBe(1);
});

test('the legend counts where a number helps', () => {
  expect(legendWord('gap', 2)).toBe('未缴 2 个月');
  expect(legendWord('owed', 0)).toBe('欠缴');
  expect(legendWord('paid', undefined)).toBe('已缴');
});
