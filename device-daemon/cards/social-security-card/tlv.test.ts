import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBerTlv, parseBerTlv, parseSimpleTlv } from './tlv.ts';

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
const field = (tag: number, value: Uint8Array) =>
  value.length < 0xff
    ? Uint8Array.of(tag, value.length, ...value)
    : Uint8Array.of(tag, 0xff, value.length >> 8, value.length & 0xff, ...value);

describe('simple TLV', () => {
  const records = fc.array(
    fc.record({
      tag: fc.integer({ min: 0x01, max: 0xfe }),
      value: fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ minLength: 255, maxLength: 300 })),
    }),
    { maxLength: 6 },
  );

  it('comes out as it went in, with padding behind it', () => {
    fc.assert(
      fc.property(records, fc.constantFrom('', '00', 'ffffff'), (list, padding) => {
        const bytes = Buffer.concat([...list.map(({ tag, value }) => field(tag, value)), hex(padding)]);
        expect(parseSimpleTlv(bytes)?.map(({ tag, value }) => ({ tag, value: [...value] }))).toEqual(
          list.map(({ tag, value }) => ({ tag, value: [...value] })),
        );
      }),
    );
  });

  it('is null where a record is cut off', () => {
    expect(parseSimpleTlv(hex('0709aabb'))).toBeNull();
    expect(parseSimpleTlv(hex('07'))).toBeNull();
  });
});

describe('BER-TLV', () => {
  it('is found by its tag at any depth, with tags and lengths of more than one byte', () => {
    // 9F1F holds the bytes of a tag 5A as its value.
    const number = hex('70810d9f1f045a08aaaa5a0499999999');
    expect(findBerTlv(parseBerTlv(number)!, 0x5a)).toEqual(hex('99999999'));
    expect(findBerTlv(parseBerTlv(number)!, 0x57)).toBeNull();
    const fci = hex('6f0c8401aaa50888011e9f0c0386');
    // A template whose inside is cut off is kept as it is.
    expect(parseBerTlv(fci)?.[0]?.inside).toBeNull();
  });

  it('is null where an item is cut off, or its length has no end', () => {
    for (const bytes of ['5a', '5a0a99', '9f', '5a85', '5a8401020304', '5a82', '1f8181818181'])
      expect(parseBerTlv(hex(bytes))).toBeNull();
  });
});

describe('whatever bytes', () => {
  it('both end, and every value lies inside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const { value } of [...(parseSimpleTlv(bytes) ?? []), ...(parseBerTlv(bytes) ?? [])])
          expect(value.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
