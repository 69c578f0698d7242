import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskAddress, maskBankCard, maskPhone } from './mask-contact.ts';

test('shows as much as one needs to know one’s own', () => {
  expect(maskPhone('19900000011')).toBe('199＊＊＊＊0011');
  expect(maskBankCard('6299990000000000168')).toBe('＊＊＊＊0168');
  expect(maskAddress('样例省示范市演示区虚构路8号')).toBe('样例省示范市＊＊＊＊＊＊');
  expect(maskAddress('路8号')).toBe('路＊＊＊＊＊＊');
});

test('what is too short to show a part of is hidden whole', () => {
  expect(maskPhone('12345')).toBe('＊＊＊＊＊');
  expect(maskBankCard('1234')).toBe('＊＊＊＊');
  expect(maskAddress('路')).toBe('＊＊＊＊＊＊');
});

test('no text shows more than half of itself, nor how long it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      const masked = maskAddress(text);
      expect(masked.endsWith('＊'.repeat(6))).toBe(true);
      const shown = masked.slice(0, -6);
      expect([...shown].length * 2).toBeLessThanOrEqual([...text].length);
      expect(text.startsWith(shown)).toBe(true);
    }),
    { examples: [['𠮷野家𠮷野家'], ['＊   ']] },
  );
});
