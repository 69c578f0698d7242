import { assign, sendParent, setup } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { Link } from '../daemon-link/link.ts';
import {
  createReadIdentityCard,
  createReadSocialSecurityCard,
  createScanCode,
  createVerifyPin,
  type ReadEvent,
} from './card-reading.ts';
import { READER_RETRY_MS } from './delays.ts';
import type { Preferences } from './preferences.ts';
import type { CardProblemCode } from './screen-model.ts';
import { TIME_POLICY, timeFor } from './time-policy.ts';
import { onlyWay, type Way, type Ways } from './ways.ts';

export interface Problem {
  readonly way: Way;
  readonly errorCode: CardProblemCode;
}

/** The PIN as far as the page knows it: how many digits, never which. */
interface PinEntry {
  readonly triesLeft: number;
  readonly wrong: boolean;
  readonly digits: number;
}

interface IdentifyInput {
  readonly ways: Ways;
  readonly preferences: Preferences;
}

interface IdentifyContext extends IdentifyInput {
  readonly holder: CardHolder | null;
  readonly problem: Problem | null;
  readonly pin: PinEntry | null;
}

type IdentifyEvent =
  | ReadEvent
  | { type: 'ways.changed'; ways: Ways }
  /** Somebody is there: what waits for them waits anew, and as long as they now need. */
  | { type: 'person.acted'; preferences: Preferences }
  | { type: 'person.touchedScreen' }
  | { type: 'person.wentBack' }
  | { type: 'person.choseElectronicCard' }
  | { type: 'card.removed'; reader: CardReaderName }
  | { type: 'card.retained'; reader: CardReaderName };

/** What the kiosk learns. `rested`: whoever touched the kiosk before has gone. */
export type IdentifyNews = { type: 'identify.rested' } | { type: 'identify.cardLaidDown' };

/** What identification is made of: the commands it keeps pending, and what it keeps of their answers. */
export function identifySetup(link: Link) {
  return setup({
    types: {
      input: {} as IdentifyInput,
      context: {} as IdentifyContext,
      events: {} as IdentifyEvent,
      output: {} as CardHolder,
    },
    actors: {
      readIdentityCard: createReadIdentityCard(link),
      readSocialSecurityCard: createReadSocialSecurityCard(link),
      verifyPin: createVerifyPin(link),
      scanCode: createScanCode(link),
    },
    actions: {
      keepWays: assign((_, ways: Ways) => ({ ways })),
      keepHolder: assign((_, holder: CardHolder) => ({ holder })),
      keepProblem: assign((_, { way, errorCode }: Problem) => ({ problem: { way, errorCode } })),
      keepTries: assign((_, { triesLeft, wrong }: { triesLeft: number; wrong: boolean }) => ({
        pin: { triesLeft, wrong, digits: 0 },
      })),
      keepDigits: assign(({ context }, digits: number) => ({
        pin: context.pin === null ? null : { ...context.pin, digits },
      })),
      keepPreferences: assign((_, preferences: Preferences) => ({ preferences })),
      tellRested: sendParent((): IdentifyNews => ({ type: 'identify.rested' })),
      tellCardLaidDown: sendParent((): IdentifyNews => ({ type: 'identify.cardLaidDown' })),
      forgetProblem: assign({ problem: null }),
      forgetPin: assign({ pin: null }),
    },
    guards: {
      isWayOpen: ({ context }, way: Way) => context.ways[way],
      isWayClosed: ({ context }, way: Way) => !context.ways[way],
      isElectronicCardOnly: ({ context }) => onlyWay(context.ways) === 'electronicCard',
      isFrom: ({ event }, way: Way) => 'way' in event && event.way === way,
      isFromReader: ({ event }, reader: CardReaderName) => 'reader' in event && event.reader === reader,
      // A card that was away before it could be read has left already, and says so once more.
      isTakenBack: ({ context: { problem }, event }, way: Way) =>
        problem?.way === way &&
        problem.errorCode !== 'noMedia' &&
        'reader' in event &&
        event.reader === READER_OF_WAY[way],
    },
    delays: {
      presentCard: ({ context }) => timeFor(context.preferences, TIME_POLICY.identify.quietMs),
      problemRead: ({ context }) => timeFor(context.preferences, TIME_POLICY.problemRead.quietMs),
      scanCode: ({ context }) => timeFor(context.preferences, TIME_POLICY.scanCode.quietMs),
      cardRetained: ({ context }) => timeFor(context.preferences, TIME_POLICY.cardRetained.quietMs),
      readerRetry: READER_RETRY_MS,
    },
  });
}

const READER_OF_WAY: Readonly<Record<Way, CardReaderName | null>> = {
  identityCard: 'identityCardReader',
  socialSecurityCard: 'socialSecurityCardReader',
  electronicCard: null,
};
