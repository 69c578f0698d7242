import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryPasswordFault } from './query-password.ts';

const OWNER = { citizenNumber: '999999198405120117', birthDate: '1984-05-12' };
const LENGTH = { leastDigits: 6, mostDigits: 12 };
const faultOf = (password: string, owner = OWNER) => queryPasswordFault(password, owner, LENGTH);

describe('a query password is refused', () => {
  test.each([
    ['tooShort', '73915'],
    ['tooLong', '7391540682517'],
    ['repeatedDigits', '111111'],
    ['repeatedDigits', '000000000000'],
    ['repeatedDigits', '121212'],
    ['repeatedDigits', '739739'],
    ['repeatedDigits', '7397397'],
    ['digitsInOrder', '123456'],
    ['digitsInOrder', '890123'],
    ['digitsInOrder', '987654'],
    ['digitsInOrder', '210987'],
    ['birthDate', '19840512'],
    ['birthDate', '840512'],
    ['birthDate', '120584'],
    ['birthDate', '051284'],
    ['birthDate', '1984512'],
    ['birthDate', '198405'],
    ['birthDate', '7840512'],
    ['citizenNumber', '120117'],
    ['citizenNumber', '405120'],
  ] as const)('as %s: %s', (fault, password) => {
    expect(faultOf(password)).toBe(fault);
  });

  test('as the last six where the check character is X, left out or typed as 0', () => {
    const owner = { citizenNumber: '99999919900101723X', birthDate: '1990-01-01' };
    expect(faultOf('101723', owner)).toBe('citizenNumber');
    expect(faultOf('017230', owner)).toBe('citizenNumber');
  });

  test('as part of a foreigner’s number', () => {
    expect(faultOf('198203', { citizenNumber: 'GBR119820345678', birthDate: '1970-02-03' })).toBe(
      'citizenNumber',
    );
  });
});

test('six to twelve digits that are none of that may be one', () => {
  for (const password of ['739154', '112233', '13579246', '402918375561'])
    expect(faultOf(password)).toBeNull();
});

test('whatever is let through has the length and is found neither on the card nor in a row of digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,14}$/), (password) => {
      if (faultOf(password) !== null) return;
      expect(password.length).toBeGreaterThanOrEqual(6);
      expect(password.length).toBeLessThanOrEqual(12);
      expect(OWNER.citizenNumber).not.toContain(password);
      expect('0123456789012345678901').not.toContain(password);
      expect('9876543210987654321098').not.toContain(password);
      expect(new Set(password).size).toBeGreaterThan(1);
    }),
    { numRuns: 2_000 },
  );
});
