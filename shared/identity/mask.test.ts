import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskCardNumber, maskName, maskNumber } from './mask.ts';

test.each([
  ['张示丰', '张＊丰'],
  ['李样', '李＊'],
  ['丁', '丁＊'],
  ['', ''],
  ['䶮㛃𬴂', '䶮＊𬴂'],
  // A variation selector belongs to the character before it.
  ['葛\u{E0100}样明', '葛\u{E0100}＊明'],
  ['买买提明·艾力示范江', '买＊＊＊江'],
  // Outside the basic plane a character is two units of UTF-16: it is kept whole or not at all.
  ['𠮷', '𠮷＊'],
  ['㛃𬭚', '㛃＊'],
  ['𠮷㐂𬭚', '𠮷＊𬭚'],
  ['买买提明·艾力示范江·阿卜杜热西提演示例样·阿力江', '买＊＊＊江'],
])('the name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

test('of a name of any characters no half of one is left, and never more than its two ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'王𠮷㐂·𬭚䶮江'), { minLength: 3, maxLength: 50 }),
      (characters) => {
        const shown = [...maskName(characters.join(''))];
        expect(shown[0]).toBe(characters[0]);
        expect(shown.at(-1)).toBe(characters.at(-1));
        expect(new Set(shown.slice(1, -1))).toEqual(new Set(['＊']));
      },
    ),
  );
});

test('a citizen number keeps its first and last four characters', () => {
  expect(maskNumber('11010519491231002X')).toBe('1101＊＊＊＊＊＊002X');
  expect(maskNumber('CAN110001080301')).toBe('CAN1＊＊＊＊＊＊0301');
});

test('the birth date never shows', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{17}[\dX]$/), (number) => {
      expect(maskNumber(number)).toHaveLength(14);
      expect(maskNumber(number).slice(4, 10)).toBe('＊＊＊＊＊＊');
    }),
  );
});

test('what is too short to be masked in the middle is hidden whole', () => {
  expect(maskNumber('123456789')).toBe('＊＊＊＊＊＊＊＊＊');
});

test('a card number keeps its letter and its last three characters', () => {
  expect(maskCardNumber('T90000153')).toBe('T＊＊＊＊＊153');
  expect(maskCardNumber('T9000')).toBe('＊＊＊＊＊');
});
