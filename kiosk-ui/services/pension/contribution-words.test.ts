import { beforeAll, expect, test } from 'vitest';
import type { Contribution } from '#shared/records-api/pension.ts';
import { figuresOf } from '../../components/figures.ts';
import { setLanguage } from '../../locales/text.ts';
import { columnsInWords, periodInWords, rowInWords } from './contribution-words.ts';

const PAID: Contribution = {
  forMonth: '2024-05',
  paidInMonth: '2024-05',
  employerName: '示范云帆软件有限公司',
  kind: 'regular',
  status: 'credited',
  baseFen: 821_400,
  personalFen: 65_712,
  employerFen: 131_424,
  toAccountFen: 65_712,
  creditedOn: '2024-05-18',
};
const shown = figuresOf('shown');
const said = (contribution: Contribution) =>
  rowInWords({ kind: 'contribution', contribution }, shown, 'zh-Hans').map(({ text }) => text);

beforeAll(async () => setLanguage('zh-Hans'));

test('a month is told in plain sentences', () => {
  expect(said(PAID)).toEqual([
    '这个月的钱已经到账，算缴费年限。',
    '您自己缴 657.12 元，单位缴 1,314.24 元，其中 657.12 元记入您的个人账户。',
    '按缴费基数 8,214.00 元算。',
    '缴费单位：示范云帆软件有限公司。',
    '2024 年 5 月 18 日到账。',
  ]);
});

test('who pays alone is not told of an employer', () => {
  const alone = said({ ...PAID, kind: 'flexibleWorker', employerName: '', employerFen: 0 });
  expect(alone[1]).toBe('您自己缴 657.12 元，其中 657.12 元记入您的个人账户。');
  expect(alone).toContain('缴费单位：本人缴费。');
});

test('of money that has not come it is said what is due, not what was paid', () => {
  const due = said({ ...PAID, status: 'owed', toAccountFen: 0, creditedOn: null });
  expect(due[1]).toBe('应缴：您自己 657.12 元，单位 1,314.24 元；已记入个人账户 0.00 元。');
  expect(due.join('')).not.toMatch(/到账。/);
});

test('a gap says what it means and what to do', () => {
  const gap = rowInWords({ kind: 'gap', first: '2024-04', last: '2024-05' }, shown, 'zh-Hans');
  expect(gap.map(({ text }) => text).join('')).toMatch(/不算缴费年限.*窗口/);
});

test('a resident pays for a whole year', () => {
  const row = { kind: 'contribution', contribution: { ...PAID, kind: 'residentOwn' } } as const;
  expect(periodInWords(row, 'zh-Hans', 'long')).toBe('2024 全年');
  expect(periodInWords({ kind: 'contribution', contribution: PAID }, 'zh-Hans', 'short')).toBe('2024-05');
});

test('covered amounts are in none of the sentences', () => {
  const rows = [{ kind: 'contribution', contribution: PAID }] as const;
  for (const { text, spoken = '' } of columnsInWords(rows, figuresOf('masked'), 'zh-Hans'))
    expect(text + spoken).not.toMatch(/\d\.\d\d/);
});
