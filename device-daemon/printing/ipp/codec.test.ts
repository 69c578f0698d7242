import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { booleanOf, integerOf, textOf, textsOf, valuesOf } from './attributes.ts';
import { decodeIpp, encodeIpp, type IppAttribute, type IppMessage, type IppValue } from './codec.ts';

const utf8 = fc.string({ unit: 'grapheme', maxLength: 40 });
const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const bytes = fc.uint8Array({ maxLength: 40 });

const simpleValue: fc.Arbitrary<IppValue> = fc.oneof(
  fc.record({ type: fc.constant('integer' as const), tag: fc.constantFrom(0x21, 0x23), value: int32 }),
  fc.record({ type: fc.constant('boolean' as const), tag: fc.constant(0x22), value: fc.boolean() }),
  fc.record({
    type: fc.constant('text' as const),
    tag: fc.constantFrom(0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x5f),
    value: utf8,
  }),
  fc.record({
    type: fc.constant('textWithLanguage' as const),
    tag: fc.constantFrom(0x35, 0x36),
    language: fc.constantFrom('en', 'zh-cn'),
    value: utf8,
  }),
  fc.record({ type: fc.constant('range' as const), tag: fc.constant(0x33), lower: int32, upper: int32 }),
  fc.record({ type: fc.constant('outOfBand' as const), tag: fc.constantFrom(0x10, 0x12, 0x13) }),
  // Octet strings, dates, resolutions, and tags that no standard has given out yet.
  fc.record({
    type: fc.constant('octets' as const),
    tag: fc.constantFrom(0x30, 0x31, 0x32, 0x38, 0x7f, 0xff),
    value: bytes,
  }),
);

const { value } = fc.letrec<{ value: IppValue; attribute: IppAttribute }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    simpleValue,
    fc.record({
      type: fc.constant('collection' as const),
      tag: fc.constant(0x34),
      members: fc.array(tie('attribute'), { maxLength: 3 }),
    }),
  ),
  attribute: fc.record({
    name: fc.string({ minLength: 1, maxLength: 20 }),
    values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
  }),
}));

const message: fc.Arbitrary<IppMessage> = fc.record({
  version: fc.record({ major: fc.integer({ min: 0, max: 255 }), minor: fc.integer({ min: 0, max: 255 }) }),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: fc.integer({ min: 0, max: 0xffffffff }),
  groups: fc.array(
    fc.record({
      tag: fc.constantFrom(0x01, 0x02, 0x04, 0x05, 0x0f),
      attributes: fc.array(
        fc.record({
          name: fc.string({ minLength: 1, maxLength: 20 }),
          values: fc.array(value, { minLength: 1, maxLength: 3 }),
        }),
        { maxLength: 5 },
      ),
    }),
    { maxLength: 4 },
  ),
});

describe('IPP messages', () => {
  test('every message is read back as it was written, with the document behind it', () => {
    fc.assert(
      fc.property(message, bytes, (original, document) => {
        const decoded = decodeIpp(Buffer.concat([encodeIpp(original), document]));
        expect(decoded.ok).toBe(true);
        if (!decoded.ok) return;
        expect(decoded.value.message).toEqual(original);
        expect(decoded.value.dataOffset).toBe(encodeIpp(original).length);
      }),
    );
  });

  test('a message cut at any byte is truncated, never anything else', () => {
    fc.assert(
      fc.property(message, fc.nat(), (original, at) => {
        const whole = encodeIpp(original);
        const decoded = decodeIpp(whole.subarray(0, at % whole.length));
        expect(decoded).toMatchObject({ ok: false, error: { type: 'truncated' } });
      }),
    );
  });

  test('random bytes are a value or an error, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const decoded = decodeIpp(noise);
        if (!decoded.ok) expect(decoded.error.offset).toBeLessThanOrEqual(noise.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a message with bytes overwritten is a value or an error, never an exception', () => {
    fc.assert(
      fc.property(message, fc.nat(), bytes, (original, at, noise) => {
        const damaged = encodeIpp(original);
        damaged.set(
          noise.subarray(0, Math.max(0, damaged.length - (at % damaged.length))),
          at % damaged.length,
        );
        expect(() => decodeIpp(damaged)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  test('the bytes are those of RFC 8010', () => {
    const encoded = encodeIpp({
      version: { major: 2, minor: 0 },
      code: 0x000b,
      requestId: 1,
      groups: [
        {
          tag: 0x01,
          attributes: [
            { name: 'attributes-charset', values: [{ type: 'text', tag: 0x47, value: 'utf-8' }] },
            {
              name: 'x',
              values: [
                { type: 'integer', tag: 0x21, value: -2 },
                { type: 'boolean', tag: 0x22, value: true },
              ],
            },
          ],
        },
      ],
    });
    expect(encoded.toString('hex')).toBe(
      [
        '0200000b00000001',
        '01',
        `470012${Buffer.from('attributes-charset').toString('hex')}0005${Buffer.from('utf-8').toString('hex')}`,
        '210001780004fffffffe',
        '220000000101',
        '03',
      ].join(''),
    );
  });

  test('a collection is read with its members and their further values', () => {
    // media-col { media-size { x-dimension 21000 } source "main" "by-pass" }
    const hex = [
      '020000000000000104',
      `340009${Buffer.from('media-col').toString('hex')}0000`,
      `4a0000000a${Buffer.from('media-size').toString('hex')}`,
      '3400000000',
      `4a0000000b${Buffer.from('x-dimension').toString('hex')}`,
      '21000000040000 5208'.replace(' ', ''),
      '3700000000',
      `4a00000006${Buffer.from('source').toString('hex')}`,
      `4400000004${Buffer.from('main').toString('hex')}`,
      `4400000007${Buffer.from('by-pass').toString('hex')}`,
      '3700000000',
      '03',
    ].join('');
    const decoded = decodeIpp(Buffer.from(hex, 'hex'));
    expect(decoded.ok && decoded.value.message.groups[0]?.attributes).toEqual([
      {
        name: 'media-col',
        values: [
          {
            type: 'collection',
            tag: 0x34,
            members: [
              {
                name: 'media-size',
                values: [
                  {
                    type: 'collection',
                    tag: 0x34,
                    members: [
                      { name: 'x-dimension', values: [{ type: 'integer', tag: 0x21, value: 21_000 }] },
                    ],
                  },
                ],
              },
              {
                name: 'source',
                values: [
                  { type: 'text', tag: 0x44, value: 'main' },
                  { type: 'text', tag: 0x44, value: 'by-pass' },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  test('collections nested without end are refused', () => {
    const open = Buffer.concat([Buffer.from('4a0000000161', 'hex'), Buffer.from('3400000000', 'hex')]);
    const bomb = Buffer.concat([
      Buffer.from('02000000000000010434000161' + '0000', 'hex'),
      ...Array.from({ length: 10_000 }, () => open),
    ]);
    expect(decodeIpp(bomb)).toMatchObject({ ok: false, error: { type: 'malformed' } });
  });

  test.each([
    ['a length with the sign bit', '0200000000000001044100018180000003'],
    ['a further value of no attribute', '020000000000000104440000000161' + '03'],
    ['a value before any group', '0200000000000001440001610001' + '6103'],
    ['an end of a collection that never began', '02000000000000010437000161000003'],
  ])('%s is refused', (_what, hex) => {
    expect(decodeIpp(Buffer.from(hex, 'hex'))).toMatchObject({ ok: false });
  });

  test('a value of the wrong size costs only itself', () => {
    const decoded = decodeIpp(Buffer.from('02000000000000010421000161000201022100016200040000000903', 'hex'));
    if (!decoded.ok) throw new Error(decoded.error.type);
    const group = decoded.value.message.groups[0];
    expect(valuesOf(group, 'a')).toEqual([{ type: 'octets', tag: 0x21, value: Uint8Array.of(1, 2) }]);
    expect(integerOf(group, 'a')).toBeNull();
    expect(integerOf(group, 'b')).toBe(9);
  });
});

describe('reading attributes', () => {
  const group = {
    tag: 0x04,
    attributes: [
      {
        name: 'names',
        values: [
          { type: 'text', tag: 0x42, value: 'one' },
          { type: 'textWithLanguage', tag: 0x36, language: 'en', value: 'two' },
          { type: 'octets', tag: 0x30, value: Buffer.from('three') },
          { type: 'octets', tag: 0x31, value: Buffer.from('a date') },
          { type: 'outOfBand', tag: 0x13 },
        ],
      },
      { name: 'flag', values: [{ type: 'boolean', tag: 0x22, value: false }] },
    ],
  } as const;

  test('texts are found in all their encodings', () => {
    expect(textsOf(group, 'names')).toEqual(['one', 'two', 'three']);
    expect(textOf(group, 'names')).toBe('one');
  });

  test('what is not there is null, not false or empty', () => {
    expect(booleanOf(group, 'flag')).toBe(false);
    expect(booleanOf(group, 'other')).toBeNull();
    expect(textsOf(group, 'other')).toBeNull();
    expect(integerOf(group, 'flag')).toBeNull();
    expect(textOf(undefined, 'names')).toBeNull();
  });
});
