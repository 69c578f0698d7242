import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sm3 } from './digest.ts';

test('SM3 of "abc" is the example of GB/T 32905', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});

describe('canonical JSON', () => {
  test('keys are in order at every depth, lists keep theirs', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: null, c: '中' } })).toBe('{"a":{"c":"中","d":null},"b":[2,1]}');
  });

  test('does not depend on the order in which an object was made', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())),
        (object) => {
          const backwards = Object.fromEntries(Object.entries(object).toReversed());
          expect(canonicalJson(backwards)).toBe(canonicalJson(object));
          expect(JSON.parse(canonicalJson(object))).toEqual({ ...object });
        },
      ),
    );
  });

  test.each([0.1, Number.NaN, 2 ** 53])('%d is no amount', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
