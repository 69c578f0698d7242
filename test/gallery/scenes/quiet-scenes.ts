import type { UnavailableReason } from '#shared/protocol/states.ts';
import { CODE_HOLDER, IDENTITY_CARD, SOCIAL_SECURITY_CARD, WELL } from '#test/page/kiosk-alone.ts';
import { along, type Path, printing, statusWith, visit, WAY_SETS, waitUntil } from './steps.ts';

const fromEntries = (entries: readonly (readonly [string, Path])[]): Record<string, Path> =>
  Object.fromEntries(entries);

const waitingFor =
  (ways: readonly (keyof typeof WAY_NAMES)[]): Path =>
  (kiosk) =>
    kiosk.connect({ status: statusWith(ways) });
const WAY_NAMES = { identityCard: true, socialSecurityCard: true, electronicCard: true } as const;

const closedBecause =
  (reason: UnavailableReason, status: object = {}): Path =>
  (kiosk) =>
    kiosk.connect({ availability: 'unavailable', reasons: [reason], status: { ...WELL, ...status } });

const WITHOUT_PATH: Path = async () => undefined;
const touch: Path = (kiosk) => kiosk.person('person.touchedScreen');

/** Before a visit, and after it. */
export const QUIET_SCENES = {
  starting: { plain: WITHOUT_PATH },
  outOfService: {
    hardware: closedBecause('outOfServiceHardware'),
    consumables: closedBecause('outOfServiceConsumables'),
    backend: closedBecause('outOfServiceBackend'),
    'card on the identity-card reader': closedBecause('outOfServiceBackend', IDENTITY_CARD.there),
    'card in the social-security-card reader': closedBecause(
      'outOfServiceBackend',
      SOCIAL_SECURITY_CARD.inSlot,
    ),
    'card stuck': closedBecause('outOfServiceHardware', SOCIAL_SECURITY_CARD.stuck),
  },
  attract: fromEntries(Object.entries(WAY_SETS).map(([name, ways]) => [name, waitingFor(ways)])),
  presentCard: fromEntries(
    Object.entries(WAY_SETS)
      // Who can only show a code is asked for it at once.
      .filter(([name]) => name !== 'code only')
      .map(([name, ways]) => [name, along(waitingFor(ways), touch)]),
  ),
  reading: {
    'identity card': async (kiosk) => {
      await kiosk.connect();
      kiosk.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
      await kiosk.settle();
    },
    'social-security card': async (kiosk) => {
      await kiosk.connect();
      await kiosk.insertCard();
    },
  },
  openingRecords: {
    'identity card': async (kiosk, person) => {
      kiosk.silent = true;
      await visit(kiosk, person);
    },
    'social-security card': async (kiosk) => {
      kiosk.silent = true;
      await kiosk.connect();
      await kiosk.insertCard();
      await kiosk.readCard();
    },
    code: async (kiosk) => {
      kiosk.silent = true;
      await kiosk.connect();
      await kiosk.person('person.touchedScreen', 'person.choseElectronicCard');
      await kiosk.settleCommand('ElectronicCard.Read', { code: 'success', payload: CODE_HOLDER });
    },
  },
  takeCard: {
    'identity card': along(visit, (kiosk) => kiosk.person('person.ended')),
    'social-security card': async (kiosk) => {
      await kiosk.connect();
      await kiosk.insertCard();
      await kiosk.readCard();
      await kiosk.person('person.ended');
    },
  },
  goodbye: {
    ended: along(
      visit,
      (kiosk) => kiosk.person('person.ended'),
      (kiosk) => kiosk.liftCard(),
    ),
    cardTaken: along(visit, (kiosk) => kiosk.liftCard()),
    idle: along(
      visit,
      async (kiosk) => {
        await waitUntil(kiosk, () => kiosk.screenId === 'takeCard');
      },
      (kiosk) => kiosk.liftCard(),
    ),
    sessionEnded: along(
      visit,
      (kiosk) => kiosk.tell({ type: 'session.ended', reason: 'expired' }),
      (kiosk) => kiosk.liftCard(),
    ),
    linkLost: along(
      visit,
      (kiosk) => kiosk.liftCardSilently(),
      (kiosk) => kiosk.tell({ type: 'link.lost' }),
      (kiosk) => waitUntil(kiosk, () => kiosk.screenId === 'goodbye'),
    ),
    readerLost: along(
      visit,
      (kiosk) => kiosk.changeStatus(IDENTITY_CARD.unplugged),
      (kiosk) => waitUntil(kiosk, () => kiosk.screenId === 'goodbye'),
    ),
    nothingPrinted: along(
      printing,
      (kiosk) => kiosk.liftCard(),
      (kiosk) => kiosk.finishPrinting({ code: 'commandErrorCode', errorCode: 'paperJammed' }),
    ),
  },
} satisfies Record<string, Record<string, Path>>;
