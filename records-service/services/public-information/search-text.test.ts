import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchFields, searchOf } from './search-text.ts';

describe('what is typed', () => {
  test('becomes words and the pairs of their characters', () => {
    expect(searchOf('异地就医 12333')).toEqual({
      words: ['异地就医', '12333'],
      grams: ['异地', '地就', '就医', '12', '23', '33'],
    });
    expect(searchOf('查')).toEqual({ words: ['查'], grams: ['查'] });
  });

  test('is the same in full width and in capitals', () => {
    expect(searchOf('ＡＰＰ，社保')).toEqual(searchOf('app 社保'));
  });
});

test('whatever stands in a text is found by what is stored of it', () => {
  const word = fc
    .array(fc.constantFrom(...'养老保险缴费查询ab12'), { minLength: 1, maxLength: 6 })
    .map((w) => w.join(''));
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.nat(),
      (words, start, length) => {
        const { searchText, grams } = searchFields([words.join('，')]);
        const run = words[start % words.length] ?? '';
        const from = start % run.length;
        const part = run.slice(from, from + 1 + (length % (run.length - from)));
        const search = searchOf(part);
        return (
          search.grams.every((gram) => grams.includes(gram)) &&
          search.words.every((w) => searchText.includes(w))
        );
      },
    ),
  );
});
