import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTextBlock } from '#device-daemon/drivers/sdt/text-block.ts';
import { SdtParser } from '#device-daemon/framing/sdt.ts';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { checkCharacter } from '#shared/identity/citizen-number.ts';
import { SAMPLE_CARDS } from './cards.ts';
import { frameOf } from './security-module.ts';
import { encodeTextBlock } from './text-block-encoder.ts';

describe('the sample cards', () => {
  it('hold every sample citizen as the daemon reads them', () => {
    for (const citizen of SAMPLE_CITIZENS) {
      const card = SAMPLE_CARDS.get(citizen.key)!;
      expect(decodeTextBlock(card.textBlock)).toMatchObject({
        ok: true,
        value: {
          // The chip has room for so many.
          name: citizen.name.slice(0, 15),
          number: citizen.number,
          sex: citizen.sex,
          nationCode: citizen.nationCode,
          birthDate: citizen.birthDate,
          address: citizen.address,
        },
      });
    }
  });

  it('are all invented: the demo region, or a number printed in a public notice', () => {
    const numbers = [...SAMPLE_CARDS.values()].map(({ textBlock }) => {
      const text = Buffer.from(textBlock).toString('utf16le');
      return text.slice(61, 79).trim();
    });
    for (const number of numbers)
      expect(number).toMatch(/^(999999|81000019940823|91112419810803|[A-Z]{0,3}1)/);
  });

  it('answer as one frame of 1,295 bytes, whatever stands in the photo', () => {
    for (const card of SAMPLE_CARDS.values()) {
      const frame = frameOf(
        Buffer.concat([Buffer.from('00009001000400', 'hex'), card.textBlock, card.photo]),
      );
      const bodies: number[] = [];
      const parser = new SdtParser({
        frame: (body) => bodies.push(body.length),
        discarded: () => expect.unreachable(),
        checksumError: () => expect.unreachable(),
      });
      for (let offset = 0; offset < frame.length; offset += 32)
        parser.push(frame.subarray(offset, offset + 32));
      expect(frame.length).toBe(1295);
      expect(bodies).toEqual([1287]);
    }
  });
});

describe('any card that can be written', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'张王李赵示例范样·䶮'), minLength: 1, maxLength: 15 });
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
  const sequence = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));
  const numberOf = (region: string, birth: string, serial: string) => {
    const first17 = region + birth + serial;
    return first17 + checkCharacter(first17);
  };
  const iso = (date: string) => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;

  it('in the mainland layout is read as it was written', () => {
    fc.assert(
      fc.property(
        letters,
        day,
        sequence,
        letters,
        letters,
        day,
        fc.option(day),
        (name, birth, serial, address, issuer, from, until) => {
          const number = numberOf('999999', birth, serial);
          const block = encodeTextBlock({
            layout: 'mainland',
            name,
            sex: '2',
            nation: '05',
            birth,
            address,
            number,
            issuer,
            from,
            until: until ?? '长期',
          });
          expect(decodeTextBlock(block)).toEqual({
            ok: true,
            value: {
              kind: 'residentIdentityCard',
              name,
              latinName: null,
              number,
              sex: 'female',
              nationCode: '05',
              birthDate: iso(birth),
              address,
              issuingAuthority: issuer,
              validFrom: iso(from),
              validUntil: until === null ? null : iso(until),
            },
          });
        },
      ),
    );
  });

  it('in the layout of 2023 is read as it was written', () => {
    fc.assert(
      fc.property(letters, day, sequence, fc.integer({ min: 1, max: 46 }), (name, birth, serial, length) => {
        const number = numberOf('911124', birth, serial);
        const latinName = 'ABCDEFGHIJ, KLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMNOPQ'.slice(0, length).trimEnd();
        const block = encodeTextBlock({
          layout: 'Y',
          name,
          latinName,
          sex: '1',
          birth,
          number,
          nationality: 'CAN',
          renewals: '00',
          earlier: '110',
          from: '20240101',
          until: '20340101',
        });
        expect(decodeTextBlock(block)).toMatchObject({
          ok: true,
          value: { name, latinName, number, sex: 'male' },
        });
      }),
    );
  });
});
