import { describe, expect, test } from 'vitest';
import { isCitizenNumber } from '#shared/identity/citizen-number.ts';
import { counts, monthLine } from '#shared/rules/month-line.ts';
import { accountPolicy } from '../policy-packs/account-policy.ts';
import { DEMO_REGION } from '../policy-packs/policy-pack.ts';
import { accountTable, brokenYear } from '../rules/account-table.ts';
import { SAMPLE_CITIZENS } from '../sample-data/citizens.ts';
import { lifeOf, type Plan } from './life.ts';
import { peopleMost, personOf } from './people.ts';
import { randomOf } from './random.ts';

const PLAN: Plan = { seed: 7, years: 40, cutOff: '2026-10-31', employers: 50 };
const LIVES = Array.from({ length: 400 }, (_, index) => lifeOf(PLAN, index));

describe('generated lives', () => {
  test('are the same for the same plan, and others for another seed', () => {
    expect(lifeOf(PLAN, 123)).toEqual(LIVES[123]);
    expect(lifeOf({ ...PLAN, seed: 8 }, 123)).not.toEqual(LIVES[123]);
  });

  test('have valid numbers of the demo region, each once, and none of a sample citizen', () => {
    const numbers = Array.from({ length: 60_000 }, (_, index) =>
      personOf(index, PLAN.cutOff, randomOf(1, index)),
    ).map(({ citizenNumber }) => citizenNumber);
    expect(new Set([...numbers, ...SAMPLE_CITIZENS.map(({ number }) => number)]).size).toBe(
      numbers.length + SAMPLE_CITIZENS.length,
    );
    for (const number of numbers.slice(0, 2_000)) {
      expect(isCitizenNumber(number)).toBe(true);
      expect(number.startsWith('999999')).toBe(true);
    }
  });

  test('end where there are no more numbers', () => {
    const most = peopleMost(PLAN.cutOff);
    expect(most).toBeGreaterThan(10_000_000);
    expect(() => personOf(most, PLAN.cutOff, randomOf(1, most))).toThrow(RangeError);
  });

  test('are of all ages, whatever their number', () => {
    const decades = new Set(LIVES.slice(0, 50).map(({ birthDate }) => birthDate.slice(0, 3)));
    expect(decades.size).toBeGreaterThanOrEqual(4);
  });

  test('have every kind of story', () => {
    const kinds = new Set(LIVES.flatMap(({ contributions }) => contributions.map(({ kind }) => kind)));
    for (const kind of [
      'regular',
      'flexibleWorker',
      'madeUpAfterBreak',
      'refund',
      'residentOwn',
      'residentSubsidy',
    ])
      expect(kinds).toContain(kind);
    const statuses = new Set(LIVES.flatMap(({ contributions }) => contributions.map(({ status }) => status)));
    expect(statuses).toEqual(new Set(['credited', 'owed', 'inTransit']));
    expect(LIVES.filter(({ pensionSince }) => pensionSince !== null).length).toBeGreaterThan(20);
  });

  test('no history is longer than the plan allows, or goes beyond the cut-off', () => {
    for (const { contributions } of Array.from({ length: 100 }, (_, index) =>
      lifeOf({ ...PLAN, years: 3 }, index),
    ))
      for (const { forMonth, paidInMonth } of contributions) {
        expect(forMonth >= '2023-11' || forMonth === '2024-01').toBe(true);
        expect((paidInMonth ?? forMonth) <= '2026-10').toBe(true);
      }
  });

  test('every account adds up, and its years count the months that were paid', () => {
    for (const { scheme, contributions, pension, pensionSince } of LIVES) {
      const rows = contributions.map(({ employer: _, ...row }) => ({ ...row, employerName: '' }));
      const payouts = pension
        .filter(({ accountFen }) => accountFen > 0)
        .map(({ month, accountFen }) => ({ paidMonth: month, amountFen: accountFen }));
      const years = accountTable(rows, payouts, accountPolicy(DEMO_REGION, scheme), PLAN.cutOff);
      expect(brokenYear(years)).toBe(null);
      const counted = monthLine(rows, PLAN.cutOff, pensionSince).filter(({ state }) => counts(state));
      expect(years.reduce((sum, year) => sum + year.months, 0)).toBe(counted.length);
    }
  });
});
