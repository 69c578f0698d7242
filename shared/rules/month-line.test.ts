import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contribution } from '../records-api/pension.ts';
import { addMonths, monthIndex } from '../time/calendar.ts';
import { monthLine } from './month-line.ts';

function paid(forMonth: string, changed: Partial<Contribution> = {}): Contribution {
  return {
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
  };
}
const states = (rows: Contribution[], cutOff = '2026-10-31', ended: string | null = null) =>
  Object.fromEntries(monthLine(rows, cutOff, ended).map(({ month, state }) => [month, state]));

describe('a month of the strip', () => {
  test('without a row between two paid ones is a gap', () => {
    expect(states([paid('2026-01'), paid('2026-03')])['2026-02']).toBe('gap');
  });

  test('is not called a gap while its money may still be on the way', () => {
    const line = states([paid('2026-07')]);
    expect([line['2026-08'], line['2026-09'], line['2026-10'], line['2026-12']]).toEqual([
      'gap',
      'notDue',
      'notDue',
      'notDue',
    ]);
  });

  test('after the pension began is not due', () => {
    expect(states([paid('2025-01')], '2026-10-31', '2025-03')['2025-03']).toBe('notDue');
    expect(states([paid('2025-01')], '2026-10-31', '2025-03')['2025-02']).toBe('gap');
  });

  test('with two employers counts as paid once', () => {
    expect(
      monthLine([paid('2026-01'), paid('2026-01')], '2026-10-31', null).filter(
        ({ month }) => month === '2026-01',
      ),
    ).toEqual([{ month: '2026-01', state: 'paid' }]);
  });

  test.each<[Partial<Contribution>, string]>([
    [{ kind: 'madeUpAfterBreak' }, 'madeUp'],
    [{ kind: 'transferredIn', baseFen: null }, 'transferredIn'],
    [{ status: 'owed', paidInMonth: null, creditedOn: null }, 'owed'],
    [{ status: 'partlyCredited' }, 'owed'],
    [{ status: 'inTransit', creditedOn: null }, 'inTransit'],
  ])('with %o is %s', (changed, state) => {
    expect(states([paid('2026-01', changed)])['2026-01']).toBe(state);
  });

  test('that was owed and then made up is made up', () => {
    const owed = paid('2026-01', { status: 'owed' });
    expect(states([owed, paid('2026-01', { kind: 'madeUpAfterBreak' })])['2026-01']).toBe('madeUp');
  });

  test('with nothing but a refund is a gap', () => {
    expect(states([paid('2026-01'), paid('2026-02', { kind: 'refund' }), paid('2026-03')])['2026-02']).toBe(
      'gap',
    );
  });
});

test('the strip has every month once, from the first to December of the cut-off year', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 480 }), { minLength: 1, maxLength: 60 }),
      (offsets) => {
        const line = monthLine(
          offsets.map((offset) => paid(addMonths('1986-01', offset))),
          '2026-10-31',
          null,
        );
        const first = monthIndex(addMonths('1986-01', Math.min(...offsets)));
        expect(line.map(({ month }) => monthIndex(month))).toEqual(
          Array.from({ length: monthIndex('2026-12') - first + 1 }, (_, index) => first + index),
        );
      },
    ),
  );
});

test('nobody on record has no strip', () => expect(monthLine([], '2026-10-31', null)).toEqual([]));

describe('a resident, who pays once for the calendar year,', () => {
  const year = (of: number) => paid(`${of}-01`, { kind: 'residentOwn', baseFen: null, employerFen: 0 });
  const countOf = (rows: Contribution[], state: string, cutOff?: string) =>
    Object.values(states(rows, cutOff)).filter((found) => found === state).length;

  test('has all twelve months of it', () => {
    expect(countOf([year(2025), year(2026)], 'paid')).toBe(24);
  });
  test('lacks all twelve months of a year left out', () => {
    expect(countOf([year(2023), year(2026)], 'gap')).toBe(24);
  });
  test('may still pay for the running year until it is over', () => {
    expect(countOf([year(2025)], 'gap', '2026-11-30')).toBe(0);
    expect(countOf([year(2025)], 'gap', '2027-02-28')).toBe(12);
  });
  test('who has found work since owes by the month like everybody', () => {
    expect(states([year(2024), paid('2025-01'), paid('2026-10')])['2025-02']).toBe('gap');
  });
});
