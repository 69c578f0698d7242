import { expect, test } from 'vitest';
import type { Contribution } from '#shared/records-api/pension.ts';
import { wagesOfYears } from './transfers.ts';

const row = (
  forMonth: string,
  baseFen: number | null,
  changes: Partial<Contribution> = {},
): Contribution => ({
  forMonth,
  paidInMonth: forMonth,
  employerName: '示范',
  kind: 'regular',
  status: 'credited',
  baseFen,
  personalFen: 0,
  employerFen: 0,
  toAccountFen: 0,
  creditedOn: `${forMonth}-20`,
  ...changes,
});

test('wages of a year are the bases that money came for, by the month they are for', () => {
  expect(
    wagesOfYears([
      row('2024-01', 600_000, { paidInMonth: '2024-03', kind: 'madeUpAfterBreak' }),
      row('2023-12', 500_000, { paidInMonth: '2024-01' }),
      row('2023-11', 500_000),
      // A correction of the base is a wage more.
      row('2023-11', 20_000, { kind: 'baseAdjustment' }),
      // Paid twice, and given back.
      row('2023-10', 500_000),
      row('2023-10', 500_000),
      row('2023-10', 500_000, { kind: 'refund' }),
      // Nothing came, or not yet.
      row('2023-09', 500_000, { status: 'owed', paidInMonth: null, creditedOn: null }),
      row('2024-02', 600_000, { status: 'inTransit', creditedOn: null }),
      // Months of another region, whose wages it has paid on itself.
      row('2010-05', null, { kind: 'transferredIn' }),
    ]),
  ).toEqual([
    { year: 2023, wagesFen: 1_520_000 },
    { year: 2024, wagesFen: 600_000 },
  ]);
});
