import { expect, test } from 'vitest';
import { hasLuhnCheckDigit } from '../../rules/luhn.ts';
import { verificationUrl } from './issue.ts';
import { newVerificationCode, statementNumber } from './number.ts';

test('a number is region, terminal, day, serial and check digit', () => {
  const number = statementNumber('9999990001', '2026-11-22', 42);
  expect(number.slice(0, 24)).toBe('999999000120261122000042');
  expect(number).toHaveLength(25);
  expect(hasLuhnCheckDigit(number)).toBe(true);
});

test('a terminal cannot run over its serials', () => {
  expect(() => statementNumber('9999990001', '2026-11-22', 1_000_000)).toThrow(RangeError);
});

test('codes use every allowed character and no other, and do not repeat', () => {
  const codes = Array.from({ length: 500 }, newVerificationCode);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{16}$/);
  expect(new Set(codes).size).toBe(500);
  expect(new Set(codes.join('')).size).toBe(31);
});

test('the QR’s address holds number and code only, also where the base has a query of its own', () => {
  expect(verificationUrl('https://verify.example/v', '1', 'A')).toBe('https://verify.example/v?n=1&c=A');
  expect(verificationUrl('https://verify.example/?p=v', '1', 'A')).toBe(
    'https://verify.example/?p=v&n=1&c=A',
  );
});
