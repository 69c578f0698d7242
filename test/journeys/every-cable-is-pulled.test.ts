import { afterEach, describe, expect, test } from 'vitest';
import { type Hall, type Screen, useHall } from './hall.ts';

const hall = useHall(18470);
afterEach(() => hall().tidy());

const CABLES = {
  'identity-card-reader': 'identityCardReader',
  'social-security-card-reader': 'socialSecurityCardReader',
  'pin-pad': 'pinPad',
  'code-scanner': 'codeScanner',
  printer: 'printer',
} as const;
type Cable = keyof typeof CABLES;

const power = (cable: Cable, on: boolean) => hall().bench('PUT', `/${cable}/power`, { on });
const stateOf = async (cable: Cable) => (await hall().health()).devices[CABLES[cable]]?.device;

async function pull(...cables: Cable[]): Promise<void> {
  for (const cable of cables) await power(cable, false);
  for (const cable of cables) await hall().until(async () => (await stateOf(cable)) !== 'online');
}

async function plug(...cables: Cable[]): Promise<void> {
  for (const cable of cables) await power(cable, true);
  for (const cable of cables) await hall().until(async () => (await stateOf(cable)) === 'online');
}

/** Pulled at once; never all the ways in, as the kiosk would close then. */
const BUNDLES: readonly (readonly Cable[])[] = [
  ['identity-card-reader', 'printer'],
  ['social-security-card-reader', 'pin-pad', 'code-scanner'],
];

interface Moment {
  readonly name: string;
  reach(hall: Hall, screen: Screen): Promise<void>;
  readonly shows: string;
  /** Cables without which this moment cannot go on, and what the screen says then. */
  readonly fatal: Partial<Record<Cable, string>>;
  /** Cables that are as fatal here, and are pulled in another moment. */
  readonly needs?: readonly Cable[];
  /** What a person does to get away from there. */
  leave?(hall: Hall, screen: Screen): Promise<void>;
}

const toPinEntry = async (here: Hall, screen: Screen) => {
  await here.insertCard('in-work-2.0');
  await screen.shows('pinEntry');
};

const MOMENTS: readonly Moment[] = [
  {
    name: 'nobody is there',
    reach: async () => undefined,
    shows: 'attract',
    fatal: {},
  },
  {
    name: 'somebody looks where a card goes',
    reach: async (_, screen) => screen.touch('touch'),
    shows: 'presentCard',
    fatal: {},
  },
  {
    name: 'an identity card is being read',
    reach: async (here) => {
      await here.bench('PUT', '/identity-card-reader/faults', { delayMs: 2_500, on: ['readBase'] });
      await here.layCard('in-work');
    },
    shows: 'reading',
    fatal: { 'identity-card-reader': 'cardProblem' },
  },
  {
    name: 'a social-security card is being read',
    reach: async (here) => {
      await here.bench('PUT', '/social-security-card-reader/faults', { delayMs: 600, on: ['apdu'] });
      await here.insertCard('in-work-2.0');
    },
    shows: 'reading',
    fatal: { 'social-security-card-reader': 'cardProblem' },
  },
  {
    name: 'a PIN is being entered',
    reach: toPinEntry,
    shows: 'pinEntry',
    fatal: { 'social-security-card-reader': 'cardProblem' },
    needs: ['pin-pad'],
  },
  {
    name: 'half a PIN stands in the pad',
    reach: async (here, screen) => {
      await toPinEntry(here, screen);
      await here.typePin('24');
    },
    shows: 'pinEntry',
    fatal: { 'pin-pad': 'cardProblem' },
    needs: ['social-security-card-reader'],
  },
  {
    name: 'a code is waited for',
    reach: async (_, screen) => {
      await screen.touch('touch');
      await screen.shows('presentCard');
      await screen.touch('choose-electronic-card');
    },
    shows: 'scanCode',
    fatal: { 'code-scanner': 'cardProblem' },
  },
  {
    name: 'a card was refused',
    reach: async (here) => {
      await here.insertCard('bank-card');
    },
    shows: 'cardProblem',
    fatal: {},
  },
  {
    name: 'a visit by identity card is on',
    reach: async (here) => {
      await here.layCard('in-work');
    },
    shows: 'pension',
    fatal: { 'identity-card-reader': 'goodbye' },
  },
  {
    name: 'a visit by social-security card is on',
    reach: async (here, screen) => {
      await toPinEntry(here, screen);
      await here.typePin('246810', 'enter');
    },
    shows: 'pension',
    fatal: { 'social-security-card-reader': 'goodbye' },
  },
  {
    name: 'a visit by electronic card is on',
    reach: async (here, screen) => {
      await screen.touch('touch');
      await screen.shows('presentCard');
      await screen.touch('choose-electronic-card');
      await screen.shows('scanCode');
      await here.scanElectronicCard('in-work');
    },
    shows: 'pension',
    fatal: {},
    leave: async (_, screen) => screen.touch('end'),
  },
  {
    name: 'a card stands in the slot to be taken',
    reach: async (here, screen) => {
      await toPinEntry(here, screen);
      await here.typePin('246810', 'enter');
      await screen.shows('pension');
      await screen.touch('end');
    },
    shows: 'takeCard',
    fatal: {},
    leave: async (here) => {
      await here.takeCard();
    },
  },
];

/** Away so long that the visit cannot wait for it. */
const GIVES_UP_MS = 25_000;

describe.each(MOMENTS)('while $name', ({ reach, shows, fatal, needs = [], leave }) => {
  test('every cable is pulled and plugged again, and the next citizen is served', async () => {
    const screen = await hall().screen('portrait');
    await reach(hall(), screen);
    await screen.shows(shows);
    // What can be done within the time of the moment itself is not slowed down any more.
    for (const device of ['identity-card-reader', 'social-security-card-reader'])
      if (shows !== 'reading') await hall().bench('PUT', `/${device}/faults`, {});

    const isHarmless = (cable: Cable) => !(cable in fatal) && !needs.includes(cable);
    // A card that is being read is there for a second only: other cables are pulled in the other moments.
    if (shows !== 'reading') {
      for (const bundle of BUNDLES) {
        const cables = bundle.filter(isHarmless);
        await pull(...cables);
        await plug(...cables);
        const now = await screen.page.locator('[data-screen]').getAttribute('data-screen');
        expect(now, cables.join(', ')).toBe(shows);
      }
    }
    for (const [cable, then] of Object.entries(fatal) as [Cable, string][]) {
      await pull(cable);
      await screen.shows(then, GIVES_UP_MS);
      await plug(cable);
    }
    await leave?.(hall(), screen);
    await hall().tidy();
    await screen.shows('attract', 60_000);

    await hall().layCard('in-work');
    await screen.shows('pension');
    await hall().liftCard();
    await screen.shows('attract');
    if ('social-security-card-reader' in fatal || 'pin-pad' in fatal) {
      await toPinEntry(hall(), screen);
      await hall().typePin('246810', 'enter');
      await screen.shows('pension');
      await screen.touch('end');
      await screen.shows('takeCard');
      await hall().tidy();
      await screen.shows('attract');
    }
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
});

test('when no way in is left the kiosk says so, and opens with the first that is back', async () => {
  const ways = ['identity-card-reader', 'social-security-card-reader', 'code-scanner'] as const;
  const screen = await hall().screen('portrait');
  for (const way of ways) await pull(way);
  await screen.shows('outOfService');
  await plug('social-security-card-reader');
  await screen.shows('attract');
  await toPinEntry(hall(), screen);
  await screen.close();
});
