import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import { addMonths } from '#shared/time/calendar.ts';
import { accountPolicy } from '../policy-packs/account-policy.ts';
import { DEMO_REGION, PolicyGapError } from '../policy-packs/policy-pack.ts';
import { type AccountPayout, accountTable, brokenYear } from './account-table.ts';

const policy = accountPolicy(DEMO_REGION, 'enterpriseEmployee');

function deposit(forMonth: string, creditedOn: string | null, toAccountFen: number): Contribution {
  return {
    forMonth,
    paidInMonth: creditedOn?.slice(0, 7) ?? null,
    employerName: '示范单位',
    kind: 'regular',
    status: creditedOn === null ? 'owed' : 'credited',
    baseFen: 600_000,
    personalFen: 48_000,
    employerFen: 96_000,
    toAccountFen,
    creditedOn,
  };
}

describe('the yearly table', () => {
  test('ten years of 400.00 a month close at 61,260.77', () => {
    const rows = Array.from({ length: 120 }, (_, index) => addMonths('2016-01', index)).map((month) =>
      deposit(month, `${month}-20`, 40_000),
    );
    const table = accountTable(rows, [], policy, '2025-12-31');
    expect(table.at(-1)).toMatchObject({
      year: 2025,
      closingFen: 6_126_077,
      months: 12,
      rateBasisPoints: 150,
    });
    expect(table.map((year) => year.provisional)).toEqual(Array.from({ length: 10 }, () => false));
  });

  test('a month made up later earns and counts from the month its money came', () => {
    const table = accountTable([deposit('2020-03', '2021-10-18', 40_000)], [], policy, '2022-12-31');
    // October to December: three months of 6.69 %.
    expect(table[0]).toMatchObject({ year: 2021, principalFen: 40_000, interestOnYearFen: 669, months: 1 });
    expect(table).toHaveLength(2);
  });

  test('owed money is not in it', () => {
    expect(accountTable([deposit('2024-03', null, 0)], [], policy, '2025-12-31')).toEqual([]);
  });

  test('a month at two employers counts once', () => {
    const twice = [deposit('2024-03', '2024-03-20', 100), deposit('2024-03', '2024-04-20', 200)];
    expect(accountTable(twice, [], policy, '2024-12-31')[0]).toMatchObject({ months: 1, principalFen: 300 });
  });

  test('a year without a published rate and a year that is not over are provisional', () => {
    const table = accountTable([deposit('2025-01', '2025-01-20', 100_000)], [], policy, '2026-10-31');
    expect(table[1]).toMatchObject({ year: 2026, rateBasisPoints: 150, provisional: true });
    // Ten months of 1.50 % on the opening balance.
    expect(table[1]?.interestOnOpeningFen).toBe(Math.round(((table[1]?.openingFen ?? 0) * 0.015 * 10) / 12));
  });

  test('a year of long ago without a rate is refused by name', () => {
    const before = [deposit('1980-01', '1980-01-20', 100)];
    expect(() => accountTable(before, [], policy, '2025-12-31')).toThrow(PolicyGapError);
    expect(() => accountTable(before, [], policy, '2025-12-31')).toThrow(/region 999999 in 1980/);
  });
});

describe('for any history', () => {
  const someMonth = fc.integer({ min: 0, max: 479 }).map((index) => addMonths('1986-10', index));
  const history = fc.array(
    fc.record({
      month: someMonth,
      late: fc.integer({ min: 0, max: 30 }),
      fen: fc.integer({ min: 1, max: 400_000 }),
    }),
    { maxLength: 60 },
  );

  test('every line adds up, follows from the one before, and the months are those that came in', () => {
    fc.assert(
      fc.property(history, fc.array(someMonth, { maxLength: 5 }), (entries, payoutMonths) => {
        const rows = entries
          .map(({ month, late, fen }) => deposit(month, `${addMonths(month, late)}-15`, fen))
          .filter((row) => (row.creditedOn ?? '') < '2026-10-31');
        const saved = rows.reduce((sum, row) => sum + row.toAccountFen, 0);
        const payouts: AccountPayout[] =
          saved < 100 ? [] : payoutMonths.map((paidMonth) => ({ paidMonth, amountFen: 1 }));
        const table = accountTable(rows, payouts, policy, '2026-10-31');
        const lastDeposit =
          rows
            .map((row) => row.creditedOn ?? '')
            .toSorted()
            .at(-1) ?? '';
        const paidBeforeAnything = payouts.some((payout) => payout.paidMonth <= lastDeposit);
        if (!paidBeforeAnything) expect(brokenYear(table)).toBe(null);
        expect(table.reduce((sum, year) => sum + year.principalFen, 0)).toBe(saved);
        expect(table.reduce((sum, year) => sum + year.months, 0)).toBe(
          new Set(rows.map((row) => row.forMonth)).size,
        );
      }),
    );
  });
});

describe('a table that does not add up is found', () => {
  const good = accountTable(
    [deposit('2023-01', '2023-01-20', 100_000), deposit('2024-01', '2024-01-20', 100_000)],
    [],
    policy,
    '2024-12-31',
  );
  const changed = (index: number, change: Partial<AccountYear>) =>
    good.map((year, position) => (position === index ? { ...year, ...change } : year));

  test('as it was computed it is whole', () => expect(brokenYear(good)).toBe(null));
  test.each([
    ['a closing that is a fen off', changed(0, { closingFen: good[0]!.closingFen + 1 }), 2023],
    ['an opening that is not the last closing', changed(1, { openingFen: 0 }), 2024],
    ['an interest that was left out', changed(1, { interestOnOpeningFen: 0 }), 2024],
    [
      'a first year that begins with money',
      changed(0, { openingFen: 1, closingFen: good[0]!.closingFen + 1 }),
      2023,
    ],
  ])('%s', (_name, table, year) => expect(brokenYear(table)).toBe(year));
});
