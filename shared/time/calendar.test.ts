import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, addMonths, addMonthsToDate, isIsoDate } from './calendar.ts';

it('a date exists exactly when the calendar of the language has it', () => {
  const part = (max: number, digits: number) =>
    fc.integer({ min: 0, max }).map((number) => String(number).padStart(digits, '0'));
  fc.assert(
    fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      const date = new Date(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
      expect(isIsoDate(text)).toBe(exists);
    }),
    { numRuns: 2000 },
  );
});

it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%s is a day', (text) => {
  expect(isIsoDate(text)).toBe(true);
});

it.each(['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', ''])(
  '%s is none',
  (text) => {
    expect(isIsoDate(text)).toBe(false);
  },
);

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-11-22', 3, '2027-02-22'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %i months is %s', (date, count, later) => {
  expect(addMonthsToDate(date, count)).toBe(later);
});

it('months later is in that month, on the same day or its last', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: -240, max: 240 }), (day, count) => {
      const date = addDays('1990-01-01', day);
      const later = addMonthsToDate(date, count);
      expect(isIsoDate(later)).toBe(true);
      expect(later.slice(0, 7)).toBe(addMonths(date.slice(0, 7), count));
      if (later.slice(8) !== date.slice(8)) expect(addDays(later, 1).slice(8)).toBe('01');
    }),
  );
});
