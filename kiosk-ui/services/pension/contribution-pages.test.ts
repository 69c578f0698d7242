import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contribution, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { addMonths, monthIndex } from '#shared/time/calendar.ts';
import { contributionPages, pageWithYear, yearsOnPages } from './contribution-pages.ts';

const CUT_OFF = '2026-10-31';

const SUMMARY: PensionSummary = {
  scheme: 'enterpriseEmployee',
  participation: 'contributing',
  employerName: '示范云帆软件有限公司',
  firstMonth: '2020-01',
  paidMonths: 82,
  gapMonths: 0,
  owedMonths: 0,
  balanceFen: 1,
  balanceProvisional: false,
  currentBaseFen: 821_400,
  currentYear: { year: 2026, paidMonths: 10, personalFen: 657_120 },
  pension: null,
  dataCutOff: CUT_OFF,
};

const paid = (forMonth: string, change: Partial<Contribution> = {}): Contribution => ({
  forMonth,
  paidInMonth: forMonth,
  employerName: '示范云帆软件有限公司',
  kind: 'regular',
  status: 'credited',
  baseFen: 821_400,
  personalFen: 65_712,
  employerFen: 131_424,
  toAccountFen: 65_712,
  creditedOn: `${forMonth}-18`,
  ...change,
});

function history(from: string, to: string, without: readonly string[] = []): ContributionHistory {
  const count = monthIndex(to) - monthIndex(from) + 1;
  const months = Array.from({ length: count }, (_, index) => addMonths(to, -index));
  return {
    contributions: months.filter((month) => !without.includes(month)).map((month) => paid(month)),
    dataCutOff: CUT_OFF,
  };
}

describe('the pages of a history', () => {
  test('begin with the last twelve months, then go back by year', () => {
    const pages = contributionPages(SUMMARY, history('2023-01', '2026-10'), 12);
    expect(pages.map((page) => page.span)).toEqual([
      'last12',
      { newest: 2025, oldest: 2025 },
      { newest: 2024, oldest: 2024 },
      { newest: 2023, oldest: 2023 },
    ]);
    expect(pages[0]!.rows).toHaveLength(12);
    expect(pages[1]!.rows).toHaveLength(10);
  });

  test('break where the glass is full', () => {
    const pages = contributionPages(SUMMARY, history('2025-01', '2026-10'), 6);
    expect(pages.map((page) => page.rows.length)).toEqual([6, 6, 6, 4]);
  });

  test('are full where a year has to be torn anyway', () => {
    const pages = contributionPages(SUMMARY, history('2022-01', '2026-10'), 9);
    expect(pages.map((page) => page.rows.length)).toEqual([9, 3, 9, 9, 9, 9, 9, 1]);
    expect(pages[3]!.span).toEqual({ newest: 2025, oldest: 2024 });
  });

  test('name unpaid months, a run of them in one row', () => {
    const pages = contributionPages(
      SUMMARY,
      history('2024-01', '2026-10', ['2024-04', '2024-05', '2024-09']),
      12,
    );
    const gaps = pages.flatMap((page) => page.rows).filter((row) => row.kind === 'gap');
    expect(gaps).toEqual([
      { kind: 'gap', first: '2024-09', last: '2024-09' },
      { kind: 'gap', first: '2024-04', last: '2024-05' },
    ]);
  });

  test('tear a run of unpaid months at the end of a year', () => {
    const without = ['2023-11', '2023-12', '2024-01'];
    const pages = contributionPages(SUMMARY, history('2023-01', '2026-10', without), 12);
    const gaps = pages.flatMap((page) => page.rows).filter((row) => row.kind === 'gap');
    expect(gaps).toEqual([
      { kind: 'gap', first: '2024-01', last: '2024-01' },
      { kind: 'gap', first: '2023-11', last: '2023-12' },
    ]);
  });

  test('put short years together: a resident pays once a year', () => {
    const years = Array.from({ length: 10 }, (_, index) => 2024 - index);
    const rows = years.map((year) => paid(`${year}-03`, { kind: 'residentOwn', employerName: '' }));
    const summary: PensionSummary = { ...SUMMARY, scheme: 'resident' };
    const pages = contributionPages(summary, { contributions: rows, dataCutOff: CUT_OFF }, 6);
    const spans = pages.map((page) => page.span);
    expect(spans.at(-1)).toMatchObject({ oldest: 2015 });
    expect(pages.length).toBeLessThanOrEqual(3);
  });

  test('do not call the months after retirement unpaid', () => {
    const summary: PensionSummary = {
      ...SUMMARY,
      participation: 'drawingPension',
      pension: { monthlyFen: 1, since: '2024-04' },
    };
    const pages = contributionPages(summary, history('2010-01', '2024-03'), 12);
    expect(pages.flatMap((page) => page.rows).every((row) => row.kind === 'contribution')).toBe(true);
    expect(pages[0]!.span).toEqual({ newest: 2024, oldest: 2024 });
  });

  test('can be turned to by year', () => {
    const pages = contributionPages(SUMMARY, history('1990-01', '2026-10'), 6);
    const years = yearsOnPages(pages);
    expect(years).toEqual(Array.from({ length: 37 }, (_, index) => 2026 - index));
    for (const year of years) {
      const page = pages[pageWithYear(pages, year)]!;
      expect(
        page.rows.some(
          (row) => row.kind === 'contribution' && row.contribution.forMonth.startsWith(`${year}`),
        ),
      ).toBe(true);
    }
    expect(pageWithYear(pages, 1960)).toBe(0);
  });

  test('hold every row once, newest first, and never more than fit', () => {
    const month = fc.integer({ min: monthIndex('1985-01'), max: monthIndex('2026-10') });
    fc.assert(
      fc.property(fc.array(month, { maxLength: 200 }), fc.integer({ min: 1, max: 12 }), (months, perPage) => {
        const rows = months.map((index, at) => paid(addMonths('0000-01', index), { personalFen: at }));
        const pages = contributionPages(SUMMARY, { contributions: rows, dataCutOff: CUT_OFF }, perPage);
        for (const page of pages) {
          expect(page.rows.length).toBeGreaterThan(0);
          expect(page.rows.length).toBeLessThanOrEqual(perPage);
        }
        const all = pages.flatMap((page) => page.rows);
        const shown = all.flatMap((row) => (row.kind === 'contribution' ? [row.contribution] : []));
        expect(new Set(shown.map((row) => row.personalFen)).size).toBe(rows.length);
        expect(shown).toHaveLength(rows.length);
        const order = all.map((row) => (row.kind === 'gap' ? row.last : row.contribution.forMonth));
        expect(order).toEqual([...order].sort().reverse());
      }),
    );
  });
});
