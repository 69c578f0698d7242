import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween } from '#shared/time/calendar.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { CARD_SUSPENSION } from '../policy-packs/prescriptions.ts';
import { suspend, suspendedOn } from './card-suspension.ts';

const today = policyOn('suspension', CARD_SUSPENSION, '110000', '2026-01-01').values;
const ofSeed = policyOn('suspension', CARD_SUSPENSION, '110000', '2013-09-26').values;

test('the three years of the customer’s document, in its time', () => {
  expect(suspend('2013-09-26', 36, ofSeed)).toEqual({
    ok: true,
    value: { firstDay: '2013-09-26', lastDay: '2016-09-25' },
  });
});

test.each([
  [2, 'tooShort'],
  [13, 'tooLong'],
  [36, 'tooLong'],
])('today %i months are %s', (months, error) => {
  expect(suspend('2026-01-01', months, today)).toEqual({ ok: false, error });
});

describe('from its first to its last day', () => {
  const suspension = { firstDay: '2026-01-31', lastDay: '2026-04-29' };

  test('begins and ends with a whole day', () => {
    expect(suspend('2026-01-31', 3, today)).toEqual({ ok: true, value: suspension });
  });

  test.each([
    ['2026-01-30', false],
    ['2026-01-31', true],
    ['2026-04-29', true],
    ['2026-04-30', false],
  ])('on %s: %s', (day, suspended) => {
    expect(suspendedOn(suspension, day, today)).toEqual({
      suspended,
      stops: suspended ? ['cardSettlement'] : [],
      instead: suspended ? 'manualClaim' : null,
    });
  });
});

test('three to twelve months last 89 to 366 days', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2021-05-01'), max: new Date('2040-12-31'), noInvalidDate: true }),
      fc.integer({ min: 3, max: 12 }),
      (date, months) => {
        const outcome = suspend(date.toISOString().slice(0, 10), months, today);
        if (!outcome.ok) throw new Error('refused');
        const days = daysBetween(outcome.value.firstDay, outcome.value.lastDay) + 1;
        expect(days).toBeGreaterThanOrEqual(months * 30 - 2);
        expect(days).toBeLessThanOrEqual(months * 31);
      },
    ),
  );
});
