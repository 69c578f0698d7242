import { describe, expect, test } from 'vitest';
import {
  CARD_HOLDER,
  CODE_HOLDER,
  HOLDER,
  IDENTITY_CARD,
  KioskAlone,
  SOCIAL_SECURITY_CARD,
  WELL,
} from '#test/page/kiosk-alone.ts';
import * as delays from './delays.ts';
import { TIME_POLICY } from './time-policy.ts';

const AWAY = { device: 'noDevice' } as const;
const problem = (kiosk: KioskAlone) => {
  const { content } = kiosk.screen;
  return content.id === 'cardProblem' ? `${content.way} ${content.errorCode}` : content.id;
};

describe('an identity card', () => {
  test('laid down starts the visit, and the other reader is told to let no card in', async () => {
    const kiosk = await KioskAlone.waiting();
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
    await kiosk.layCard();
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.screen.holder).toEqual(HOLDER);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(0);
    expect(kiosk.link.count('Session.End')).toBe(0);
  });

  test('lifted within the daemon’s own tries is asked for again', async () => {
    const kiosk = await KioskAlone.waiting();
    const read = kiosk.link.last('IdentityCard.Read');
    read.event('CardReader.MediaInsertedEvent');
    await kiosk.settle();
    expect(kiosk.screen.content).toEqual({ id: 'reading', way: 'identityCard' });
    read.event('CardReader.InsertCardEvent');
    await kiosk.settle();
    expect(kiosk.screenId).toBe('presentCard');
    expect(kiosk.link.count('IdentityCard.Read')).toBe(1);
  });

  test('whose read says only that it waits shows nothing new', async () => {
    const kiosk = await KioskAlone.waiting();
    kiosk.link.last('IdentityCard.Read').event('CardReader.InsertCardEvent');
    await kiosk.settle();
    expect(kiosk.screenId).toBe('attract');
  });

  test('is refused without a word to the reader for social-security cards', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.refuseCard('cardExpired');
    expect(problem(kiosk)).toBe('identityCard cardExpired');
    expect(kiosk.link.count('SocialSecurityCard.Read')).toBe(1);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
  });
});

describe('a social-security card', () => {
  test('without a PIN starts the visit', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    expect(kiosk.screen.content).toEqual({ id: 'reading', way: 'socialSecurityCard' });
    await kiosk.readCard();
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.screen.holder).toEqual(CARD_HOLDER);
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(0);
  });

  test('is read to the end though an identity card is laid down meanwhile; that one counts when it is refused', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    const identityCard = kiosk.link.last('IdentityCard.Read');
    identityCard.event('CardReader.MediaInsertedEvent');
    await kiosk.settle();
    expect(kiosk.screen.content).toEqual({ id: 'reading', way: 'socialSecurityCard' });
    await kiosk.refuseInsertedCard('cardLocked');
    expect(kiosk.screen.content).toEqual({ id: 'reading', way: 'identityCard' });
    await kiosk.settleCommand('IdentityCard.Read', { code: 'success', payload: HOLDER });
    expect(kiosk.screen.holder).toEqual(HOLDER);
  });

  test('given back is explained while the other readers wait: another card needs no touch', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.refuseInsertedCard('holderUnknown');
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'holderUnknown', cardToTake: true });
    expect(kiosk.link.count('IdentityCard.Read')).toBe(1);
    await kiosk.layCard();
    expect(kiosk.screen.holder).toEqual(HOLDER);
  });

  test('taken at once can still be read about, for as long as that takes', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.refuseInsertedCard('pinLocked');
    await kiosk.takeCard();
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'pinLocked', cardToTake: false });
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
    await kiosk.wait(TIME_POLICY.problemRead.quietMs);
    expect(kiosk.screenId).toBe('attract');
  });

  test('that was refused keeps its message while a card leaves the other reader', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.refuseInsertedCard('cardExpired');
    await kiosk.liftCard();
    await kiosk.wait(TIME_POLICY.problemRead.quietMs);
    expect(problem(kiosk)).toBe('socialSecurityCard cardExpired');
  });

  test('pulled out while it was read is explained, and the echo of its leaving ends nothing', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.settleCommand('SocialSecurityCard.Read', {
      code: 'commandErrorCode',
      errorCode: 'noMedia',
    });
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'noMedia', cardToTake: false });
    await kiosk.takeCard();
    await kiosk.wait(TIME_POLICY.problemRead.quietMs);
    expect(problem(kiosk)).toBe('socialSecurityCard noMedia');
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('attract');
  });

  test('stuck in the reader closes that way and leaves the others', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.settleCommand('SocialSecurityCard.Read', {
      code: 'commandErrorCode',
      errorCode: 'mediaJam',
    });
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.stuck);
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'mediaJam', cardToTake: false });
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(0);
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
  });

  test('stuck where it is the only way: the closed kiosk still says so', async () => {
    const kiosk = await KioskAlone.waiting({ status: { ...WELL, ...IDENTITY_CARD.unplugged } });
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.stuck);
    await kiosk.tell({
      type: 'kiosk.availabilityChanged',
      changed: { availability: 'unavailable', reasons: ['outOfServiceHardware'] },
    });
    expect(kiosk.screen.content).toMatchObject({ id: 'outOfService', card: 'stuck' });
  });
});

describe('a PIN', () => {
  test('is entered on the pad: the page learns how many digits stand there, and nothing else', async () => {
    const kiosk = await KioskAlone.enteringPin(3);
    expect(kiosk.screen.content).toEqual({ id: 'pinEntry', triesLeft: 3, wrong: false, digits: 0 });
    expect(kiosk.link.last('SocialSecurityCard.VerifyPin').payload).toEqual({});
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(0);
    for (const digits of [1, 2, 1, 6]) {
      await kiosk.pad('PinPad.KeyPressedEvent', { digits });
      expect(kiosk.screen.content).toMatchObject({ digits });
    }
    await kiosk.settleCommand('SocialSecurityCard.VerifyPin', { code: 'success', payload: CARD_HOLDER });
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.screen.holder).toEqual(CARD_HOLDER);
  });

  test('that is wrong empties the places and leaves one try less, down to the last', async () => {
    const kiosk = await KioskAlone.enteringPin(3);
    for (const triesLeft of [2, 1]) {
      await kiosk.pad('PinPad.KeyPressedEvent', { digits: 6 });
      await kiosk.pad('PinPad.EntryRequestedEvent', { triesLeft, wrong: true });
      expect(kiosk.screen.content).toEqual({ id: 'pinEntry', triesLeft, wrong: true, digits: 0 });
    }
    await kiosk.refusePin('pinLocked');
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'pinLocked', cardToTake: true });
  });

  test.each([
    'pinCanceled',
    'pinTimeOut',
    'pinPadNotReady',
    'cardChanged',
    'chipNotAnswering',
    'holderUnknown',
    'cardNotInUse',
    'recordsUnavailable',
  ] as const)('that ends with %s is explained, and both readers wait again', async (errorCode) => {
    const kiosk = await KioskAlone.enteringPin();
    await kiosk.refusePin(errorCode);
    expect(problem(kiosk)).toBe(`socialSecurityCard ${errorCode}`);
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
    await kiosk.layCard();
    expect(kiosk.screen.holder).toEqual(HOLDER);
  });

  test('given up at the screen is cancelled at the pad, and the card is to be taken', async () => {
    const kiosk = await KioskAlone.enteringPin();
    await kiosk.person('person.wentBack');
    expect(kiosk.link.last('SocialSecurityCard.VerifyPin').cancelled).toBe(true);
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.inSlot);
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'pinCanceled', cardToTake: true });
  });

  test('ends when the card is pulled, whichever word of it comes first', async () => {
    const pulled = await KioskAlone.enteringPin();
    await pulled.takeCard();
    expect(problem(pulled)).toBe('socialSecurityCard noMedia');
    expect(pulled.link.last('SocialSecurityCard.VerifyPin').cancelled).toBe(true);

    const refused = await KioskAlone.enteringPin();
    await refused.settleCommand('SocialSecurityCard.VerifyPin', {
      code: 'commandErrorCode',
      errorCode: 'noMedia',
    });
    await refused.takeCard();
    expect(problem(refused)).toBe('socialSecurityCard noMedia');
  });

  test('does not end when a card is lifted off the other reader', async () => {
    const kiosk = await KioskAlone.enteringPin();
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('pinEntry');
  });

  test('ends when the reader is unplugged, whichever word of it comes first', async () => {
    const unplugged = await KioskAlone.enteringPin();
    await unplugged.changeStatus(SOCIAL_SECURITY_CARD.unplugged);
    expect(problem(unplugged)).toBe('socialSecurityCard readerLost');

    const failed = await KioskAlone.enteringPin();
    await failed.settleCommand('SocialSecurityCard.VerifyPin', { code: 'deviceNotReady' });
    await failed.changeStatus(SOCIAL_SECURITY_CARD.unplugged);
    expect(problem(failed)).toBe('socialSecurityCard readerLost');
  });

  test('that is right in the moment it is given up opens a visit for nobody: its session is ended', async () => {
    const kiosk = await KioskAlone.enteringPin();
    const verify = kiosk.link.last('SocialSecurityCard.VerifyPin');
    await kiosk.person('person.wentBack');
    verify.settle({ code: 'success', payload: CARD_HOLDER });
    await kiosk.settle();
    expect(kiosk.link.count('Session.End')).toBe(1);
    expect(kiosk.personalData()).toEqual([]);
    expect(problem(kiosk)).toBe('socialSecurityCard pinCanceled');
  });

  test('is forgotten with the link, and the readers wait again when it is back', async () => {
    const kiosk = await KioskAlone.enteringPin();
    await kiosk.pad('PinPad.KeyPressedEvent', { digits: 4 });
    await kiosk.tell({ type: 'link.lost' });
    expect(kiosk.screenId).toBe('starting');
    await kiosk.connect({ status: { ...WELL, ...SOCIAL_SECURITY_CARD.inSlot } });
    expect(kiosk.screenId).toBe('attract');
    expect(kiosk.link.pending('SocialSecurityCard.VerifyPin')).toBe(0);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
  });

  test('of a kiosk that closes is given up, and the closed kiosk gives the card back', async () => {
    const kiosk = await KioskAlone.enteringPin();
    await kiosk.tell({
      type: 'kiosk.availabilityChanged',
      changed: { availability: 'unavailable', reasons: ['outOfServiceBackend'] },
    });
    expect(kiosk.link.last('SocialSecurityCard.VerifyPin').cancelled).toBe(true);
    expect(kiosk.screen.content).toMatchObject({ id: 'outOfService', card: 'socialSecurityCardReader' });
    await kiosk.takeCard();
    expect(kiosk.screen.content).toMatchObject({ id: 'outOfService', card: null });
  });
});

describe('the code of an electronic card', () => {
  test('is scanned, checked, and starts a visit without a card', async () => {
    const kiosk = await KioskAlone.scanning();
    expect(kiosk.screen.content).toEqual({ id: 'scanCode', checking: false });
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(0);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(0);
    kiosk.link.last('ElectronicCard.Read').event('CardReader.MediaInsertedEvent');
    await kiosk.settle();
    expect(kiosk.screen.content).toEqual({ id: 'scanCode', checking: true });
    await kiosk.settleCommand('ElectronicCard.Read', { code: 'success', payload: CODE_HOLDER });
    expect(kiosk.screen.holder).toEqual(CODE_HOLDER);
    await kiosk.person('person.ended');
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'ended' });
  });

  test.each(['codeNotReadable', 'codeRefused', 'platformUnavailable', 'recordsUnavailable'] as const)(
    'that is turned down with %s can be scanned again, and cards count meanwhile',
    async (errorCode) => {
      const kiosk = await KioskAlone.scanning();
      await kiosk.settleCommand('ElectronicCard.Read', { code: 'commandErrorCode', errorCode });
      expect(problem(kiosk)).toBe(`electronicCard ${errorCode}`);
      expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
      await kiosk.person('person.choseElectronicCard');
      expect(kiosk.screenId).toBe('scanCode');
      expect(kiosk.link.count('ElectronicCard.Read')).toBe(2);
    },
  );

  test('that never comes is waited for no longer than a telephone takes', async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.wait(TIME_POLICY.scanCode.quietMs);
    expect(kiosk.screenId).toBe('attract');
    expect(kiosk.link.last('ElectronicCard.Read').cancelled).toBe(true);
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
  });

  test('that was scanned in the last second is checked to the end', async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.wait(TIME_POLICY.scanCode.quietMs - 250);
    kiosk.link.last('ElectronicCard.Read').event('CardReader.MediaInsertedEvent');
    await kiosk.wait(5_000);
    expect(kiosk.screen.content).toEqual({ id: 'scanCode', checking: true });
    await kiosk.settleCommand('ElectronicCard.Read', { code: 'success', payload: CODE_HOLDER });
    expect(kiosk.screenId).toBe('pension');
  });

  test('is left by the back button to the choice it came from', async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('presentCard');
    expect(kiosk.link.last('ElectronicCard.Read').cancelled).toBe(true);
  });

  test('that is accepted in the moment it is left opens a visit for nobody: its session is ended', async () => {
    const kiosk = await KioskAlone.scanning();
    const scan = kiosk.link.last('ElectronicCard.Read');
    await kiosk.person('person.wentBack');
    scan.settle({ code: 'success', payload: CODE_HOLDER });
    await kiosk.settle();
    expect(kiosk.link.count('Session.End')).toBe(1);
    expect(kiosk.personalData()).toEqual([]);
    expect(kiosk.screenId).toBe('presentCard');
  });

  test('where there is nothing else is waited for after one touch', async () => {
    const kiosk = await KioskAlone.waiting({
      status: { ...WELL, ...IDENTITY_CARD.unplugged, ...SOCIAL_SECURITY_CARD.unplugged },
    });
    expect(kiosk.screen.content).toMatchObject({ id: 'attract', ways: { electronicCard: true } });
    await kiosk.person('person.touchedScreen');
    expect(kiosk.screenId).toBe('scanCode');
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('attract');
  });

  test('without a scanner cannot be chosen', async () => {
    const kiosk = await KioskAlone.waiting({ status: { ...WELL, codeScanner: AWAY } });
    await kiosk.person('person.touchedScreen', 'person.choseElectronicCard');
    expect(kiosk.screenId).toBe('presentCard');
    expect(kiosk.link.count('ElectronicCard.Read')).toBe(0);
  });

  test('whose scanner is unplugged is explained', async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.changeStatus({ codeScanner: { device: 'powerOff' } });
    expect(problem(kiosk)).toBe('electronicCard readerLost');
    expect(kiosk.screen.content).toMatchObject({ ways: { electronicCard: false } });
  });
});

describe('a reader that fails', () => {
  test('while nobody uses it is begun again in silence; the other goes on undisturbed', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.settleCommand('SocialSecurityCard.Read', { code: 'deviceNotReady' });
    expect(kiosk.screenId).toBe('attract');
    await kiosk.wait(delays.READER_RETRY_MS);
    expect(kiosk.link.count('SocialSecurityCard.Read')).toBe(2);
    expect(kiosk.link.count('IdentityCard.Read')).toBe(1);
  });

  test.each([
    ['identityCard', 'IdentityCard.Read'],
    ['socialSecurityCard', 'SocialSecurityCard.Read'],
  ] as const)(
    'over a card of the way %s is explained, rests, and waits again while it is',
    async (way, command) => {
      const kiosk = await KioskAlone.waiting();
      kiosk.link.last(command).event('CardReader.MediaInsertedEvent');
      await kiosk.settle();
      await kiosk.settleCommand(command, { code: 'hardwareError' });
      expect(problem(kiosk)).toBe(`${way} readerLost`);
      expect(kiosk.link.pending(command)).toBe(0);
      await kiosk.wait(delays.READER_RETRY_MS);
      expect(kiosk.link.pending(command)).toBe(1);
      expect(problem(kiosk)).toBe(`${way} readerLost`);
    },
  );

  test('while the other reads a card says nothing', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.settleCommand('IdentityCard.Read', { code: 'deviceNotReady' });
    expect(kiosk.screen.content).toEqual({ id: 'reading', way: 'socialSecurityCard' });
    await kiosk.readCard();
    expect(kiosk.screen.holder).toEqual(CARD_HOLDER);
  });
});

describe('a reader that is unplugged', () => {
  test.each([
    ['identityCard', 'IdentityCard.Read', IDENTITY_CARD],
    ['socialSecurityCard', 'SocialSecurityCard.Read', SOCIAL_SECURITY_CARD],
  ] as const)(
    'on the way %s takes its words off the screen, and puts them back',
    async (way, command, reader) => {
      const kiosk = await KioskAlone.waiting();
      await kiosk.person('person.touchedScreen');
      await kiosk.changeStatus(reader.unplugged);
      expect(kiosk.screen.content).toMatchObject({ id: 'presentCard', ways: { [way]: false } });
      expect(kiosk.link.last(command).cancelled).toBe(true);
      await kiosk.changeStatus(reader.away);
      expect(kiosk.screen.content).toMatchObject({ id: 'presentCard', ways: { [way]: true } });
      expect(kiosk.link.pending(command)).toBe(1);
      expect(kiosk.link.count('IdentityCard.Read') + kiosk.link.count('SocialSecurityCard.Read')).toBe(3);
    },
  );

  test.each([
    ['identityCard', 'IdentityCard.Read', IDENTITY_CARD],
    ['socialSecurityCard', 'SocialSecurityCard.Read', SOCIAL_SECURITY_CARD],
  ] as const)(
    'while it reads, on the way %s, is explained, and reads again when it is back',
    async (way, command, reader) => {
      const kiosk = await KioskAlone.waiting();
      kiosk.link.last(command).event('CardReader.MediaInsertedEvent');
      await kiosk.changeStatus(reader.unplugged);
      expect(problem(kiosk)).toBe(`${way} readerLost`);
      await kiosk.changeStatus(reader.away);
      expect(kiosk.link.pending(command)).toBe(1);
      expect(problem(kiosk)).toBe(`${way} readerLost`);
    },
  );

  test('while its card is explained leaves the explanation', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.refuseInsertedCard('chipNotAnswering');
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.unplugged);
    expect(kiosk.screen.content).toMatchObject({ errorCode: 'chipNotAnswering', cardToTake: false });
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.away);
    expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
  });

  test('and back while a code is scanned is none of that person’s business', async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.changeStatus(IDENTITY_CARD.unplugged);
    await kiosk.changeStatus(IDENTITY_CARD.away);
    expect(kiosk.screenId).toBe('scanCode');
  });
});

describe('a card that nobody took and the reader drew in', () => {
  const SITUATIONS: [string, () => Promise<KioskAlone>][] = [
    ['nobody is there', () => KioskAlone.waiting()],
    [
      'somebody looks where a card goes',
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.person('person.touchedScreen');
        return kiosk;
      },
    ],
    [
      'it was refused',
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.insertCard();
        await kiosk.refuseInsertedCard('invalidMedia');
        return kiosk;
      },
    ],
    [
      'its PIN was given up',
      async () => {
        const kiosk = await KioskAlone.enteringPin();
        await kiosk.person('person.wentBack');
        return kiosk;
      },
    ],
    ['its PIN is being entered, of all times', () => KioskAlone.enteringPin()],
    ['a code is scanned', () => KioskAlone.scanning()],
    [
      'the kiosk is closed',
      () => KioskAlone.waiting({ availability: 'unavailable', reasons: ['outOfServiceBackend'] }),
    ],
    [
      'its visit is over',
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.insertCard();
        await kiosk.readCard();
        await kiosk.person('person.ended');
        return kiosk;
      },
    ],
    [
      'the goodbye stands',
      async () => {
        const kiosk = await KioskAlone.withVisitor();
        await kiosk.liftCard();
        return kiosk;
      },
    ],
  ];

  test.each(SITUATIONS)('is explained at once when %s', async (_, arrange) => {
    const kiosk = await arrange();
    await kiosk.retainCard();
    expect(kiosk.screen.content).toEqual({ id: 'cardRetained' });
    expect(kiosk.personalData()).toEqual([]);
    await kiosk.wait(TIME_POLICY.cardRetained.quietMs + TIME_POLICY.goodbye.quietMs);
    expect(['attract', 'outOfService']).toContain(kiosk.screenId);
  });

  test.each(SITUATIONS)('is put aside by the back button when %s', async (_, arrange) => {
    const kiosk = await arrange();
    await kiosk.retainCard();
    expect(kiosk.screen.canGoBack).toBe(true);
    await kiosk.person('person.wentBack');
    expect(['attract', 'outOfService', 'goodbye']).toContain(kiosk.screenId);
  });

  test('during a visit with another card is explained when that is over, once', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.refuseInsertedCard('holderUnknown');
    await kiosk.layCard();
    await kiosk.retainCard();
    expect(kiosk.screenId).toBe('pension');
    await kiosk.person('person.ended');
    expect(kiosk.screen.content).toEqual({ id: 'takeCard', reader: 'identityCardReader', reminders: 0 });
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('cardRetained');
    await kiosk.wait(TIME_POLICY.cardRetained.quietMs);
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'ended' });
    await kiosk.wait(TIME_POLICY.goodbye.quietMs);
    await kiosk.layCard();
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('goodbye');
  });

  test('while the paper of a visit that is over is waited for is explained after it', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.person('person.ended');
    await kiosk.retainCard();
    expect(kiosk.screenId).toBe('printing');
    await kiosk.finishPrinting({ code: 'commandErrorCode', errorCode: 'jobAborted' });
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('cardRetained');
  });
});

describe('a visit with a social-security card', () => {
  const visit = async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.readCard();
    return kiosk;
  };

  test('ends when that card is taken, and not when one leaves the other reader', async () => {
    const kiosk = await visit();
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('pension');
    await kiosk.takeCard();
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'cardTaken' });
  });

  test('is not broken off by the other reader’s cable', async () => {
    const kiosk = await visit();
    await kiosk.changeStatus(IDENTITY_CARD.unplugged);
    await kiosk.wait(delays.READER_LOST_MAX_MS);
    expect(kiosk.screenId).toBe('pension');
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.unplugged);
    await kiosk.wait(delays.READER_LOST_MAX_MS);
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'readerLost' });
  });

  test('asks for that card at the end, also while the motor cannot say where it is', async () => {
    const kiosk = await visit();
    await kiosk.person('person.ended');
    const { socialSecurityCardReader } = SOCIAL_SECURITY_CARD.inside;
    for (const media of ['unknown', 'entering'] as const) {
      await kiosk.changeStatus({ socialSecurityCardReader: { ...socialSecurityCardReader, media } });
      expect(kiosk.screen.content).toEqual({
        id: 'takeCard',
        reader: 'socialSecurityCardReader',
        reminders: 0,
      });
    }
    await kiosk.takeCard();
    expect(kiosk.screenId).toBe('goodbye');
  });

  test('whose card gets stuck on its way out says so, and the next person is not kept waiting', async () => {
    const kiosk = await visit();
    await kiosk.person('person.ended');
    await kiosk.changeStatus(SOCIAL_SECURITY_CARD.stuck);
    expect(kiosk.screen.content).toMatchObject({ id: 'cardProblem', errorCode: 'mediaJam' });
    expect(kiosk.screen.holder).toBeNull();
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('goodbye');
  });

  test('waits for both cards where both are there', async () => {
    const kiosk = await visit();
    await kiosk.changeStatus(IDENTITY_CARD.there);
    await kiosk.person('person.ended');
    expect(kiosk.screen.content).toEqual({
      id: 'takeCard',
      reader: 'socialSecurityCardReader',
      reminders: 0,
    });
    await kiosk.takeCard();
    expect(kiosk.screen.content).toEqual({ id: 'takeCard', reader: 'identityCardReader', reminders: 0 });
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('goodbye');
  });

  test('whose card was taken while the link was lost does not ask for it', async () => {
    const kiosk = await visit();
    await kiosk.person('person.ended');
    await kiosk.tell({ type: 'link.lost' });
    await kiosk.connect();
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'ended' });
  });
});

describe('a visit with an electronic card', () => {
  const visit = async () => {
    const kiosk = await KioskAlone.scanning();
    await kiosk.settleCommand('ElectronicCard.Read', { code: 'success', payload: CODE_HOLDER });
    return kiosk;
  };

  test('hangs on no reader: neither a cable nor a card of somebody else ends it', async () => {
    const kiosk = await visit();
    await kiosk.liftCard();
    await kiosk.takeCard();
    await kiosk.changeStatus({ ...IDENTITY_CARD.unplugged, ...SOCIAL_SECURITY_CARD.unplugged });
    await kiosk.wait(delays.READER_LOST_MAX_MS);
    expect(kiosk.screenId).toBe('pension');
  });

  test('is ended by nobody being there', async () => {
    const kiosk = await visit();
    await kiosk.wait(TIME_POLICY.summary.quietMs + TIME_POLICY.summary.askMs);
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'idle' });
  });
});

test('a card read in the very moment another starts the visit leaves no session behind', async () => {
  const kiosk = await KioskAlone.waiting();
  await kiosk.insertCard();
  const identityCard = kiosk.link.last('IdentityCard.Read');
  await kiosk.readCard(3);
  identityCard.settle({ code: 'success', payload: HOLDER });
  await kiosk.settle();
  expect(kiosk.screenId).toBe('pinEntry');
  expect(kiosk.link.count('Session.End')).toBe(1);
});
