import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthDateOf, checkCharacter, isCitizenNumber, sexOf } from './citizen-number.ts';

describe('a citizen number', () => {
  // Published samples of GB 11643, of the residence permits and of the 2023 foreign card.
  test.each([
    '11010519491231002X',
    '11010519491231002x',
    '440524188001010014',
    '810000199408230021',
    '830000199201300022',
    '932682198501010017',
    '911124198108030024',
  ])('%s is right', (number) => expect(isCitizenNumber(number)).toBe(true));

  test.each([
    ['820000199009010027', 'wrong check digit'],
    ['110105194912310021', 'X expected'],
    ['110105194913310023', 'thirteenth month'],
    ['11010519491231002', 'one character short'],
    ['', 'empty'],
    ['１10105194912310021', 'full-width digit'],
  ])('%s is refused: %s', (number) => expect(isCitizenNumber(number)).toBe(false));

  test('tells birth date and sex', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
    expect(sexOf('11010519491231002X')).toBe('female');
    expect(sexOf('440524188001010014')).toBe('male');
  });

  // 宣武区 became part of 西城区 in 2010, its code retired; whoever was born there keeps the number.
  test('keeps a region whose code has retired', () => {
    const first17 = '11010419490307002';
    expect(isCitizenNumber(`${first17}${checkCharacter(first17)}`)).toBe(true);
  });

  test('of an even sequence is a woman’s, of an odd one a man’s, whatever the rest', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{16}$/), fc.integer({ min: 0, max: 9 }), (first16, digit) => {
        expect(sexOf(`${first16}${digit}0`)).toBe(digit % 2 === 0 ? 'female' : 'male');
      }),
    );
  });

  test('no single digit can be mistyped unnoticed', () => {
    const digits = fc.stringMatching(/^\d{17}$/);
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first17, at, by) => {
        const wrong = `${first17.slice(0, at)}${(Number(first17[at]) + by) % 10}${first17.slice(at + 1)}`;
        expect(checkCharacter(wrong)).not.toBe(checkCharacter(first17));
      }),
    );
  });
});
