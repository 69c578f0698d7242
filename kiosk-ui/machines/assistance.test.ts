import { describe, expect, test } from 'vitest';
import { IDENTITY_CARD, KioskAlone, refusal, WELL } from '#test/page/kiosk-alone.ts';
import { STAFF_ANSWERED_MAX_MS, STAFF_CALL_MAX_MS, STAFF_NOT_REACHED_MAX_MS } from './delays.ts';
import type { PersonEvent } from './screen-model.ts';
import { TIME_POLICY } from './time-policy.ts';

const wish = async (kiosk: KioskAlone, event: PersonEvent) => {
  kiosk.actor.send(event);
  await kiosk.settle();
};
const callStaff = (kiosk: KioskAlone) => wish(kiosk, { type: 'person.calledStaff', reason: 'cardOrMachine' });
const deskHasIt = (kiosk: KioskAlone) => kiosk.settleCommand('Staff.Call', { code: 'success', payload: {} });

async function called(from: Promise<KioskAlone> = KioskAlone.waiting()): Promise<KioskAlone> {
  const kiosk = await from;
  await kiosk.person('person.openedHelp');
  await callStaff(kiosk);
  await deskHasIt(kiosk);
  return kiosk;
}

/** Every place where a person can stand before the kiosk. */
const PLACES: [place: string, come: () => Promise<KioskAlone>][] = [
  ['nobody is known', () => KioskAlone.waiting()],
  ['a PIN is entered', () => KioskAlone.enteringPin()],
  ['a code is scanned', () => KioskAlone.scanning()],
  ['in a visit', () => KioskAlone.withVisitor()],
  ['paper is printed', () => KioskAlone.printing()],
  [
    'the card is to be taken',
    async () => {
      const kiosk = await KioskAlone.withVisitor();
      await kiosk.person('person.ended');
      return kiosk;
    },
  ],
  [
    'the kiosk is closed',
    () => KioskAlone.waiting({ availability: 'unavailable', reasons: ['outOfServiceBackend'] }),
  ],
];

describe('what lies over the screen', () => {
  test.each(PLACES)('opens and closes where %s, and leaves what is beneath', async (_, come) => {
    const kiosk = await come();
    const { content } = kiosk.screen;
    for (const [open, id] of [
      ['person.openedSettings', 'settings'],
      ['person.openedLanguages', 'languages'],
      ['person.openedHelp', 'help'],
    ] as const) {
      await kiosk.person(open);
      expect(kiosk.screen.overlay).toEqual({ id });
    }
    await kiosk.person('person.closedOverlay');
    expect(kiosk.screen.overlay).toBeNull();
    expect(kiosk.screen.content).toEqual(content);
  });

  test('closes when the visit ends', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedSettings');
    await kiosk.liftCard();
    expect(kiosk.screen.overlay).toBeNull();
  });

  test('makes room for a card that is laid down, and for a code', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.openedHelp');
    kiosk.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
    await kiosk.settle();
    expect(kiosk.screen).toMatchObject({ overlay: null, content: { id: 'reading' } });
    const scanning = await KioskAlone.scanning();
    await scanning.person('person.openedHelp');
    scanning.link.last('ElectronicCard.Read').event('CardReader.MediaInsertedEvent');
    await scanning.settle();
    expect(scanning.screen).toMatchObject({ overlay: null, content: { id: 'scanCode', checking: true } });
  });

  test('stays beneath the question whether somebody is still there', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedLanguages');
    await kiosk.wait(TIME_POLICY.summary.quietMs);
    expect(kiosk.screen.stillThere).not.toBeNull();
    expect(kiosk.screen.overlay).toEqual({ id: 'languages' });
    await kiosk.person('person.wasThere');
    expect(kiosk.screen.stillThere).toBeNull();
    expect(kiosk.screen.overlay).toEqual({ id: 'languages' });
  });

  test('is not left over the screen of a kiosk that nobody touches', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.openedHelp');
    await kiosk.wait(TIME_POLICY.identify.quietMs);
    expect(kiosk.screen.overlay).toBeNull();
    const closed = await KioskAlone.waiting({
      availability: 'unavailable',
      reasons: ['outOfServiceBackend'],
    });
    await closed.person('person.openedHelp');
    await closed.wait(TIME_POLICY.message.quietMs);
    expect(closed.screen.overlay).toBeNull();
  });

  test('is gone when the daemon is', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.openedSettings');
    await kiosk.tell({ type: 'link.lost' });
    expect(kiosk.screen.overlay).toBeNull();
    await kiosk.connect();
    expect(kiosk.screen.overlay).toBeNull();
  });
});

describe('a call for staff', () => {
  test.each(PLACES)('is made where %s', async (_, come) => {
    const kiosk = await come();
    await kiosk.person('person.openedHelp');
    expect(kiosk.screen.staffCall).toBe('notCalled');
    await callStaff(kiosk);
    expect(kiosk.screen.staffCall).toBe('calling');
    expect(kiosk.link.last('Staff.Call').payload).toEqual({ reason: 'cardOrMachine' });
    await deskHasIt(kiosk);
    expect(kiosk.screen.staffCall).toBe('called');
    await kiosk.tell({ type: 'staff.answered' });
    expect(kiosk.screen.staffCall).toBe('answered');
    expect(kiosk.screen.overlay).toEqual({ id: 'help' });
  });

  test('goes on when its overlay is closed, and into the visit that follows', async () => {
    const kiosk = await called();
    await kiosk.person('person.closedOverlay');
    expect(kiosk.screen.staffCall).toBe('called');
    await kiosk.layCard();
    expect(kiosk.screen).toMatchObject({ staffCall: 'called', content: { id: 'pension' } });
    expect(kiosk.link.count('Staff.CancelCall')).toBe(0);
  });

  test('outlasts the rest of a kiosk that is waited before', async () => {
    const kiosk = await called();
    await kiosk.wait(TIME_POLICY.identify.quietMs * 2);
    expect(kiosk.screen).toMatchObject({ overlay: null, staffCall: 'called' });
  });

  test('ends with the visit', async () => {
    const kiosk = await called(KioskAlone.withVisitor());
    await kiosk.liftCard();
    expect(kiosk.screen.staffCall).toBe('notCalled');
    expect(kiosk.link.count('Staff.CancelCall')).toBe(1);
  });

  test('that is still on its way ends with the visit, whatever the desk says then', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await callStaff(kiosk);
    await kiosk.liftCard();
    await deskHasIt(kiosk);
    expect(kiosk.screen.staffCall).toBe('notCalled');
    expect(kiosk.link.count('Staff.CancelCall')).toBe(1);
  });

  test('made when the visit is over is heard after it', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.ended');
    await called(Promise.resolve(kiosk));
    await kiosk.liftCard();
    await kiosk.wait(TIME_POLICY.goodbye.quietMs);
    expect(kiosk.screen).toMatchObject({ content: { id: 'attract' }, staffCall: 'called' });
  });

  test('is taken back by the person, before and after it was seen', async () => {
    const kiosk = await called();
    await kiosk.person('person.cancelledCall');
    expect(kiosk.screen.staffCall).toBe('notCalled');
    await callStaff(kiosk);
    await kiosk.tell({ type: 'staff.answered' });
    await kiosk.person('person.cancelledCall');
    expect(kiosk.screen.staffCall).toBe('notCalled');
    expect(kiosk.link.count('Staff.CancelCall')).toBe(2);
  });

  test.each([
    [{ code: 'commandErrorCode', errorCode: 'deskNotReached' }],
    [{ code: 'internalError' }],
    [{ code: 'linkLost' }],
  ] as const)('that nobody gets (%o) says so, until that is read or long enough ago', async (outcome) => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.openedHelp');
    await callStaff(kiosk);
    await kiosk.settleCommand('Staff.Call', outcome as never);
    expect(kiosk.screen.staffCall).toBe('notReached');
    await kiosk.person('person.closedOverlay');
    expect(kiosk.screen.staffCall).toBe('notCalled');
    await callStaff(kiosk);
    await kiosk.settleCommand('Staff.Call', outcome as never);
    await kiosk.wait(STAFF_NOT_REACHED_MAX_MS);
    expect(kiosk.screen.staffCall).toBe('notCalled');
  });

  test('that nobody answers names the counter instead', async () => {
    const kiosk = await called();
    await kiosk.wait(STAFF_CALL_MAX_MS - 1_000);
    expect(kiosk.screen.staffCall).toBe('called');
    await kiosk.wait(1_000);
    expect(kiosk.screen.staffCall).toBe('notReached');
    expect(kiosk.link.count('Staff.CancelCall')).toBe(1);
  });

  test('that was answered is over some time later', async () => {
    const kiosk = await called();
    await kiosk.tell({ type: 'staff.answered' });
    await kiosk.wait(STAFF_ANSWERED_MAX_MS);
    expect(kiosk.screen.staffCall).toBe('notCalled');
  });

  test('can be made again for another reason', async () => {
    const kiosk = await called();
    await wish(kiosk, { type: 'person.calledStaff', reason: 'feelingUnwell' });
    expect(kiosk.screen.staffCall).toBe('calling');
    expect(kiosk.link.last('Staff.Call').payload).toEqual({ reason: 'feelingUnwell' });
    await deskHasIt(kiosk);
    expect(kiosk.screen.staffCall).toBe('called');
    expect(kiosk.link.count('Staff.CancelCall')).toBe(0);
  });

  test('on its way already goes out with the later reason', async () => {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.openedHelp');
    await callStaff(kiosk);
    await wish(kiosk, { type: 'person.calledStaff', reason: 'otherErrand' });
    expect(kiosk.link.count('Staff.Call')).toBe(2);
    expect(kiosk.link.last('Staff.Call').payload).toEqual({ reason: 'otherErrand' });
    expect(kiosk.screen).toMatchObject({ staffCall: 'calling', overlay: { id: 'help' } });
  });

  test('is made anew before a daemon that has forgotten it', async () => {
    const kiosk = await called(KioskAlone.withVisitor());
    await kiosk.tell({ type: 'link.lost' });
    expect(kiosk.screen.staffCall).toBe('called');
    await kiosk.connect({ sessionOpen: true });
    expect(kiosk.screen.staffCall).toBe('calling');
    expect(kiosk.link.count('Staff.Call')).toBe(2);
    expect(kiosk.link.last('Staff.Call').payload).toEqual({ reason: 'cardOrMachine' });
  });
});

describe('what a person has set', () => {
  const change = async (kiosk: KioskAlone) => {
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'extra-large' });
    await wish(kiosk, { type: 'person.choseTheme', theme: 'contrast-black' });
    await wish(kiosk, { type: 'person.choseLanguage', language: 'en' });
    await wish(kiosk, { type: 'person.choseLowReach', lowReach: true });
    await wish(kiosk, { type: 'person.choseSpeech', speech: true });
    await wish(kiosk, { type: 'person.choseVolume', volume: 9 });
    await wish(kiosk, { type: 'person.choseCompany', company: 'family' });
    await wish(kiosk, { type: 'person.usedKeys' });
  };
  const DEFAULTS = { language: 'zh-Hans', textSize: 'standard', theme: 'light', lowReach: false } as const;
  const HEARD = { speech: false, volume: 6, screenBlank: false, company: 'alone', keys: false } as const;

  test('lasts through the visit and the goodbye, and not longer', async () => {
    const kiosk = await KioskAlone.waiting();
    await change(kiosk);
    await kiosk.layCard();
    expect(kiosk.screen.preferences).toMatchObject({ textSize: 'extra-large', volume: 9 });
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('goodbye');
    expect(kiosk.screen.preferences).toMatchObject({ textSize: 'extra-large', volume: 9 });
    await kiosk.wait(TIME_POLICY.goodbye.quietMs * 2);
    expect(kiosk.screenId).toBe('attract');
    expect(kiosk.screen.preferences).toMatchObject({ ...DEFAULTS, ...HEARD });
  });

  test('without a visit is forgotten when nobody has touched the kiosk for a while', async () => {
    const kiosk = await KioskAlone.waiting();
    await change(kiosk);
    await kiosk.wait(TIME_POLICY.identify.quietMs * 2 - 1_000);
    await kiosk.person('person.wasThere');
    await kiosk.wait(TIME_POLICY.identify.quietMs * 2 - 1_000);
    expect(kiosk.screen.preferences.textSize).toBe('extra-large');
    await kiosk.wait(1_000);
    expect(kiosk.screen.preferences).toMatchObject({ ...DEFAULTS, ...HEARD });
  });

  test('is forgotten by a closed kiosk too', async () => {
    const kiosk = await KioskAlone.waiting({ availability: 'unavailable', reasons: ['outOfServiceBackend'] });
    await change(kiosk);
    await kiosk.wait(TIME_POLICY.message.quietMs * 2);
    expect(kiosk.screen.preferences).toMatchObject({ ...DEFAULTS, ...HEARD });
  });

  test('is not forgotten while a PIN is entered, however long that takes', async () => {
    const kiosk = await KioskAlone.waiting();
    await change(kiosk);
    await kiosk.insertCard();
    await kiosk.readCard(3);
    await kiosk.wait(TIME_POLICY.identify.quietMs * 4);
    expect(kiosk.screen).toMatchObject({
      content: { id: 'pinEntry' },
      preferences: { textSize: 'extra-large' },
    });
  });
});

describe('headphones', () => {
  const plug = (kiosk: KioskAlone, output: 'headphones' | 'loudspeaker' | 'none') =>
    kiosk.changeStatus({ speech: { device: 'online', output } });

  test.each(PLACES)(
    'put in where %s make the kiosk speak, and pulled make it fall silent',
    async (_, come) => {
      const kiosk = await come();
      expect(kiosk.screen.preferences.speech).toBe(false);
      await plug(kiosk, 'headphones');
      expect(kiosk.screen).toMatchObject({ preferences: { speech: true }, speechOutput: 'headphones' });
      await wish(kiosk, { type: 'person.choseScreenBlank', screenBlank: true });
      expect(kiosk.screen.preferences.screenBlank).toBe(true);
      await plug(kiosk, 'loudspeaker');
      expect(kiosk.screen.preferences).toMatchObject({ speech: false, screenBlank: false });
    },
  );

  test('say nothing of what the loudspeaker was asked to do', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await wish(kiosk, { type: 'person.choseSpeech', speech: true });
    await kiosk.changeStatus({ printer: WELL.printer });
    expect(kiosk.screen.preferences.speech).toBe(true);
    await plug(kiosk, 'none');
    expect(kiosk.screen.preferences.speech).toBe(false);
  });

  test('that were in when the page was loaded are nobody’s wish', async () => {
    const kiosk = await KioskAlone.waiting({
      status: { ...WELL, speech: { device: 'online', output: 'headphones' } },
    });
    expect(kiosk.screen.preferences.speech).toBe(false);
  });

  test('that moved while the link was lost count when it is back', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.tell({ type: 'link.lost' });
    await kiosk.connect({
      sessionOpen: true,
      status: { ...WELL, ...IDENTITY_CARD.there, speech: { device: 'online', output: 'headphones' } },
    });
    expect(kiosk.screen.preferences.speech).toBe(true);
  });

  test('that stay in keep the voice on for whoever looks for their card, and not after their visit', async () => {
    const kiosk = await KioskAlone.waiting();
    await plug(kiosk, 'headphones');
    await wish(kiosk, { type: 'person.choseVolume', volume: 8 });
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'large' });
    await kiosk.wait(TIME_POLICY.identify.quietMs * 3);
    expect(kiosk.screen.preferences).toMatchObject({ speech: true, volume: 8, textSize: 'standard' });
    await kiosk.layCard();
    await kiosk.liftCard();
    await kiosk.wait(TIME_POLICY.goodbye.quietMs * 2);
    expect(kiosk.screen.preferences).toMatchObject({ speech: false, volume: 6 });
  });
});

test('assistance knows nobody', async () => {
  const kiosk = await called(KioskAlone.withVisitor());
  kiosk.answers.table = refusal('unavailable');
  await kiosk.person('person.openedSettings', 'person.closedOverlay', 'person.openedHelp');
  const { children } = kiosk.actor.getPersistedSnapshot() as unknown as {
    children: Record<string, { snapshot: unknown }>;
  };
  const text = JSON.stringify(children['assistance']!.snapshot);
  expect(text).toContain('called');
  for (const datum of kiosk.personalData()) expect(text).not.toContain(datum);
});
