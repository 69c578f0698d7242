import { expect, test } from 'vitest';
import { DEMO_REGION, policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { STAFF_CHANGES } from '../policy-packs/staff-changes.ts';
import { WORK_CALENDAR } from '../policy-packs/work-calendar.ts';
import { staffChangeDates } from './staff-change.ts';
import type { CalendarOf } from './working-days.ts';

const rules = policyOn('staff changes', STAFF_CHANGES, DEMO_REGION, '2026-01-01').values;
const calendarOf: CalendarOf = (date) =>
  policyOn('the work calendar', WORK_CALENDAR, WHOLE_COUNTRY, date).values;

test.each([
  ['2026-11-20', '2026-11', '2026-11-20', '2026-11-20', '2026-12-10'],
  ['2026-11-21', '2026-12', '2026-12-20', '2026-12-21', '2027-01-10'],
  ['2026-06-19', '2026-06', '2026-06-20', '2026-06-22', '2026-07-10'],
])('submitted on %s it counts for %s', (submitted, countsFrom, submitBy, submitByIfMoved, payBy) => {
  expect(staffChangeDates(submitted, rules, calendarOf)).toEqual({
    countsFrom,
    submitBy,
    submitByIfMoved,
    payBy,
  });
});

test('where the deadline moves, the Monday after a free 20th is in time', () => {
  const moving = { ...rules, movesToWorkingDay: true };
  expect(staffChangeDates('2026-06-22', moving, calendarOf).countsFrom).toBe('2026-06');
  expect(staffChangeDates('2026-06-22', rules, calendarOf).countsFrom).toBe('2026-07');
});
