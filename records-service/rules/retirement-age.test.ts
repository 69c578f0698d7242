import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthIndex, monthOfIndex } from '#shared/time/calendar.ts';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { RETIREMENT_RULES, type RetirementCategory } from '../policy-packs/retirement-age.ts';
import {
  contributionMonthsNeeded,
  minimumContributionMonths,
  noticeDate,
  retirementDate,
} from './retirement-age.ts';

const rules = policyOn('the retirement age', RETIREMENT_RULES, WHOLE_COUNTRY, '2026-01-01').values;

const years = (text: string): number => {
  const [, whole, months] = /^(\d+)y(\d+)m$/.exec(text)!;
  return Number(whole) * 12 + Number(months);
};

test.each<
  [
    birth: string,
    RetirementCategory,
    delay: number,
    age: string,
    month: string,
    minimumYears: number,
    earliest: string,
    latest: string | null,
  ]
>([
  ['1964-12', 'male', 0, '60y0m', '2024-12', 15, '60y0m', null],
  ['1965-01', 'male', 1, '60y1m', '2025-02', 15, '60y0m', '63y1m'],
  ['1965-04', 'male', 1, '60y1m', '2025-05', 15, '60y0m', '63y1m'],
  ['1965-05', 'male', 2, '60y2m', '2025-07', 15, '60y0m', '63y2m'],
  ['1965-12', 'male', 3, '60y3m', '2026-03', 15, '60y0m', '63y3m'],
  ['1968-09', 'male', 12, '61y0m', '2029-09', 15, '60y0m', '64y0m'],
  ['1970-08', 'male', 17, '61y5m', '2032-01', 16.5, '60y0m', '64y5m'],
  ['1975-03', 'male', 31, '62y7m', '2037-10', 19, '60y0m', '65y7m'],
  ['1976-08', 'male', 35, '62y11m', '2039-07', 20, '60y0m', '65y11m'],
  ['1976-09', 'male', 36, '63y0m', '2039-09', 20, '60y0m', '66y0m'],
  ['1995-12', 'male', 36, '63y0m', '2058-12', 20, '60y0m', '66y0m'],
  ['1969-12', 'female55', 0, '55y0m', '2024-12', 15, '55y0m', null],
  ['1970-01', 'female55', 1, '55y1m', '2025-02', 15, '55y0m', '58y1m'],
  ['1971-04', 'female55', 4, '55y4m', '2026-08', 15, '55y0m', '58y4m'],
  ['1975-06', 'female55', 17, '56y5m', '2031-11', 16, '55y0m', '59y5m'],
  ['1981-09', 'female55', 36, '58y0m', '2039-09', 20, '55y0m', '61y0m'],
  ['2000-12', 'female55', 36, '58y0m', '2058-12', 20, '55y0m', '61y0m'],
  ['1974-12', 'female50', 0, '50y0m', '2024-12', 15, '50y0m', null],
  ['1975-01', 'female50', 1, '50y1m', '2025-02', 15, '50y0m', '53y1m'],
  ['1975-03', 'female50', 2, '50y2m', '2025-05', 15, '50y0m', '53y2m'],
  ['1978-10', 'female50', 23, '51y11m', '2030-09', 15.5, '50y0m', '54y11m'],
  ['1984-11', 'female50', 60, '55y0m', '2039-11', 20, '52y0m', '58y0m'],
  ['1995-12', 'female50', 60, '55y0m', '2050-12', 20, '52y0m', '58y0m'],
])('born %s, %s', (birth, category, delay, age, month, minimumYears, earliest, latest) => {
  const ageIn = (at: string | null) => (at === null ? null : monthIndex(at) - monthIndex(birth));
  const found = retirementDate(birth, category, rules);
  expect(found).toMatchObject({
    delayMonths: delay,
    statutoryAgeMonths: years(age),
    statutoryMonth: month,
    minimumContributionMonths: minimumYears * 12,
  });
  expect(ageIn(found.earliestMonth)).toBe(years(earliest));
  expect(ageIn(found.latestMonth)).toBe(latest === null ? null : years(latest));
});

describe('whoever is born a month later', () => {
  test('retires later by one month of age at most, and never earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1940 * 12, max: 2010 * 12 }),
        fc.constantFrom('male', 'female55', 'female50'),
        (birth, category: RetirementCategory) => {
          const delay = (index: number) => retirementDate(monthOfIndex(index), category, rules).delayMonths;
          expect([0, 1]).toContain(delay(birth + 1) - delay(birth));
        },
      ),
    );
  });
});

test('the least years rise by half a year from 2030 to 20 years in 2039', () => {
  const found = Array.from({ length: 21 }, (_, index) => minimumContributionMonths(2025 + index, rules) / 12);
  expect(found).toEqual([
    15, 15, 15, 15, 15, 15.5, 16, 16.5, 17, 17.5, 18, 18.5, 19, 19.5, 20, 20, 20, 20, 20, 20, 20,
  ]);
});

describe('flexible retirement is announced', () => {
  const date = retirementDate('1975-03', 'male', rules);

  test.each([
    ['2035-03', { ok: true, value: '2034-12' }],
    ['2037-10', { ok: true, value: null }],
    ['2039-01', { ok: true, value: '2037-09' }],
    ['2035-02', { ok: false, error: 'tooEarly' }],
    ['2040-11', { ok: false, error: 'tooLate' }],
  ])('for %s', (month, expected) => {
    expect(noticeDate(date, month, rules)).toEqual(expected);
  });
});

describe('the years that somebody needs who goes', () => {
  const date = retirementDate('1975-03', 'male', rules);

  test.each([
    ['early are those of the year of going', '2035-03', 18],
    ['at the statutory age those of its year', '2037-10', 19],
    ['late are those of the statutory year', '2040-10', 19],
  ])('%s', (_when, month, years) => {
    expect(contributionMonthsNeeded(date, month, rules)).toBe(years * 12);
  });

  test('are never more than what the statutory age asks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1960 * 12, max: 2000 * 12 }), fc.nat(72), (birth, offset) => {
        const own = retirementDate(monthOfIndex(birth), 'male', rules);
        const wanted = monthOfIndex(monthIndex(own.earliestMonth) + offset);
        expect(contributionMonthsNeeded(own, wanted, rules)).toBeLessThanOrEqual(
          own.minimumContributionMonths,
        );
      }),
    );
  });
});
