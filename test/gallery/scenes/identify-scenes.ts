import type { CardProblemCode } from '#kiosk-ui/machines/screen-model.ts';
import type { Way } from '#kiosk-ui/machines/ways.ts';
import {
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import { IDENTITY_CARD, type KioskAlone, SOCIAL_SECURITY_CARD } from '#test/page/kiosk-alone.ts';
import { along, type Path, statusWith, visit } from './steps.ts';

const connected: Path = (kiosk) => kiosk.connect();
const enteringPin =
  (triesLeft: number): Path =>
  async (kiosk) => {
    await kiosk.connect();
    await kiosk.insertCard();
    await kiosk.readCard(triesLeft);
  };
const scanning: Path = async (kiosk) => {
  await kiosk.connect();
  await kiosk.person('person.touchedScreen', 'person.choseElectronicCard');
};
const asked = (kiosk: KioskAlone, triesLeft: number, wrong: boolean) =>
  kiosk.pad('PinPad.EntryRequestedEvent', { triesLeft, wrong });
const typed = (kiosk: KioskAlone, digits: number) => kiosk.pad('PinPad.KeyPressedEvent', { digits });

/** One scene for each code that a way can be refused with. */
const refusals = <Code extends CardProblemCode>(
  way: string,
  codes: readonly Code[],
  refuse: (code: Code) => Path,
): Record<string, Path> => Object.fromEntries(codes.map((code) => [`${way}, ${code}`, refuse(code)]));

const lostOver = (way: Way, reading: Path): Record<string, Path> => ({
  [`${way}, readerLost`]: along(reading, (kiosk) =>
    kiosk.changeStatus(
      way === 'identityCard'
        ? IDENTITY_CARD.unplugged
        : way === 'socialSecurityCard'
          ? SOCIAL_SECURITY_CARD.unplugged
          : { codeScanner: { device: 'powerOff' } },
    ),
  ),
});

/** Who is it? */
export const IDENTIFY_SCENES = {
  cardProblem: {
    ...refusals('identityCard', IdentityCardErrorCode.options, (errorCode) => async (kiosk) => {
      await kiosk.connect();
      if (errorCode !== 'noMedia') await kiosk.changeStatus(IDENTITY_CARD.there);
      await kiosk.refuseCard(errorCode);
    }),
    ...lostOver('identityCard', async (kiosk) => {
      await kiosk.connect();
      kiosk.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
      await kiosk.settle();
    }),
    'identityCard, the only way': async (kiosk) => {
      await kiosk.connect({ status: statusWith(['identityCard']) });
      await kiosk.changeStatus(IDENTITY_CARD.there);
      await kiosk.refuseCard('cardExpired');
    },
    ...refusals('socialSecurityCard', SocialSecurityCardErrorCode.options, (errorCode) => async (kiosk) => {
      await kiosk.connect();
      await kiosk.insertCard();
      await kiosk.refuseInsertedCard(errorCode);
    }),
    ...lostOver(
      'socialSecurityCard',
      along(connected, (kiosk) => kiosk.insertCard()),
    ),
    ...refusals('PIN', PinErrorCode.options, (errorCode) =>
      along(enteringPin(3), (kiosk) => kiosk.refusePin(errorCode)),
    ),
    ...refusals('electronicCard', ElectronicCardErrorCode.options, (errorCode) =>
      along(scanning, (kiosk) =>
        kiosk.settleCommand('ElectronicCard.Read', { code: 'commandErrorCode', errorCode }),
      ),
    ),
    ...lostOver('electronicCard', scanning),
    'a card stuck after the visit': along(
      visit,
      (kiosk) => kiosk.changeStatus(SOCIAL_SECURITY_CARD.stuck),
      (kiosk) => kiosk.person('person.ended'),
    ),
  },
  pinEntry: {
    'nothing typed': along(enteringPin(3), (kiosk) => asked(kiosk, 3, false)),
    'four digits': along(
      enteringPin(3),
      (kiosk) => asked(kiosk, 3, false),
      (kiosk) => typed(kiosk, 4),
    ),
    'wrong, two tries left': along(enteringPin(3), (kiosk) => asked(kiosk, 2, true)),
    'wrong, the last try': along(
      enteringPin(3),
      (kiosk) => asked(kiosk, 1, true),
      (kiosk) => typed(kiosk, 6),
    ),
  },
  scanCode: {
    waiting: scanning,
    checking: along(scanning, async (kiosk) => {
      kiosk.link.last('ElectronicCard.Read').event('CardReader.MediaInsertedEvent');
      await kiosk.settle();
    }),
  },
  cardRetained: { plain: along(connected, (kiosk) => kiosk.retainCard()) },
} satisfies Record<string, Record<string, Path>>;
