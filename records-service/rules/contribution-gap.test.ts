import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEDICAL_INTERRUPTION } from '../policy-packs/medical-interruption.ts';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { medicalGap, pensionLostToGapFen, residentWaitingMonths } from './contribution-gap.ts';
import { basicPensionFen } from './pension-benefit.ts';

const interruption = policyOn('interruption', MEDICAL_INTERRUPTION, '210100', '2026-01-01').values;
const payment = policyOn('payment', ONLINE_PAYMENT, '210100', '2026-01-01').values;

test('seven months cost 63.26 a month: J 12,049, Z 0.8', () => {
  expect(pensionLostToGapFen(1_204_900, 8000, 7)).toBe(6326);
});

test('what a gap costs and what was paid for are the whole, to one fen of rounding', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100_000, max: 2_000_000 }),
      fc.integer({ min: 0, max: 30_000 }),
      fc.integer({ min: 0, max: 480 }),
      fc.integer({ min: 0, max: 120 }),
      (baseFen, index, paid, gap) => {
        const whole = basicPensionFen(baseFen, index, paid + gap);
        const difference =
          whole - basicPensionFen(baseFen, index, paid) - pensionLostToGapFen(baseFen, index, gap);
        expect(Math.abs(difference)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

describe('medical insurance, paid last for', () => {
  test.each([
    ['2026-11', '2026-12', false, 0],
    ['2026-10', '2026-11', true, 1],
    ['2026-08', '2026-09', true, 3],
    ['2026-07', '2026-08', true, null],
  ])('%s, in November', (lastPaid, benefitsStopIn, stopped, monthsToMakeUp) => {
    expect(medicalGap(lastPaid, '2026-11', interruption, payment)).toEqual({
      benefitsStopIn,
      stopped,
      monthsToMakeUp,
    });
  });
});

describe('a resident who comes back waits', () => {
  test.each([
    [0, 0],
    [1, 3],
    [2, 4],
    [3, 5],
    [4, 6],
    [6, 8],
  ])('after %i years missed %i months', (years, months) => {
    expect(residentWaitingMonths(years, interruption)).toBe(months);
  });

  test('no less the longer the break was', () => {
    fc.assert(
      fc.property(fc.nat(40), (years) => {
        expect(residentWaitingMonths(years + 1, interruption)).toBeGreaterThan(
          residentWaitingMonths(years, interruption),
        );
      }),
    );
  });
});
