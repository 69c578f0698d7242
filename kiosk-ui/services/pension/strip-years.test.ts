import { expect, test } from 'vitest';
import type { MonthOfLine, MonthState } from '#shared/rules/month-line.ts';
import { addMonths } from '#shared/time/calendar.ts';
import { kindsPresent, stripYears } from './strip-years.ts';

const line = (from: string, states: readonly MonthState[]): MonthOfLine[] =>
  states.map((state, index) => ({ month: addMonths(from, index), state }));

test('a year is a row of twelve, newest first, empty before the first contribution', () => {
  const years = stripYears(line('2024-11', ['paid', 'gap', ...Array<MonthState>(12).fill('paid')]));
  expect(years.map(({ year }) => year)).toEqual([2025, 2024]);
  expect(years[1]!.months).toEqual([...Array(10).fill(null), 'paid', 'gap']);
  expect(years.every(({ months }) => months.length === 12)).toBe(true);
});

test('years after the last payment, in which nothing is due, are left out', () => {
  const retired = line('2022-01', [
    ...Array<MonthState>(15).fill('paid'),
    ...Array<MonthState>(45).fill('notDue'),
  ]);
  expect(stripYears(retired).map(({ year }) => year)).toEqual([2023, 2022]);
});

test('nobody on file has no rows', () => {
  expect(stripYears([])).toEqual([]);
});

test('the legend names only the kinds that are there, always in the same order', () => {
  const years = stripYears(line('2026-01', ['notDue', 'gap', 'owed', 'paid']));
  expect(kindsPresent(years)).toEqual(['paid', 'owed', 'gap', 'notDue']);
});
