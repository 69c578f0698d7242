import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from '#records-service/sample-data/social-security-cards.ts';
import { err, ok } from '#shared/result.ts';
import { AuthorityFaults, FakeAuthority } from '#test/fakes/authority/authority-server.ts';
import type { ChipCardData } from '#test/fakes/chip-card/card-data.ts';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { CardFileSystem } from '#test/fakes/chip-card/file-system.ts';
import type { Transmit } from './apdu.ts';
import { AuthorityClient } from './authority-client.ts';
import { type ReadOptions, readSocialSecurityCard } from './read.ts';

const authority = new FakeAuthority();
let client: AuthorityClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => authority.server.listen(0, '127.0.0.1', resolve));
  client = new AuthorityClient(`http://127.0.0.1:${(authority.server.address() as AddressInfo).port}`);
});
afterAll(() => authority.server.close());
beforeEach(() => {
  authority.faults = v.parse(AuthorityFaults, {});
});

const cardData = (name: string): ChipCardData => CHIP_CARDS.get(name)!;

function read(data: ChipCardData, options: Partial<ReadOptions> = {}) {
  const card = new CardFileSystem(data);
  const atr = card.powerOn()!;
  const transmit: Transmit = (command) => {
    const answer = card.process(command);
    return Promise.resolve(answer === null ? err({ type: 'mute' }) : ok(answer));
  };
  return readSocialSecurityCard(transmit, {
    atr,
    authority: client,
    bankNumber: false,
    signal: new AbortController().signal,
    ...options,
  });
}

const citizenOf = (key: string) => SAMPLE_CITIZENS.find((citizen) => citizen.key === key)!;
const registered = (name: string) => SAMPLE_SOCIAL_SECURITY_CARDS.find((card) => card.name === name)!;

describe('a card of every sample citizen', () => {
  it.each(
    SAMPLE_SOCIAL_SECURITY_CARDS.filter(
      ({ name, citizenKey, version }) => name === `${citizenKey}-${version}`,
    ),
  )('$name', async ({ name, citizenKey, version, cardNumber, cardIdentificationCode }) => {
    const citizen = citizenOf(citizenKey);
    expect(await read(cardData(name))).toMatchObject({
      ok: true,
      value: {
        version: version.slice(0, 3),
        algorithm: version === '3.0' ? 'SM4' : '3DES',
        cardIdentificationCode,
        cardNumber,
        cardNumberCheckDigit: 'fits',
        issuedOn: '2018-06-01',
        validUntil: version === '1.0' ? null : '2038-05-31',
        holder: {
          number: citizen.number,
          name: citizen.name,
          sex: citizen.sex,
          nationCode: citizen.nationCode,
          birthPlace: version === '1.0' ? null : '999999',
          birthDate: citizen.birthDate,
        },
        pin: { type: 'set', triesLeft: 6 },
        maskedBankNumber: null,
      },
    });
  });
});

describe('a card with something special', () => {
  it.each([
    ['numbers-shifted', { holder: { sex: 'female', nationCode: '01' } }],
    ['contactless', { version: '3.0', holder: { number: citizenOf('several-employers').number } }],
    ['padded-card-number', { cardNumber: registered('padded-card-number').cardNumber }],
    ['regional-card-number', { cardNumberCheckDigit: 'doesNotFit' }],
    ['inverse-convention', { version: '1.0' }],
    ['rare-characters', { holder: { name: '䶮㛃𬴂' } }],
    ['long-name', { holder: { name: '买买提明.艾力示范江阿卜杜演示例样' } }],
    ['expired', { validUntil: '2020-05-31' }],
    ['pin-not-set', { pin: { type: 'notSet' } }],
    ['pin-one-try-left', { pin: { type: 'set', triesLeft: 1 } }],
    ['pin-locked', { pin: { type: 'locked' } }],
    ['not-registered', { holder: { number: citizenOf('gaps').number } }],
  ])('%s is read', async (name, expected) => {
    expect(await read(cardData(name))).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['card-locked', { type: 'cardLocked' }],
    ['application-locked', { type: 'applicationLocked' }],
    ['bank-card', { type: 'notSocialSecurityCard' }],
    ['forged', { type: 'forged' }],
    ['ssf33', { type: 'algorithmUnsupported' }],
    ['wrong-check-digit', { type: 'numberNotValid' }],
  ])('%s is not', async (name, fault) => {
    expect(await read(cardData(name))).toEqual(err(fault));
  });

  it('costs no try of the PIN, however often it is read', async () => {
    const card = new CardFileSystem(cardData('in-work-2.0'));
    const atr = card.powerOn()!;
    const transmit: Transmit = (command) => Promise.resolve(ok(card.process(command)!));
    for (let round = 0; round < 8; round += 1)
      expect(
        await readSocialSecurityCard(transmit, {
          atr,
          authority: null,
          bankNumber: false,
          signal: new AbortController().signal,
        }),
      ).toMatchObject({ value: { pin: { type: 'set', triesLeft: 6 } } });
    expect(card.state()).toMatchObject({ verifyCommands: 0 });
  });
});

describe('whom nobody can ask', () => {
  it('a card of the third generation keeps its holder, and is well', async () => {
    for (const name of ['in-work-3.0', 'in-work-3.0-3des']) {
      expect(await read(cardData(name), { authority: null })).toMatchObject({
        ok: true,
        value: { holder: null, cardNumber: registered(name).cardNumber },
      });
    }
  });

  it.each([
    [{ refuse: true }, 'refused'],
    [{ down: true }, 'unavailable'],
  ])('no card is taken at its word where an authority is to say, and says %o', async (faults, why) => {
    authority.faults = v.parse(AuthorityFaults, faults);
    for (const name of ['in-work-3.0', 'in-work-2.0'])
      expect(await read(cardData(name))).toEqual(err({ type: 'unproven', why }));
  });

  it('a card whose reset leaves out what its keys are made from is not excused from proving itself', async () => {
    const card = cardData('in-work-2.0');
    const short = { ...card, atr: Uint8Array.of(0x3b, 0x64, 0x00, 0x00, 1, 2, 3, 4) };
    expect(await read(short)).toEqual(err({ type: 'forged' }));
    expect(await read(short, { authority: null })).toMatchObject({ ok: true });
  });

  it('cards with SSF33 and those nobody vouches for are read as they are', async () => {
    expect(await read(cardData('ssf33'), { authority: null })).toMatchObject({
      ok: true,
      value: { algorithm: 'SSF33', holder: { number: citizenOf('several-employers').number } },
    });
    expect(await read(cardData('forged'), { authority: null })).toMatchObject({ value: { holder: null } });
  });
});

describe('an authority that answers', () => {
  it('with wrong keys makes every card a forged one', async () => {
    authority.faults = v.parse(AuthorityFaults, { wrongKeys: true });
    expect(await read(cardData('in-work-2.0'))).toEqual(err({ type: 'forged' }));
  });

  it('is told numbers of the card and random values, and nothing of the person', async () => {
    await read(cardData('in-work-3.0'));
    const first = authority.state()['lastRequest'] as { internal: unknown };
    await read(cardData('in-work-3.0'));
    const second = authority.state()['lastRequest'] as { internal: unknown };
    const { number } = citizenOf('in-work');
    expect(JSON.stringify(second)).not.toContain(number);
    expect(second.internal).not.toEqual(first.internal);
    expect(authority.state()).toMatchObject({ malformed: 0 });
  });

  it('opens a card only with what this card asked for', async () => {
    const replayed = {
      authenticate: async (...[request, signal]: Parameters<AuthorityClient['authenticate']>) => {
        const answer = await client.authenticate(request, signal);
        return answer.ok ? ok({ ...answer.value, externalAuthentication: '0011223344556677' }) : answer;
      },
    };
    const card = new CardFileSystem(cardData('in-work-3.0'));
    const atr = card.powerOn()!;
    let proofs = 0;
    const transmit: Transmit = (command) => {
      if (command[1] === 0x82) proofs += 1;
      return Promise.resolve(ok(card.process(command)!));
    };
    const options = { atr, authority: replayed, bankNumber: false, signal: new AbortController().signal };
    expect(await readSocialSecurityCard(transmit, options)).toMatchObject({ value: { holder: null } });
    // A wrong proof costs the key a try.
    expect(proofs).toBe(1);
  });
});

describe('the bank number', () => {
  it('is read where it is wanted, and masked', async () => {
    const wanted = await read(cardData('in-work-3.0'), { bankNumber: true });
    expect(wanted).toMatchObject({ value: { maskedBankNumber: expect.stringMatching(/^＊{4}\d{4}$/) } });
    expect(await read(cardData('in-work-1.0'), { bankNumber: true })).toMatchObject({
      value: { maskedBankNumber: null },
    });
  });
});

describe('a reader', () => {
  it('that fails in the middle says so, whenever that is', async () => {
    const count = async (failAt: number) => {
      const card = new CardFileSystem(cardData('in-work-3.0'));
      const atr = card.powerOn()!;
      let commands = 0;
      const transmit: Transmit = (command) => {
        commands += 1;
        return Promise.resolve(commands === failAt ? err({ type: 'cardMoved' }) : ok(card.process(command)!));
      };
      const options = { atr, authority: client, bankNumber: true, signal: new AbortController().signal };
      return { outcome: await readSocialSecurityCard(transmit, options), commands };
    };
    const { commands } = await count(0);
    for (let failAt = 1; failAt <= commands; failAt += 1)
      expect(await count(failAt)).toEqual({ outcome: err({ type: 'cardMoved' }), commands: failAt });
  });

  it('is asked nothing more after the signal', async () => {
    const card = new CardFileSystem(cardData('in-work-2.0'));
    const atr = card.powerOn()!;
    const controller = new AbortController();
    let commands = 0;
    const transmit: Transmit = (command) => {
      commands += 1;
      if (commands === 5) controller.abort();
      return Promise.resolve(ok(card.process(command)!));
    };
    const options = { atr, authority: null, bankNumber: false, signal: controller.signal };
    expect((await readSocialSecurityCard(transmit, options)).ok).toBe(false);
    expect(commands).toBe(5);
  });
});
