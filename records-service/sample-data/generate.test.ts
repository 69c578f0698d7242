import { describe, expect, test } from 'vitest';
import { isCitizenNumber } from '#shared/identity/citizen-number.ts';
import type { Contribution } from '#shared/records-api/pension.ts';
import { counts, type MonthState, monthLine } from '#shared/rules/month-line.ts';
import { accountPolicy } from '../policy-packs/account-policy.ts';
import { DEMO_REGION } from '../policy-packs/policy-pack.ts';
import { accountTable, brokenYear } from '../rules/account-table.ts';
import { SAMPLE_CITIZENS } from './citizens.ts';
import { generateSampleRecords, type SampleRecord, sampleCutOff } from './generate.ts';

const CUT_OFF = '2026-10-31';
const records = generateSampleRecords(CUT_OFF);

function recordOf(key: string): SampleRecord {
  const found = records.find((record) => record.citizen.key === key);
  if (found === undefined) throw new Error(`no record of ${key}`);
  return found;
}

const rowsOf = (key: string): Contribution[] =>
  recordOf(key).story.contributions.map(({ employer, ...row }) => ({ ...row, employerName: employer ?? '' }));

function monthsIn(key: string, state: MonthState): string[] {
  const { story } = recordOf(key);
  return monthLine(rowsOf(key), CUT_OFF, story.pensionSince ?? null)
    .filter((month) => month.state === state)
    .map((month) => month.month);
}

function table(key: string) {
  const { story, pension } = recordOf(key);
  const payouts = pension.map((month) => ({ paidMonth: month.month, amountFen: month.accountFen }));
  return accountTable(rowsOf(key), payouts, accountPolicy(DEMO_REGION, story.scheme), CUT_OFF);
}

describe('each story is in the data', () => {
  test('in work: every month since July 2007, a base adjusted afterwards', () => {
    expect(monthsIn('in-work', 'paid')).toHaveLength(232);
    expect(monthsIn('in-work', 'gap')).toEqual([]);
    expect(rowsOf('in-work').filter((row) => row.kind === 'baseAdjustment')).toHaveLength(5);
  });

  test('several employers: three, two of them in May 2014', () => {
    const rows = rowsOf('several-employers');
    expect(new Set(rows.map((row) => row.employerName)).size).toBe(3);
    expect(rows.filter((row) => row.forMonth === '2014-05').map((row) => row.employerName)).toEqual([
      'shop',
      'school',
    ]);
    expect(monthsIn('several-employers', 'gap')).toEqual([]);
  });

  test('gaps: thirty months and five', () => {
    const gaps = monthsIn('gaps', 'gap');
    expect(gaps).toHaveLength(35);
    expect([gaps[0], gaps[29], gaps[30], gaps[34]]).toEqual(['2011-09', '2014-02', '2020-02', '2020-06']);
  });

  test('made up: credited in another year, both kinds', () => {
    const late = rowsOf('made-up').filter((row) => row.forMonth.slice(0, 4) !== row.creditedOn?.slice(0, 4));
    expect(new Set(late.map((row) => row.kind))).toEqual(new Set(['madeUpAfterBreak', 'madeUpLumpSum']));
    expect(monthsIn('made-up', 'madeUp')).toHaveLength(8);
    expect(table('made-up').find((year) => year.year === 2013)?.months).toBe(6);
    expect(table('made-up').find((year) => year.year === 2015)?.months).toBe(18);
  });

  test('arrears: three months owed, one that came in by half, nothing of it booked that did not come', () => {
    expect(monthsIn('arrears', 'owed')).toEqual(['2026-07', '2026-08', '2026-09', '2026-10']);
    const owed = rowsOf('arrears').filter((row) => row.status === 'owed');
    expect(owed).toHaveLength(3);
    for (const row of owed)
      expect(row).toMatchObject({ toAccountFen: 0, creditedOn: null, paidInMonth: null });
  });

  test('retired: a pension each month since April 2021, its account part out of the account', () => {
    const { story, pension } = recordOf('retired');
    expect(story).toMatchObject({ state: 'drawingPension', pensionSince: '2021-04', employer: null });
    expect(pension).toHaveLength(67);
    expect(new Set(pension.map((month) => month.basicFen + month.accountFen)).size).toBe(1);
    expect(pension[0]?.basicFen).toBeGreaterThan(150_000);
    const paidOut = table('retired').reduce((sum, year) => sum + year.paidOutFen, 0);
    expect(paidOut).toBe(pension.reduce((sum, month) => sum + month.accountFen, 0));
    expect(monthsIn('retired', 'gap')).toEqual([]);
  });

  test('flexible worker: 20 % of which 8 points are booked, base changed in July 2022', () => {
    const own = rowsOf('flexible-worker').filter((row) => row.kind === 'flexibleWorker');
    const [june, july] = ['2022-06', '2022-07'].map((month) => own.find((row) => row.forMonth === month)!);
    expect(june).toMatchObject({
      baseFen: 439_800,
      personalFen: 87_960,
      employerFen: 0,
      toAccountFen: 35_184,
    });
    expect(july).toMatchObject({ baseFen: 779_000, personalFen: 155_800, toAccountFen: 62_320 });
  });

  test('resident: yearly tiers with a subsidy each, one year left out', () => {
    const rows = rowsOf('resident');
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['residentOwn', 'residentSubsidy']));
    const own = rows.filter((row) => row.kind === 'residentOwn');
    expect(own).toHaveLength(14);
    expect(new Set(own.map((row) => row.personalFen))).toEqual(new Set([20_000, 50_000, 200_000]));
    expect(monthsIn('resident', 'gap')).toHaveLength(12);
    expect(monthsIn('resident', 'paid')).toHaveLength(14 * 12);
  });

  test('nobody on file has no record at all', () => {
    expect(records.map((record) => record.citizen.key)).not.toContain('nobody-on-file');
    expect(records).toHaveLength(SAMPLE_CITIZENS.length - 1);
  });

  test('a month paid twice and given back leaves the account as if it were paid once', () => {
    const june = rowsOf('long-name').filter((row) => row.forMonth === '2019-06');
    expect(june.map((row) => row.kind)).toEqual(['regular', 'regular', 'refund']);
    expect(june.reduce((sum, row) => sum + row.toAccountFen, 0)).toBe(june[0]?.toAccountFen);
  });

  test('forty years since October 1986, through every rate', () => {
    expect(monthsIn('forty-years', 'paid')).toHaveLength(481);
    const share = (month: string) => {
      const row = rowsOf('forty-years').find((candidate) => candidate.forMonth === month)!;
      return Math.round((row.toAccountFen / row.baseFen!) * 1000) / 10;
    };
    expect([share('1990-01'), share('2000-01'), share('2010-01')]).toEqual([3, 11, 8]);
  });

  test('transferred in: 102 months without a base, credited in May 2017 with the interest they had earned', () => {
    const moved = rowsOf('transferred-in').filter((row) => row.kind === 'transferredIn');
    expect(moved).toHaveLength(102);
    for (const row of moved) expect(row).toMatchObject({ baseFen: null, paidInMonth: '2017-05' });
    const booked = moved.reduce((sum, row) => sum + row.toAccountFen, 0);
    expect(booked).toBeGreaterThan(moved.reduce((sum, row) => sum + row.personalFen, 0));
    expect(monthsIn('transferred-in', 'gap')).toEqual([]);
  });

  test('just started: one month, its money in transit', () => {
    expect(rowsOf('just-started')).toMatchObject([
      { forMonth: '2026-10', status: 'inTransit', creditedOn: null },
    ]);
    expect(table('just-started')).toEqual([]);
  });
});

describe('whatever the day', () => {
  test.each([
    ['2026-11-22', '2026-10-31'],
    ['2027-01-01', '2026-12-31'],
    ['2028-03-31', '2028-02-29'],
  ])('on %s the records go to %s', (today, cutOff) => expect(sampleCutOff(today)).toBe(cutOff));

  test('the same cut-off gives the same records', () => {
    expect(generateSampleRecords(CUT_OFF)).toEqual(records);
  });

  test.each([
    '2017-04-30',
    '2018-02-28',
    '2021-04-30',
    '2023-12-31',
    '2026-10-31',
    '2027-07-31',
    '2028-01-31',
  ])('at the cut-off %s no record reaches beyond it and every account adds up', (cutOff) => {
    for (const { citizen, story, pension } of generateSampleRecords(cutOff)) {
      expect(isCitizenNumber(citizen.number)).toBe(true);
      for (const row of story.contributions) {
        expect((row.paidInMonth ?? row.forMonth) <= cutOff.slice(0, 7)).toBe(true);
        expect((row.creditedOn ?? '') <= cutOff).toBe(true);
      }
      const rows = story.contributions.map(({ employer: _, ...row }) => ({ ...row, employerName: '' }));
      const payouts = pension.map((month) => ({ paidMonth: month.month, amountFen: month.accountFen }));
      const years = accountTable(rows, payouts, accountPolicy(DEMO_REGION, story.scheme), cutOff);
      expect(brokenYear(years)).toBe(null);
      const countedMonths = monthLine(rows, cutOff, story.pensionSince ?? null).filter((month) =>
        counts(month.state),
      );
      expect(years.reduce((sum, year) => sum + year.months, 0)).toBe(countedMonths.length);
    }
  });
});
