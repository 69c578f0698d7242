import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CARD_HOLDER,
  CODE_HOLDER,
  HOLDER,
  IDENTITY_CARD,
  KioskAlone,
  SOCIAL_SECURITY_CARD,
} from '#test/page/kiosk-alone.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import type { PersonEvent } from './screen-model.ts';

type Happening = readonly [name: string, happen: (kiosk: KioskAlone) => Promise<void>];

/** What a running command says of itself; nothing where none runs. */
const running = (
  name: Parameters<KioskAlone['link']['pending']>[0],
  say: (command: ReturnType<KioskAlone['link']['last']>) => void,
): Happening => [
  name,
  async (kiosk) => {
    if (kiosk.link.pending(name) > 0) say(kiosk.link.last(name));
    await kiosk.settle();
  },
];

const COMMANDS = [
  'IdentityCard.Read',
  'SocialSecurityCard.Read',
  'SocialSecurityCard.VerifyPin',
  'ElectronicCard.Read',
  'Statement.Print',
  'Staff.Call',
] as const;

const PERSON: readonly PersonEvent['type'][] = [
  'person.touchedScreen',
  'person.choseElectronicCard',
  'person.wentBack',
  'person.ended',
  'person.openedStatement',
  'person.printed',
  'person.tookPaper',
  'person.continued',
  'person.wasThere',
  'person.showedFigures',
  'person.openedSettings',
  'person.openedHelp',
  'person.closedOverlay',
  'person.cancelledCall',
];

/** Wishes that say more than their name. */
const WISHES: readonly PersonEvent[] = [
  { type: 'person.choseTextSize', textSize: 'extra-large' },
  { type: 'person.choseSpeech', speech: true },
  { type: 'person.choseScreenBlank', screenBlank: true },
  { type: 'person.choseCompany', company: 'staff' },
  { type: 'person.choseCompany', company: 'family' },
  { type: 'person.calledStaff', reason: 'howToUse' },
];

const availability = (open: boolean): Happening => [
  open ? 'opens' : 'closes',
  (kiosk) =>
    kiosk.tell({
      type: 'kiosk.availabilityChanged',
      changed: open
        ? { availability: 'available', reasons: [] }
        : { availability: 'unavailable', reasons: ['outOfServiceBackend'] },
    }),
];

const HAPPENINGS: readonly Happening[] = [
  ...PERSON.map((type): Happening => [type, (kiosk) => kiosk.person(type)]),
  ...WISHES.map(
    (wish): Happening => [
      JSON.stringify(wish),
      async (kiosk) => {
        kiosk.actor.send(wish);
        await kiosk.settle();
      },
    ],
  ),
  ...(['headphones', 'loudspeaker', 'none'] as const).map(
    (output): Happening => [output, (kiosk) => kiosk.changeStatus({ speech: { device: 'online', output } })],
  ),
  running('Staff.Call', (call) => call.settle({ code: 'success', payload: {} })),
  ['staff.answered', (kiosk) => kiosk.tell({ type: 'staff.answered' })],
  ...COMMANDS.map((name) => running(name, (command) => command.event('CardReader.MediaInsertedEvent'))),
  ...COMMANDS.map((name) => running(name, (command) => command.settle({ code: 'hardwareError' }))),
  running('IdentityCard.Read', (read) => read.settle({ code: 'success', payload: HOLDER })),
  running('IdentityCard.Read', (read) => read.settle({ code: 'commandErrorCode', errorCode: 'noMedia' })),
  running('SocialSecurityCard.Read', (read) =>
    read.settle({ code: 'success', payload: { ...CARD_HOLDER, pinTriesLeft: null } }),
  ),
  running('SocialSecurityCard.Read', (read) =>
    read.settle({ code: 'success', payload: { ...CARD_HOLDER, pinTriesLeft: 2 } }),
  ),
  running('SocialSecurityCard.Read', (read) =>
    read.settle({ code: 'commandErrorCode', errorCode: 'chipNotAnswering' }),
  ),
  running('SocialSecurityCard.VerifyPin', (verify) =>
    verify.event('PinPad.EntryRequestedEvent', { triesLeft: 1, wrong: true }),
  ),
  running('SocialSecurityCard.VerifyPin', (verify) =>
    verify.settle({ code: 'success', payload: CARD_HOLDER }),
  ),
  running('ElectronicCard.Read', (scan) => scan.settle({ code: 'success', payload: CODE_HOLDER })),
  ...[...Object.values(IDENTITY_CARD), ...Object.values(SOCIAL_SECURITY_CARD)].map(
    (status): Happening => [JSON.stringify(status), (kiosk) => kiosk.changeStatus(status)],
  ),
  ['liftCard', (kiosk) => kiosk.liftCard()],
  ['takeCard', (kiosk) => kiosk.takeCard()],
  ['retainCard', (kiosk) => kiosk.retainCard()],
  ['link lost', (kiosk) => kiosk.tell({ type: 'link.lost' })],
  ['link opened', (kiosk) => kiosk.connect()],
  availability(true),
  availability(false),
  ['a second', (kiosk) => kiosk.wait(1_000)],
  ['a while', (kiosk) => kiosk.wait(15_000)],
];

const PERSONAL_SCREENS = new Set(['pension', 'home', 'statementPreview', 'contributions', 'accountYears']);

test('in whatever order things happen, nobody is shown who is not there, and the kiosk finds back to its rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...HAPPENINGS), { minLength: 1, maxLength: 30 }),
      async (happenings) => {
        const kiosk = await KioskAlone.waiting();
        for (const [name, happen] of happenings) {
          await happen(kiosk);
          const visiting = kiosk.actor.getSnapshot().matches('visiting');
          const { screen } = kiosk;
          expect(screen.holder !== null, name).toBe(visiting);
          if (!visiting) expect(kiosk.personalData(), name).toEqual([]);
          if (PERSONAL_SCREENS.has(screen.content.id)) expect(visiting, name).toBe(true);
          if (!visiting || screen.preferences.company === 'staff')
            expect(screen.figures, name).not.toBe('shown');
          // Nothing is to be heard of a page that shows nothing and says nothing.
          if (screen.preferences.screenBlank) expect(screen.preferences.speech, name).toBe(true);
          expect(kiosk.link.pending('IdentityCard.Read'), name).toBeLessThanOrEqual(1);
          expect(kiosk.link.pending('SocialSecurityCard.Read'), name).toBeLessThanOrEqual(1);
          if (visiting) expect(kiosk.link.pending('SocialSecurityCard.Read'), name).toBe(0);
        }
        // The hall empties: cables in, cards taken, nobody there.
        await kiosk.connect();
        await kiosk.person('person.ended', 'person.cancelledCall');
        await availability(true)[1](kiosk);
        await kiosk.liftCard();
        await kiosk.takeCard();
        for (const name of COMMANDS)
          if (kiosk.link.pending(name) > 0)
            await kiosk.settleCommand(name, { code: 'commandErrorCode', errorCode: 'noMedia' } as never);
        for (let turn = 0; turn < 24; turn += 1) {
          kiosk.clock.increment(15_000);
          await kiosk.settle();
        }
        expect(kiosk.screen).toMatchObject({
          content: { id: 'attract' },
          overlay: null,
          staffCall: 'notCalled',
        });
        expect(kiosk.screen.preferences).toEqual(DEFAULT_PREFERENCES);
        expect(kiosk.personalData()).toEqual([]);
        expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
        expect(kiosk.link.pending('SocialSecurityCard.Read')).toBe(1);
        expect(kiosk.screen.content).toMatchObject({
          ways: { identityCard: true, socialSecurityCard: true },
        });
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
