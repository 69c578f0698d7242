import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contribution } from '../records-api/pension.ts';
import { addMonths, monthIndex } from '../time/calendar.ts';
import { contributionGaps } from './contribution-gaps.ts';
import { type MonthState, monthLine } from './month-line.ts';

const line = (states: readonly MonthState[]) =>
  states.map((state, index) => ({ month: addMonths('2024-11', index), state }));

test('months in a row are one gap, over the turn of a year too', () => {
  expect(contributionGaps(line(['paid', 'gap', 'gap', 'paid', 'gap']))).toEqual({
    gaps: [
      { firstMonth: '2024-12', lastMonth: '2025-01', months: 2 },
      { firstMonth: '2025-03', lastMonth: '2025-03', months: 1 },
    ],
    gapMonths: 3,
    longestMonths: 2,
    owedMonths: 0,
  });
});

test.each<MonthState>(['owed', 'inTransit', 'transferredIn', 'madeUp', 'notDue'])('%s is no gap', (state) => {
  expect(contributionGaps(line(['paid', state, 'paid']))).toMatchObject({ gaps: [], gapMonths: 0 });
});

describe('of a record', () => {
  const paid = (forMonth: string, changed: Partial<Contribution> = {}): Contribution => ({
    forMonth,
    paidInMonth: forMonth,
    employerName: '样例单位',
    kind: 'regular',
    status: 'credited',
    baseFen: 600_000,
    personalFen: 48_000,
    employerFen: 96_000,
    toAccountFen: 48_000,
    creditedOn: `${forMonth}-20`,
    ...changed,
  });
  const gapsOf = (rows: Contribution[]) => contributionGaps(monthLine(rows, '2026-10-31', null));

  test('two employers in one month, and the two months whose money is on the way, are no gap', () => {
    const rows = ['2026-06', '2026-07', '2026-07', '2026-08'].map((month) => paid(month));
    expect(gapsOf(rows)).toMatchObject({ gaps: [], owedMonths: 0 });
  });

  test('owed months are counted by themselves', () => {
    const owed = paid('2026-07', { status: 'owed', paidInMonth: null, creditedOn: null });
    expect(gapsOf([paid('2026-06'), owed, paid('2026-08')])).toMatchObject({ gaps: [], owedMonths: 1 });
  });
});

test('every gap month lies in one gap, and between two gaps there is a month that is none', () => {
  const anyLine = fc.array(fc.constantFrom<MonthState>('paid', 'gap', 'owed', 'transferredIn'), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(anyLine, (states) => {
      const { gaps, gapMonths, longestMonths } = contributionGaps(line(states));
      expect(gapMonths).toBe(states.filter((state) => state === 'gap').length);
      expect(longestMonths).toBe(gaps.reduce((most, { months }) => Math.max(most, months), 0));
      for (const [index, gap] of gaps.entries()) {
        expect(monthIndex(gap.lastMonth) - monthIndex(gap.firstMonth) + 1).toBe(gap.months);
        const next = gaps[index + 1];
        if (next !== undefined)
          expect(monthIndex(next.firstMonth)).toBeGreaterThan(monthIndex(gap.lastMonth) + 1);
      }
    }),
  );
});
