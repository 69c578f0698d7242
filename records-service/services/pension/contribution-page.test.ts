import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contribution } from '#shared/records-api/pension.ts';
import { monthOfIndex } from '#shared/time/calendar.ts';
import { contributionPage } from './contribution-page.ts';

const line = (forMonth: string): Contribution => ({
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
});

/** Newest month first; some months have several lines, some none. */
const history = fc
  .array(fc.integer({ min: 2012 * 12, max: 2030 * 12 }), { maxLength: 60 })
  .map((months) => months.sort((one, other) => other - one).map((index) => line(monthOfIndex(index))));

test('the pages of a history are the history, months never cut, none twice', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 30 }), (contributions, limit) => {
      const paged: Contribution[] = [];
      for (let before: string | undefined; ; ) {
        const page = contributionPage(
          { contributions, dataCutOff: '2026-10-31' },
          { limit: String(limit), ...(before === undefined ? {} : { before }) },
        );
        const months = new Set(page.contributions.map(({ forMonth }) => forMonth));
        expect(months.size).toBeLessThanOrEqual(limit);
        if (page.nextBefore !== null) expect(months.size).toBe(limit);
        paged.push(...page.contributions);
        if (page.nextBefore === null || page.nextBefore === undefined) break;
        before = page.nextBefore;
      }
      expect(paged).toEqual(contributions);
    }),
  );
});
