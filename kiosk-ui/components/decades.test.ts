import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decadesOf } from './decades.ts';

test('forty years are five choices, and none has more than ten', () => {
  const years = Array.from({ length: 41 }, (_, index) => 1986 + index);
  expect(decadesOf(years).map(({ newest, oldest }) => [newest, oldest])).toEqual([
    [2026, 2020],
    [2019, 2010],
    [2009, 2000],
    [1999, 1990],
    [1989, 1986],
  ]);
});

test('every year is offered once, newest first, among years of its decade', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1960, max: 2060 }), { maxLength: 60 }), (years) => {
      const decades = decadesOf(years);
      const offered = decades.flatMap((decade) => decade.years);
      expect(offered).toEqual([...new Set(years)].sort((one, other) => other - one));
      for (const decade of decades) {
        expect(decade.years.length).toBeLessThanOrEqual(10);
        expect(Math.floor(decade.newest / 10)).toBe(Math.floor(decade.oldest / 10));
      }
    }),
  );
});
