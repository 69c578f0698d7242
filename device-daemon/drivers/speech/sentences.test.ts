import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from './sentences.ts';

describe('a text is said sentence by sentence', () => {
  it.each([
    ['您好。请把身份证放在读卡区。', ['您好。请把身份证放在读卡区。']],
    ['您已缴费十二年。还差三年！要打印吗？', ['您已缴费十二年。', '还差三年！', '要打印吗？']],
    ['他说：“可以。”请取走您的卡。', ['他说：“可以。”', '请取走您的卡。']],
    ['Balance: 12.50 yuan. Take your card.', ['Balance: 12.50 yuan. ', 'Take your card.']],
    ['One. Two.', ['One. ', 'Two.']],
    ['第一行\n第二行字', ['第一行\n第二行字'.slice(0, 4), '第二行字']],
    ['打印', ['打印']],
    ['……！？', []],
    ['', []],
  ])('%j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('is cut at a comma where it would be long before the first sound', () => {
    const text = `${'社'.repeat(50)}，${'保'.repeat(50)}，${'卡'.repeat(20)}。`;
    expect(sentencesOf(text).map(({ length }) => length)).toEqual([51, 72]);
  });

  it('loses nothing that can be said, cuts no character in two, and keeps each piece short', () => {
    const character = fc.constantFrom(...'社保 aB1。！，.,\n“”（𠮷㐂'.match(/./gsu)!);
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 600 }), (text) => {
        const pieces = sentencesOf(text);
        const spoken = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
        expect(spoken(pieces.join(''))).toBe(spoken(text));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(80);
          // Half a character is none, and is written as U+FFFD.
          expect(Buffer.from(piece).toString()).toBe(piece);
        }
      }),
    );
  });

  it('takes any text there is', () => {
    const anything = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit: anything, maxLength: 300 }), (text) => {
        for (const piece of sentencesOf(text)) expect(piece.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
