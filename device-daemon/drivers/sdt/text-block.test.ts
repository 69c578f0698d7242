import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter } from '#shared/identity/citizen-number.ts';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { decodeTextBlock } from './text-block.ts';

/**
 * Blocks in UTF-16LE, put together by hand: names "证件样本" and "ZHENGJIAN, YANGBEN", addresses invented, numbers the
 * examples printed in GB 11643 and in the notices about the permit and the foreign card.
 */
const VECTORS = {
  mainland:
    'C18BF64E37682C6720002000200020002000200020002000200020002000320030003100310039003400390031003200330031001753AC4E025E1D6733963A5337682C6757883100F7532000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020003100310030003100300035003100390034003900310032003300310030003000320058001753AC4E025E6C51895B405C1D6733960652405C20002000200020002000320030003000360030003100300031007F951F67200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000',
  J: 'C18BF64E37682C6720002000200020002000200020002000200020002000320020002000310039003900340030003800320033001753AC4E025E776DC06D3A5337682C6757883100F7532000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020003800310030003000300030003100390039003400300038003200330030003000320031001753AC4E025E6C51895B405C2000200020002000200020002000200020003200300031003800300039003000310032003000320033003000390030003100480031003200330034003500360037003800300031002000200020004A00200020002000',
  I: '5A00480045004E0047004A00490041004E002C002000590041004E004700420045004E002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020002000200020003100430041004E00310031003000300038003100300038003000330031003000430041004E00C18BF64E37682C67200020002000200020002000200020002000200020003200300031003500300031003000310032003000320035003000310030003100310039003800310030003800300033003000310031003500300030004900200020002000',
  Y: 'C18BF64E37682C6720002000200020002000200020002000200020002000320030003100310039003800310030003800300033005A00480045004E0047004A00490041004E002C002000590041004E004700420045004E0020002000200020002000200020002000200020002000200020002000200020002000390031003100310032003400310039003800310030003800300033003000300032003400200020002000200020002000200020002000200020002000200020002000320030003200330030003900310035003200300033003300300039003100340020002000200020002000200020002000200020002000430041004E005900200020002000',
} as const;

const block = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** The mainland block with one field replaced. */
function changed(offset: number, value: string, base: keyof typeof VECTORS = 'mainland'): Uint8Array {
  const bytes = block(VECTORS[base]);
  bytes.set(Buffer.from(value, 'utf16le'), offset);
  return bytes;
}

describe('the four layouts', () => {
  it('mainland', () => {
    expect(decodeTextBlock(block(VECTORS.mainland))).toEqual({
      ok: true,
      value: {
        kind: 'residentIdentityCard',
        name: '证件样本',
        latinName: null,
        number: '11010519491231002X',
        sex: 'female',
        nationCode: '01',
        birthDate: '1949-12-31',
        address: '北京市朝阳区样本街1号',
        issuingAuthority: '北京市公安局朝阳分局',
        validFrom: '2006-01-01',
        validUntil: null,
      },
    });
  });

  it('J, residence permit', () => {
    expect(decodeTextBlock(block(VECTORS.J))).toEqual({
      ok: true,
      value: {
        kind: 'hongKongMacaoTaiwanResidencePermit',
        name: '证件样本',
        latinName: null,
        number: '810000199408230021',
        sex: 'female',
        nationCode: null,
        birthDate: '1994-08-23',
        address: '北京市海淀区样本街1号',
        issuingAuthority: '北京市公安局',
        validFrom: '2018-09-01',
        validUntil: '2023-09-01',
      },
    });
  });

  it('I, foreign card of 2017', () => {
    expect(decodeTextBlock(block(VECTORS.I))).toEqual({
      ok: true,
      value: {
        kind: 'foreignPermanentResidentCard2017',
        name: '证件样本',
        latinName: 'ZHENGJIAN, YANGBEN',
        number: 'CAN110081080310',
        sex: 'male',
        nationCode: null,
        birthDate: '1981-08-03',
        address: null,
        issuingAuthority: null,
        validFrom: '2015-01-01',
        validUntil: '2025-01-01',
      },
    });
  });

  it('Y, foreign card of 2023', () => {
    expect(decodeTextBlock(block(VECTORS.Y))).toEqual({
      ok: true,
      value: {
        kind: 'foreignPermanentResidentCard2023',
        name: '证件样本',
        latinName: 'ZHENGJIAN, YANGBEN',
        number: '911124198108030024',
        sex: 'female',
        nationCode: null,
        birthDate: '1981-08-03',
        address: null,
        issuingAuthority: null,
        validFrom: '2023-09-15',
        validUntil: '2033-09-14',
      },
    });
  });
});

it('the mainland block with an empty photo is an answer of 1,295 bytes with the checksum 39', () => {
  const frame = encodeSdtFrame(
    Buffer.concat([Buffer.from('00009001000400', 'hex'), block(VECTORS.mainland), new Uint8Array(1024)]),
  );
  expect([frame.length, frame.at(-1)]).toEqual([1295, 0x39]);
});

describe('the name', () => {
  it('keeps private-use characters, surrogate pairs and lone surrogates as they are', () => {
    const name = '\uE863𠮷\uD840';
    expect(decodeTextBlock(changed(0, name))).toMatchObject({ ok: true, value: { name } });
  });

  // GB 18030-2022 and its first amendment (CJK Extension I) made for names of people.
  it.each(['𠀀𪛖', '\u{2EBF0}样\u{2EE5D}'])('keeps %s of the Extensions B and I', (name) => {
    expect(decodeTextBlock(changed(0, name.padEnd(15, ' ')))).toMatchObject({ ok: true, value: { name } });
  });

  it('keeps spaces inside and drops padding of spaces and zeros', () => {
    expect(decodeTextBlock(changed(0, '样 本\u0000\u0000'))).toMatchObject({ value: { name: '样 本' } });
  });

  it('of a foreign card without a Chinese name is the Latin one', () => {
    expect(decodeTextBlock(changed(0, ' '.repeat(15), 'Y'))).toMatchObject({
      value: { name: 'ZHENGJIAN, YANGBEN', latinName: 'ZHENGJIAN, YANGBEN' },
    });
  });

  it('in two parts is joined without a space', () => {
    const bytes = changed(52, 'A'.repeat(34).padEnd(35, ' '), 'Y');
    bytes.set(Buffer.from('BCD'.padEnd(11, ' '), 'utf16le'), 220);
    // A space that ends the first part is padding on the card, not a gap in the name.
    expect(decodeTextBlock(bytes)).toMatchObject({ value: { latinName: `${'A'.repeat(34)}BCD` } });
  });

  it('that is empty makes the block unreadable', () => {
    expect(decodeTextBlock(changed(0, ' '.repeat(15)))).toEqual({ ok: false, error: 'invalidMedia' });
  });
});

describe('the number', () => {
  it('may end in a small x', () => {
    expect(decodeTextBlock(changed(122, '11010519491231002x'))).toMatchObject({
      value: { number: '11010519491231002X' },
    });
  });

  it('with another check character is refused, whichever it is', () => {
    for (const check of '0123456789') {
      expect(decodeTextBlock(changed(122, `11010519491231002${check}`))).toEqual({
        ok: false,
        error: 'numberNotValid',
      });
    }
  });

  it('of no region that exists is accepted', () => {
    const first17 = '99999919840512111';
    expect(decodeTextBlock(changed(122, first17 + checkCharacter(first17))).ok).toBe(true);
  });

  it.each([
    ['810000199408230021', 'mainland'],
    ['830000199201300022', 'mainland'],
    ['911124198108030024', 'mainland'],
    ['932682198501010017', 'mainland'],
    ['911124198108030024', 'J'],
  ] as const)('%s in the layout %s betrays a reader with old firmware', (number, layout) => {
    expect(decodeTextBlock(changed(122, number, layout))).toEqual({
      ok: false,
      error: 'readerFirmwareOutdated',
    });
  });

  it('of a 2023 card begins with 9 and a province', () => {
    expect(decodeTextBlock(changed(122, '11010519491231002X', 'Y'))).toEqual({
      ok: false,
      error: 'numberNotValid',
    });
  });

  it('of a 2023 card has no sequence 000', () => {
    const first17 = '91112419810803000';
    expect(decodeTextBlock(changed(122, first17 + checkCharacter(first17), 'Y')).ok).toBe(false);
  });

  it('of a 2017 card is three letters and twelve digits', () => {
    expect(decodeTextBlock(changed(122, 'CA1110081080310', 'I'))).toEqual({
      ok: false,
      error: 'numberNotValid',
    });
  });
});

describe('other fields', () => {
  it.each([
    ['birth date', 36, '19490231'],
    ['first day', 188, '2006010 '],
    ['last day', 204, '20261301'],
    ['last day', 204, '长  期    '],
  ])('a %s that is no day makes the block unreadable', (_name, offset, value) => {
    expect(decodeTextBlock(changed(offset, value))).toEqual({ ok: false, error: 'invalidMedia' });
  });

  it.each([
    ['0', 'unknown'],
    ['1', 'male'],
    ['9', 'notStated'],
    ['7', 'unknown'],
  ])('the sex code %s is %s', (code, sex) => {
    expect(decodeTextBlock(changed(30, code))).toMatchObject({ value: { sex } });
  });

  it('another type letter means the mainland layout', () => {
    expect(decodeTextBlock(changed(248, '\u0000'))).toMatchObject({
      value: { kind: 'residentIdentityCard' },
    });
  });
});

describe('any bytes', () => {
  it('give a result and never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 300 }), (bytes) => {
        expect(decodeTextBlock(bytes)).toHaveProperty('ok');
      }),
    );
  });

  it('changed in a good block give a result and never an exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(VECTORS) as (keyof typeof VECTORS)[])),
        fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
        (layout, edits) => {
          const bytes = block(VECTORS[layout]);
          for (const [offset, byte] of edits) bytes[offset] = byte;
          const result = decodeTextBlock(bytes);
          if (result.ok) {
            expect(result.value.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
            expect(result.value.name).not.toBe('');
          }
        },
      ),
    );
  });
});
