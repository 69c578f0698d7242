import { describe, expect, test } from 'vitest';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { mayRenew, monthsToMakeUp } from './renewal.ts';

const rules = policyOn('payment', ONLINE_PAYMENT, '210100', '2026-01-01').values;

describe('who renews', () => {
  test('who was enrolled before may', () => {
    expect(mayRenew([], rules).ok).toBe(true);
  });

  test.each([
    ['firstEnrolment', 'community'],
    ['elderlyFirstEnrolment', 'community'],
    ['student', 'school'],
    ['lowIncomeOrOrphan', 'districtCivilAffairs'],
    ['severelyDisabled', 'community'],
    ['householdElsewhere', 'originalChannel'],
  ] as const)('%s goes to %s', (group, office) => {
    expect(mayRenew([group], rules)).toEqual({ ok: false, error: { group, office } });
  });
});

test.each([
  ['2026-11', 0],
  ['2026-10', 1],
  ['2026-08', 3],
  ['2026-07', null],
  ['2025-11', null],
])('paid last for %s, in November 2026 %s months are made up', (lastPaid, months) => {
  expect(monthsToMakeUp(lastPaid, '2026-11', rules)).toBe(months);
});
