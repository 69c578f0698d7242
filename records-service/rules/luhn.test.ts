import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasLuhnCheckDigit, luhnCheckDigit } from './luhn.ts';

const digits = fc.stringMatching(/^\d{24}$/);

test('the textbook number 7992739871 has check digit 3', () => {
  expect(luhnCheckDigit('7992739871')).toBe('3');
  expect(hasLuhnCheckDigit('79927398713')).toBe(true);
});

test('one wrong digit is always noticed', () => {
  fc.assert(
    fc.property(digits, fc.nat(24), fc.integer({ min: 1, max: 9 }), (text, position, step) => {
      const number = `${text}${luhnCheckDigit(text)}`;
      const wrong = String((Number(number[position]) + step) % 10);
      expect(hasLuhnCheckDigit(number)).toBe(true);
      expect(hasLuhnCheckDigit(`${number.slice(0, position)}${wrong}${number.slice(position + 1)}`)).toBe(
        false,
      );
    }),
  );
});

test.each(['', '5', '12a4', '１２３'])('%j is no number', (text) =>
  expect(hasLuhnCheckDigit(text)).toBe(false),
);
