import { describe, expect, it } from 'vitest';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from '#records-service/sample-data/social-security-cards.ts';
import { CHIP_CARDS, insertable } from './cards.ts';
import type { ChipCard } from './chip-card.ts';
import { authenticationData, cardKey, SYNTHETIC_ROOTS } from './keys.ts';
import { hex } from './tlv.ts';

const SELECT_SSSE = '00a404000f7378312e73682ec9e7bbe1b1a3d5cf';

function powered(name: string): { card: ChipCard; atr: string; send: (command: string) => string } {
  const card = insertable(name, 'right');
  const atr = toHex(card.powerOn()!);
  return { card, atr, send: (command) => toHex(card.process(hex(command))!) };
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the sample cards', () => {
  it('are one for each number that the records know, and each number is on one card', () => {
    for (const { name, cardNumber, cardIdentificationCode } of SAMPLE_SOCIAL_SECURITY_CARDS) {
      const application = CHIP_CARDS.get(name)!.applications[0]!;
      const contents = application.files[0]!.contents;
      const records = contents.type === 'records' ? contents.records : [];
      expect(toHex(records[0]!.subarray(2)).toUpperCase()).toBe(cardIdentificationCode);
      expect(Buffer.from(records[6]!.subarray(2, 11)).toString('latin1')).toBe(cardNumber);
    }
    const codes = SAMPLE_SOCIAL_SECURITY_CARDS.map((card) => card.cardIdentificationCode);
    const numbers = SAMPLE_SOCIAL_SECURITY_CARDS.map((card) => card.cardNumber);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are refused by a name that no card has', () => {
    expect(() => insertable('nobody', 'right')).toThrow(/no card of the name/);
  });

  it('give no answer to a reset upside down, nor without power', () => {
    expect(insertable('in-work-2.0', 'upsideDown').powerOn()).toBeNull();
    expect(insertable('mute', 'right').powerOn()).toBeNull();
    expect(insertable('in-work-2.0', 'right').process(hex(SELECT_SSSE))).toBeNull();
  });
});

describe('selecting', () => {
  it('announces the answer under T=0, which is fetched once', () => {
    const { send } = powered('in-work-2.0');
    expect(send(SELECT_SSSE)).toBe('611e');
    expect(send('00c0000010')).toMatch(/610e$/);
    expect(send('00c0000018')).toBe('6c0e');
    expect(send('00c000000e')).toMatch(/9f0c03860101' ?9000$|9f0c038601019000$/);
    expect(send('00c000000e')).toBe('6985');
  });

  it('takes no length behind the data under T=0, and needs one under T=1', () => {
    expect(powered('in-work-2.0').send(`${SELECT_SSSE}00`)).toBe('6700');
    const { send } = powered('contactless');
    expect(send(SELECT_SSSE)).toBe('9000');
    expect(send(`${SELECT_SSSE}00`)).toMatch(/^6f.*9000$/);
  });

  it('is refused by cards that are locked, or know no such name', () => {
    expect(powered('card-locked').send(SELECT_SSSE)).toBe('6a81');
    expect(powered('application-locked').send(SELECT_SSSE)).toBe('9303');
    expect(powered('bank-card').send(SELECT_SSSE)).toBe('6a82');
    expect(powered('in-work-2.0').send('00a4020002ef05')).toBe('6a82');
  });

  it('finds files and applications in both forms', () => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    expect(send('00a4020002ef05')).toBe('9000');
    expect(send('00a4000002ef06')).toBe('9000');
    expect(send('00a4020002ef0c')).toBe('6a82');
    expect(send('00a4000002df01')).toMatch(/^61/);
    expect(send('00a4040006d15600000503')).toMatch(/^61/);
  });
});

describe('reading records', () => {
  it.each([
    ['number 1 of file 5', '00b2012c12', /^0110.{32}9000$/],
    ['tag 07 in file 5', '00b207280b', /^0709.{18}9000$/],
    ['tag 08 in file 6', '00b2083014', /^0812.{36}9000$/],
    ['the last with a tag', '00b2072900', /^6c0b$/],
    ['another length', '00b2083018', /^6c14$/],
    ['all from number 1', '00b2012dff', /^6c40$/],
    ['the last two, backwards', '00b2062e11', /^0709.{18}0604.{8}9000$/],
    ['a number too high', '00b2082c00', /^6a83$/],
    ['a tag that is not there', '00b2302800', /^6a83$/],
    ['a file that is not there', '00b2017c00', /^6a82$/],
    ['no file selected', '00b2010400', /^6986$/],
    ['a transparent file', '00b2013c00', /^6981$/],
  ])('%s', (_, command, answer) => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    expect(send(command)).toMatch(answer);
  });

  it('goes on from record to record, and not on a wrong length', () => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    send('00a4020002ef05');
    expect(send('00b2000200')).toBe('6c12');
    expect(send('00b2000212')).toMatch(/^01/);
    expect(send('00b2000203')).toMatch(/^02/);
    expect(send('00b2000312')).toMatch(/^01/);
  });

  it('has the length of EF06 that the extension of the name makes', () => {
    const first = powered('in-work-1.0');
    first.send(SELECT_SSSE);
    expect(first.send('00b20135ff')).toBe('6c45');
    const second = powered('in-work-2.0');
    second.send(SELECT_SSSE);
    expect(second.send('00b20135ff')).toBe('6c5b');
  });

  it('by tag is unknown to some', () => {
    const { send } = powered('numbers-shifted');
    send(SELECT_SSSE);
    expect(send('00b2072800')).toBe('6a86');
    expect(send('00b2033400')).toBe('6c16');
  });
});

describe('access', () => {
  const read = (send: (command: string) => string) => send('00b2083000');

  it('to the holder of a third-generation card needs its read key, proven with the last challenge', () => {
    for (const [name, algorithm] of [
      ['in-work-3.0', 'SM4'],
      ['in-work-3.0-3des', '3DES'],
    ] as const) {
      const { send, atr, card } = powered(name);
      send(SELECT_SSSE);
      expect(read(send)).toBe('6982');
      const key = cardKey(SYNTHETIC_ROOTS.get('99')!.read, algorithm, '999999', hex(atr).subarray(-13));
      const prove = (factor: string, information: string) => {
        const data = authenticationData(key, algorithm, hex(factor), hex(information));
        return send(`0082000a10${toHex(data)}${information}`);
      };
      const information = send('0084000008').slice(0, 16);
      const factor = send('0084000008').slice(0, 16);
      expect(prove(factor, information)).toBe('9000');
      expect(read(send)).toBe('6c14');
      // A challenge serves once.
      expect(prove(factor, information)).toBe('6984');
      // Another application, and it is lost.
      send('00a4000002df01');
      send(SELECT_SSSE);
      expect(read(send)).toBe('6982');
      // The first of two challenges is void, and costs a try.
      const older = send('0084000008').slice(0, 16);
      send('0084000008');
      expect(prove(older, information)).toBe('63c2');
      const [again] = [send('0084000008').slice(0, 16)];
      expect(prove(again, information)).toBe('9000');
      card.powerOff();
      card.powerOn();
      send(SELECT_SSSE);
      expect(read(send)).toBe('6982');
    }
  });

  it('locks the key after three wrong proofs', () => {
    const { send } = powered('in-work-3.0');
    send(SELECT_SSSE);
    const wrong = () => {
      send('0084000008');
      return send(`0082000a10${'00'.repeat(16)}`);
    };
    expect([wrong(), wrong(), wrong(), wrong()]).toEqual(['63c2', '63c1', '63c0', '6983']);
    expect(send(`0082000b10${'00'.repeat(16)}`)).toBe('6a88');
  });

  it('to the public application needs the PIN, which outlives another selection but not the power', () => {
    const { send, card } = powered('in-work-2.0');
    send(SELECT_SSSE);
    const enter = () => send('00a4040006d15600000500');
    enter();
    expect(send('00b2202800')).toBe('6982');
    expect(send('0020000003246810')).toBe('9000');
    expect(send('00b2202800')).toBe('6c04');
    send(SELECT_SSSE);
    enter();
    expect(send('00b2202800')).toBe('6c04');
    card.reset();
    send(SELECT_SSSE);
    enter();
    expect(send('00b2202800')).toBe('6982');
  });

  it('reads transparent files by offset', () => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    expect(send('00b0880010')).toBe('6982');
    send('00a4000002df01');
    expect(send('00b0960004')).toBe('ffffffff9000');
    expect(send('00b0961e04')).toBe('6c02');
    expect(send('00b0962004')).toBe('6b00');
    expect(send('00b0850004')).toBe('6981');
  });
});

describe('the PIN', () => {
  it('costs a try when wrong, none when asked for, and all come back when right', () => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    expect(send('0020000000')).toBe('63c6');
    expect(send('0020000003111111')).toBe('63c5');
    expect(send('0020000000')).toBe('63c5');
    // As text instead of packed digits.
    expect(send('0020000006323436383130')).toBe('63c4');
    expect(send('0020000003246810')).toBe('9000');
    expect(send('0020000000')).toBe('63c6');
  });

  it('is locked by the last wrong try', () => {
    const { send } = powered('pin-one-try-left');
    send(SELECT_SSSE);
    expect(send('0020000003111111')).toBe('63c0');
    expect(send('0020000003246810')).toBe('6983');
  });

  it('can be changed by who knows it', () => {
    const { send } = powered('in-work-2.0');
    send(SELECT_SSSE);
    expect(send('805e010007246810ff13579f')).toBe('9000');
    expect(send('0020000003246810')).toBe('63c5');
    expect(send('002000000313579f')).toBe('9000');
  });

  it('is not there on a card without one, and not the business of the bank side', () => {
    const { send } = powered('pin-not-set');
    send(SELECT_SSSE);
    expect(send('0020000000')).toBe('9000');
    send('00a4040008a000000333010101');
    expect(send('0020000000')).toBe('6985');
  });
});

describe('any command', () => {
  it('is answered with a status word', () => {
    const { card } = powered('in-work-3.0');
    for (let ins = 0; ins < 256; ins += 1) {
      for (const rest of [[], [0], [0, 0, 0], [4, 0, 2, 1, 2], [255, 255, 255, 1]]) {
        const answer = card.process(Uint8Array.of(0, ins, ...rest));
        expect(answer!.length).toBeGreaterThanOrEqual(2);
      }
    }
  });
});
