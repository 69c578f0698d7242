import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasLuhnCheckDigit } from '../../rules/luhn.ts';
import { orderNumber } from './order-number.ts';

test('region, day, serial and check digit', () => {
  expect(orderNumber('999999', '2026-11-22', '42')).toMatch(/^99999920261122000000042\d$/);
});

test('any serial gives 24 digits that check', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (serial) => {
      const number = orderNumber('210100', '2026-11-22', String(serial));
      expect(number).toMatch(/^\d{24}$/);
      expect(hasLuhnCheckDigit(number)).toBe(true);
    }),
  );
});
