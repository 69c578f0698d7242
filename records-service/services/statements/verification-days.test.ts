import { expect, test } from 'vitest';
import { verificationDays } from './verification-days.ts';

test.each([
  ['999999', undefined, 90],
  ['110000', undefined, 30],
  ['440300', undefined, 90],
  ['110000', 365, 365],
])('a statement of %s, set to %s, is confirmed for %i days', (region, set, days) => {
  expect(verificationDays({ region, verificationDays: set }, '2026-11-22')).toBe(days);
});
