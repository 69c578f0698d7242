import { expect, test } from 'vitest';
import type { Contribution } from '#shared/records-api/pension.ts';
import { addMonths } from '#shared/time/calendar.ts';
import { recentContributions } from './issue.ts';

const row = (forMonth: string, personalFen = 1): Contribution => ({
  forMonth,
  paidInMonth: forMonth,
  employerName: '示范单位',
  kind: 'regular',
  status: 'credited',
  baseFen: 100,
  personalFen,
  employerFen: 2,
  toAccountFen: 1,
  creditedOn: `${forMonth}-20`,
});

test('the last twelve months that have a row, oldest first, over a break', () => {
  const before = Array.from({ length: 10 }, (_, index) => row(addMonths('2024-01', -index)));
  const after = Array.from({ length: 5 }, (_, index) => row(addMonths('2026-10', -index)));
  const recent = recentContributions([...after, ...before]);
  expect(recent.map((entry) => entry.forMonth)).toEqual([
    ...Array.from({ length: 7 }, (_, index) => addMonths('2023-07', index)),
    ...Array.from({ length: 5 }, (_, index) => addMonths('2026-06', index)),
  ]);
});

test('every row of such a month, in the order of the record', () => {
  const rows = [row('2026-10'), row('2026-09', 7), row('2026-09', 8)];
  expect(recentContributions(rows).map((entry) => entry.personalFen)).toEqual([7, 8, 1]);
});

test('nothing on record', () => expect(recentContributions([])).toEqual([]));
