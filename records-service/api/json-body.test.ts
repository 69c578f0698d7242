import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from './errors.ts';
import { parseJsonBody } from './json-body.ts';

const parse = (text: string) => parseJsonBody(Buffer.from(text));

describe('a body is refused', () => {
  test.each([
    ['the body is empty', ''],
    ['the body is not JSON', '{"a":'],
    ['the body is not JSON', "{'a': 1}"],
    ['the body is not JSON', '\ufeff{}'],
    ['a key is there twice', '{"a":1,"a":1}'],
    ['a key is there twice', '{"a":1,"\\u0061":2}'],
    ['a key is there twice', '[{"b":{"a":"x:{","c":[],"a":2}}]'],
    ['a key that no object of a request may have', '{"__proto__":{"sample":true}}'],
    ['a key that no object of a request may have', '{"\\u005f_proto__":1}'],
    ['a key that no object of a request may have', '{"a":{"constructor":{"prototype":{}}}}'],
    ['the body is nested deeper than 16', `${'['.repeat(17)}${']'.repeat(17)}`],
    ['the body is nested deeper than 16', `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`],
    ['a text holds a character that is none (NUL, or half of a pair)', '{"a":"x\\u0000"}'],
    ['a text holds a character that is none (NUL, or half of a pair)', '{"a":["\\ud83d"]}'],
    ['a text holds a character that is none (NUL, or half of a pair)', '{"\\u0000":1}'],
  ])('because %s: %s', (detail, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'invalidData', detail }));
  });

  test('because its bytes are no UTF-8', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0xaf, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      // 张 in GBK
      [0x22, 0xd5, 0xc5, 0x22],
    ])
      expect(() => parseJsonBody(Buffer.from(bytes))).toThrow(
        expect.objectContaining({ detail: 'the body is not UTF-8' }),
      );
  });
});

test('any other JSON is read as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (text) => {
      let value: unknown;
      try {
        value = parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        return;
      }
      expect(value).toEqual(JSON.parse(text));
    }),
  );
  expect(parse('{"a":"{\\"a\\":1}","b":{"a":"\\\\"},"c":[{"a":1},{"a":2}]}')).toEqual({
    a: '{"a":1}',
    b: { a: '\\' },
    c: [{ a: 1 }, { a: 2 }],
  });
});

test('no text makes it fail in another way than with a refusal', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json({ maxDepth: 2 })), (text) => {
      try {
        parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});
