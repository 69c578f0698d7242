import { describe, expect, test } from 'vitest';
import { PolicyGapError, policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { WORK_CALENDAR } from '../policy-packs/work-calendar.ts';
import { addWorkingDays, type CalendarOf, isWorkingDay } from './working-days.ts';

const calendarOf: CalendarOf = (date) =>
  policyOn('the work calendar', WORK_CALENDAR, WHOLE_COUNTRY, date).values;

test.each([
  ['2026-11-20', true, 'a Friday'],
  ['2026-11-21', false, 'a Saturday'],
  ['2026-10-01', false, 'a holiday on a Thursday'],
  ['2026-10-10', true, 'a Saturday that is worked'],
  ['2026-02-28', true, 'the Saturday after the Spring Festival'],
])('%s: %s, %s', (date, working) => {
  expect(isWorkingDay(date, calendarOf)).toBe(working);
});

describe('three working days', () => {
  test.each([
    ['2026-11-18', '2026-11-23'],
    ['2026-09-30', '2026-10-10'],
    ['2026-02-13', '2026-02-25'],
    ['2025-12-31', '2026-01-06'],
  ])('after %s are over on %s', (submitted, result) => {
    expect(addWorkingDays(submitted, 3, calendarOf)).toBe(result);
  });
});

test('a year without a published calendar is not guessed', () => {
  expect(() => addWorkingDays('2027-12-30', 3, calendarOf)).toThrow(PolicyGapError);
});

test('calendars name days of their own year, and worked days are weekends', () => {
  for (const { effectiveFrom, values } of WORK_CALENDAR) {
    const year = effectiveFrom.slice(0, 4);
    for (const [first, last] of values.holidays) {
      expect(first <= last).toBe(true);
      expect([first.slice(0, 4), last.slice(0, 4)]).toEqual([year, year]);
    }
    for (const day of values.workedWeekendDays) expect([0, 6]).toContain(new Date(day).getUTCDay());
  }
});
