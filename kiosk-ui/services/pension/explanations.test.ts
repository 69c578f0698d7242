import { beforeAll, describe, expect, test } from 'vitest';
import type { Contribution, PensionSummary } from '#shared/records-api/pension.ts';
import { figuresOf } from '../../components/figures.ts';
import { setLanguage } from '../../locales/text.ts';
import { explanationOf, type Known } from './explanations.ts';

const SUMMARY: PensionSummary = {
  scheme: 'enterpriseEmployee',
  participation: 'contributing',
  employerName: '示范云帆软件有限公司',
  firstMonth: '2024-11',
  paidMonths: 24,
  gapMonths: 2,
  owedMonths: 1,
  balanceFen: 1_650_000,
  balanceProvisional: true,
  currentBaseFen: 853_400,
  currentYear: { year: 2026, paidMonths: 10, personalFen: 682_720 },
  pension: null,
  dataCutOff: '2026-10-31',
};

const month = (forMonth: string, baseFen: number): Contribution => ({
  forMonth,
  paidInMonth: forMonth,
  employerName: '示范云帆软件有限公司',
  kind: 'regular',
  status: 'credited',
  baseFen,
  personalFen: 68_272,
  employerFen: 136_544,
  toAccountFen: 800_000,
  creditedOn: `${forMonth}-18`,
});

const known: Known = {
  summary: SUMMARY,
  history: {
    contributions: [month('2026-10', 853_400), month('2025-10', 821_400)],
    dataCutOff: '2026-10-31',
  },
  figures: figuresOf('shown'),
  language: 'zh-Hans',
};

const textOf = (figure: Parameters<typeof explanationOf>[0], change: Partial<Known> = {}) =>
  explanationOf(figure, { ...known, ...change }).map(({ text }) => text);

beforeAll(async () => setLanguage('zh-Hans'));

describe("a figure is explained with the person's own numbers", () => {
  test('the balance: what was put in and what is interest', () => {
    expect(textOf('balance')).toContain(
      '到 2026 年 10 月 31 日，一共记入 16,000.00 元，其余 500.00 元是利息。',
    );
  });

  test('the months paid: gaps and what is owed are named', () => {
    expect(textOf('paid-months').slice(1, 4)).toEqual([
      '从 2024 年 11 月到 2026 年 10 月 31 日，一共算 24 个月。',
      '中间有 2 个月没有缴费记录，不算在内。',
      '还有 1 个月单位没有缴清，缴清以后才算。',
    ]);
  });

  test('the base: what it costs, and how it changed in a year', () => {
    expect(textOf('base').slice(1, 3)).toEqual([
      '2026 年 10 月按 8,534.00 元算：您自己缴 682.72 元，从工资里扣；单位另外缴 1,365.44 元。',
      '比一年前多 320.00 元。',
    ]);
  });

  test('without the history there is still what and what to do', () => {
    expect(textOf('balance', { history: null })).toHaveLength(3);
    expect(textOf('base', { history: null })).toContain('您现在按 8,534.00 元算。');
  });

  test('where a pension is drawn from the account, nothing is made up about interest', () => {
    const summary: PensionSummary = {
      ...SUMMARY,
      participation: 'drawingPension',
      pension: { monthlyFen: 412_000, since: '2026-01' },
    };
    expect(textOf('balance', { summary }).join('')).not.toMatch(/是利息/);
    expect(textOf('pension', { summary })).toContain('您从 2026 年 1 月开始领取，现在每月 4,120.00 元。');
  });
});

describe('covered amounts', () => {
  const covered = (figure: Parameters<typeof explanationOf>[0]) =>
    explanationOf(figure, { ...known, figures: figuresOf('masked') });

  test.each(['balance', 'this-year', 'base', 'paid-months'] as const)(
    '%s: no amount is in the page',
    (figure) => {
      for (const { text, spoken = '' } of covered(figure)) expect(text + spoken).not.toMatch(/\d\.\d\d/);
    },
  );

  test('nothing says which way a covered amount went', () => {
    const text = covered('base')
      .map((sentence) => sentence.text)
      .join('');
    expect(text).not.toMatch(/比一年前[多少]/);
  });

  test('are said to be covered, not as a row of stars', () => {
    const spoken = covered('balance').flatMap((sentence) => sentence.spoken ?? []);
    expect(spoken).toHaveLength(1);
    expect(spoken[0]).toMatch(/金额已遮住/);
    expect(spoken[0]).not.toMatch(/＊/);
  });
});
