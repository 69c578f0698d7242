import type { Way } from '#kiosk-ui/machines/ways.ts';
import { ok } from '#shared/result.ts';
import { type KioskAlone, WELL } from '#test/page/kiosk-alone.ts';
import type { Person } from '../people.ts';

/** How a screen is reached: what happens to a kiosk that has just been switched on. */
export type Path = (kiosk: KioskAlone, person: Person) => Promise<void>;

/** The readers of these ways work, and no others. */
export function statusWith(ways: readonly Way[]): typeof WELL {
  const { identityCardReader, socialSecurityCardReader, codeScanner } = WELL;
  const device = (way: Way) => (ways.includes(way) ? 'online' : 'hardwareError');
  return {
    ...WELL,
    identityCardReader: { ...identityCardReader, device: device('identityCard') },
    socialSecurityCardReader: { ...socialSecurityCardReader, device: device('socialSecurityCard') },
    codeScanner: { ...codeScanner, device: device('electronicCard') },
  };
}

export const WAY_SETS: Readonly<Record<string, readonly Way[]>> = {
  all: ['identityCard', 'socialSecurityCard', 'electronicCard'],
  cards: ['identityCard', 'socialSecurityCard'],
  'identity card or code': ['identityCard', 'electronicCard'],
  'social-security card or code': ['socialSecurityCard', 'electronicCard'],
  'identity card only': ['identityCard'],
  'social-security card only': ['socialSecurityCard'],
  'code only': ['electronicCard'],
};

/** That person has laid their identity card down, and their records have come, or what `before` has left of them. */
export const visitWith =
  (before: (kiosk: KioskAlone) => void): Path =>
  async (kiosk, person) => {
    kiosk.answers = { summary: ok(person.summary), history: ok(person.history), table: ok(person.table) };
    before(kiosk);
    await kiosk.connect();
    await kiosk.layCard(person.holder);
  };

export const visit: Path = visitWith(() => undefined);

export async function printing(kiosk: KioskAlone, person: Person): Promise<void> {
  await visit(kiosk, person);
  await kiosk.person('person.openedStatement', 'person.printed');
}

/** A path that goes on where another ended. */
export const along =
  (first: Path, ...rest: Path[]): Path =>
  async (kiosk, person) => {
    for (const step of [first, ...rest]) await step(kiosk, person);
  };

const STEP_MS = 1_000;
const LONGEST_WAIT_MS = 900_000;

/** Waits as long as the kiosk's own times take, whoever stands there. */
export async function waitUntil(kiosk: KioskAlone, isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isSo(); waitedMs += STEP_MS) {
    if (waitedMs > LONGEST_WAIT_MS) throw new Error(`never so: ${isSo}; the kiosk shows ${kiosk.screenId}`);
    await kiosk.wait(STEP_MS);
  }
}
