import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTPATIENT_LINE, RESIDENT_OUTPATIENT } from '../policy-packs/medical.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { overOutpatientLine, residentCategory, residentOutpatient } from './outpatient.ts';

const hefei = policyOn('outpatient benefit', RESIDENT_OUTPATIENT, '340100', '2026-01-01').values;
const beijing = policyOn('the outpatient line', OUTPATIENT_LINE, '110000', '2026-01-01').values;

const yuan = (...amounts: number[]) => amounts.map((amount) => Math.round(amount * 100));
const costs = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 40 });

describe('a resident’s visits in 合肥', () => {
  const visits = yuan(60, 100, 30, 200, 75, 90);

  test('use up the year’s limit', () => {
    expect(residentOutpatient(visits, hefei.mostPerYearFen.standard, hefei)).toEqual({
      paidFen: yuan(30, 40, 15, 40, 35, 0),
      remainingFen: 0,
    });
  });

  test('of a senior have a higher one', () => {
    expect(residentOutpatient(visits, hefei.mostPerYearFen.senior, hefei)).toEqual({
      paidFen: yuan(30, 40, 15, 40, 37.5, 40),
      remainingFen: 3750,
    });
  });

  test('never get more than a limit, and what is paid and what is left is the year’s', () => {
    fc.assert(
      fc.property(costs, fc.constantFrom('standard', 'senior'), (visitsFen, category) => {
        const most = hefei.mostPerYearFen[category as 'standard' | 'senior'];
        const { paidFen, remainingFen } = residentOutpatient(visitsFen, most, hefei);
        expect(paidFen.reduce((sum, fen) => sum + fen, remainingFen)).toBe(most);
        for (const [index, paid] of paidFen.entries()) {
          expect(paid).toBeGreaterThanOrEqual(0);
          expect(paid).toBeLessThanOrEqual(Math.min(hefei.mostPerVisitFen, Math.ceil(visitsFen[index]! / 2)));
        }
      }),
    );
  });

  test('in another order may be paid otherwise', () => {
    const paid = (...visitsFen: number[]) =>
      residentOutpatient(visitsFen, 5000, hefei).paidFen.reduce((sum, fen) => sum + fen, 0);
    expect([paid(8000, 1000), paid(1000, 8000)]).toEqual([4500, 4500]);
    expect(residentOutpatient([8000, 4000], 5000, hefei).paidFen).toEqual([4000, 1000]);
    expect(residentOutpatient([4000, 8000], 5000, hefei).paidFen).toEqual([2000, 3000]);
  });
});

describe('an employee’s visits in 北京', () => {
  const visits = yuan(380, 920.5, 560, 300);

  test('above the line of those in service', () => {
    expect(overOutpatientLine(visits, beijing.lineFen.inService)).toEqual(yuan(0, 0, 0, 160.5));
  });

  test('above the line of the retired', () => {
    expect(overOutpatientLine(visits, beijing.lineFen.retired)).toEqual(yuan(0, 0.5, 560, 300));
  });

  test('together are above it by what the year is', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 0, max: 500_000 }), (visitsFen, line) => {
        const over = overOutpatientLine(visitsFen, line).reduce((sum, fen) => sum + fen, 0);
        const year = visitsFen.reduce((sum, fen) => sum + fen, 0);
        expect(over).toBe(Math.max(0, year - line));
      }),
    );
  });
});

test.each([
  ['1966-11-22', 'male', '2026-11-21', 'standard'],
  ['1966-11-22', 'male', '2026-11-22', 'senior'],
  ['1971-11-22', 'female', '2026-11-21', 'standard'],
  ['1971-11-22', 'female', '2026-11-22', 'senior'],
  ['1971-11-22', 'male', '2026-11-22', 'standard'],
  // Born on a day that the year of the visit does not have.
  ['1972-02-29', 'female', '2027-02-28', 'senior'],
] as const)('born on %s, %s, a visit on %s is that of a %s', (birth, sex, visit, category) => {
  expect(residentCategory(birth, sex, visit, hefei)).toBe(category);
});
