import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardinal, sayInEnglish } from './numbers-en.ts';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** A reader of English numerals that knows nothing of the writer under test. */
function read(words: string): number {
  let total = 0;
  let group = 0;
  for (const word of words.split(/[\s-]/)) {
    if (word === 'and') continue;
    if (word === 'hundred') group *= 100;
    else if (SCALES[word] !== undefined) {
      total += group * SCALES[word];
      group = 0;
    } else if (SMALL.includes(word)) group += SMALL.indexOf(word);
    else if (TENS.includes(word)) group += TENS.indexOf(word) * 10;
    else throw new Error(`${word} is no numeral`);
  }
  return total + group;
}

test('a number can be read back by somebody else', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999_999), (value) => {
      expect(read(cardinal(String(value)))).toBe(value);
    }),
    { numRuns: 1_000 },
  );
});

describe('a sentence', () => {
  test.each([
    ['Balance: 86,412.35 yuan', 'Balance: eighty-six thousand four hundred and twelve point three five yuan'],
    ['3,000.00 yuan', 'three thousand yuan'],
    ['−1,314.05', 'minus one thousand three hundred and fourteen point zero five'],
    ['1,001', 'one thousand and one'],
    ['You have paid for 18 years 7 months', 'You have paid for eighteen years seven months'],
    ['Data up to 31 Oct 2026', 'Data up to thirty-one October twenty twenty-six'],
    ['Apr–May 2008', 'April to May two thousand and eight'],
    ['May 1998', 'May nineteen ninety-eight'],
    ['1905', 'nineteen oh five'],
    ['2024-05', 'May twenty twenty-four'],
    ['2026-10-31', 'thirty-one October twenty twenty-six'],
    ['2023–2024', 'twenty twenty-three to twenty twenty-four'],
    ['2000 months', 'two thousand months'],
    ['2.62%', 'two point six two percent'],
    ['Page 2 of 9', 'Page two of nine'],
    ['8:05', 'eight oh five'],
    ['9999＊＊＊＊＊＊0117', 'nine nine nine nine star zero one one seven'],
    [
      '110101199003070117',
      'one one zero one zero one one nine nine zero zero three zero seven zero one one seven',
    ],
    ['＊＊＊.＊＊ yuan', 'star yuan'],
    ['999999-0001', 'nine nine nine nine nine nine dash zero zero zero one'],
    ['007', 'zero zero seven'],
    ['Balance (yuan)', 'Balance, yuan'],
    ['A = B + C − D', 'A equals B plus C minus D'],
    ['A & B', 'A & B'],
  ])('%s is said as %s', (text, words) => {
    expect(sayInEnglish(text)).toBe(words);
  });

  test('keeps no digit and no star, whatever stands in it', () => {
    const anySign = fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code));
    const piece = fc.oneof(
      fc.string({ unit: anySign }),
      fc.stringMatching(/^[\d,.\-–%:*＊ yuanpageXx/]{0,24}$/),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        expect(sayInEnglish(pieces.join(''))).not.toMatch(/[\d０-９*＊]/);
      }),
      { numRuns: 300 },
    );
  });
});
