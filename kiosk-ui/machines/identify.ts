import { and, assign, setup, stateIn } from 'xstate';
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
import {
  CARD_RETAINED_MS,
  PRESENT_CARD_MS,
  PROBLEM_READ_MS,
  READER_RETRY_MS,
  SCAN_CODE_MS,
} from './delays.ts';
import type { CardProblemCode } from './screen-model.ts';
import { onlyWay, type Way, type Ways } from './ways.ts';

interface Problem {
  readonly way: Way;
  readonly errorCode: CardProblemCode;
}

/** The PIN as far as the page knows it: how many digits, never which. */
interface PinEntry {
  readonly triesLeft: number;
  readonly wrong: boolean;
  readonly digits: number;
}

interface IdentifyContext {
  readonly ways: Ways;
  readonly holder: CardHolder | null;
  readonly problem: Problem | null;
  readonly pin: PinEntry | null;
}

type IdentifyEvent =
  | ReadEvent
  | { type: 'ways.changed'; ways: Ways }
  | { type: 'person.touchedScreen' }
  | { type: 'person.wentBack' }
  | { type: 'person.choseElectronicCard' }
  | { type: 'card.removed'; reader: CardReaderName }
  | { type: 'card.retained'; reader: CardReaderName };

/**
 * Who is it? Waits for a card on every reader that works, with or without a touch before, and ends with its holder.
 *
 * ```
 *   ┌──────────────── waitingForCard ─────────────────┐  wants PIN
 *   │ attention: inviting, showingWhere, explaining … │────────────▶ enteringPin ──┐
 *   │ identityCardWay:       closed ⇄ waiting ⇄ reading│◀── refused ──────┘         │
 *   │ socialSecurityCardWay: closed ⇄ waiting ⇄ reading│──────── read ─▶ identified ◀┤
 *   └───────┬──────────────────────────────▲──────────┘                            │
 *     chosen▼                       refused│                                       │
 *       scanningCode ──────────────────────┴────────────────── read ───────────────┘
 * ```
 * The readers wait also while something is explained: whoever is told to use another card has only to do so. What was
 * refused still lies there and is not read again; the daemon sees to that. While a code is scanned and while a PIN is
 * entered no other card counts.
 */
export function createIdentifyMachine(link: Link) {
  return setup({
    types: {
      input: {} as { ways: Ways },
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
      presentCard: PRESENT_CARD_MS,
      problemRead: PROBLEM_READ_MS,
      readerRetry: READER_RETRY_MS,
      scanCode: SCAN_CODE_MS,
      cardRetained: CARD_RETAINED_MS,
    },
  }).createMachine({
    id: 'identify',
    context: ({ input }) => ({ ways: input.ways, holder: null, problem: null, pin: null }),
    initial: 'waitingForCard',
    output: ({ context }) => {
      if (context.holder === null) throw new Error('identification ends only with a holder');
      return context.holder;
    },
    on: {
      'ways.changed': { actions: { type: 'keepWays', params: ({ event }) => event.ways } },
      'card.retained': '.waitingForCard.attention.explainingRetained',
    },
    states: {
      waitingForCard: {
        type: 'parallel',
        on: {
          'card.read': {
            target: 'identified',
            actions: { type: 'keepHolder', params: ({ event }) => event.holder },
          },
          'card.wantedPin': {
            target: 'enteringPin',
            actions: {
              type: 'keepTries',
              params: ({ event }) => ({ triesLeft: event.triesLeft, wrong: false }),
            },
          },
          'person.choseElectronicCard': {
            guard: { type: 'isWayOpen', params: 'electronicCard' },
            target: 'scanningCode',
          },
        },
        states: {
          /** What the screen says while no card is being read. */
          attention: {
            initial: 'inviting',
            on: {
              // What was said before is over; should the card be lifted again, where it goes is what is wanted.
              'card.laidDown': '.showingWhere',
              'card.refused': {
                target: '.explaining',
                actions: { type: 'keepProblem', params: ({ event }) => event },
              },
              // A reader that failed over a card has a person waiting for a word; any other is begun again in silence.
              'reader.failed': [
                {
                  guard: and([{ type: 'isFrom', params: 'identityCard' }, isReadingIdentityCard]),
                  target: '.explaining',
                  actions: { type: 'keepProblem', params: READER_LOST.identityCard },
                },
                {
                  guard: and([{ type: 'isFrom', params: 'socialSecurityCard' }, isReadingSocialSecurityCard]),
                  target: '.explaining',
                  actions: { type: 'keepProblem', params: READER_LOST.socialSecurityCard },
                },
              ],
              'card.retained': '.explainingRetained',
            },
            always: [
              {
                guard: and([{ type: 'isWayClosed', params: 'identityCard' }, isReadingIdentityCard]),
                target: '.explaining',
                actions: { type: 'keepProblem', params: READER_LOST.identityCard },
              },
              {
                guard: and([
                  { type: 'isWayClosed', params: 'socialSecurityCard' },
                  isReadingSocialSecurityCard,
                ]),
                target: '.explaining',
                actions: { type: 'keepProblem', params: READER_LOST.socialSecurityCard },
              },
            ],
            states: {
              inviting: {
                on: {
                  'person.touchedScreen': [
                    { guard: 'isElectronicCardOnly', target: '#identify.scanningCode' },
                    { target: 'showingWhere' },
                  ],
                },
              },
              showingWhere: { after: { presentCard: 'inviting' }, on: { 'person.wentBack': 'inviting' } },
              explaining: {
                initial: 'standing',
                exit: 'forgetProblem',
                on: { 'person.wentBack': 'inviting' },
                states: {
                  standing: {
                    after: { presentCard: '#identify.waitingForCard.attention.inviting' },
                    on: {
                      'card.removed': [
                        {
                          guard: { type: 'isTakenBack', params: 'identityCard' },
                          target: '#identify.waitingForCard.attention.inviting',
                        },
                        {
                          guard: { type: 'isTakenBack', params: 'socialSecurityCard' },
                          target: 'cardTaken',
                        },
                      ],
                    },
                  },
                  /** A motor gave the card back and it was taken before anybody could have read why. */
                  cardTaken: { after: { problemRead: '#identify.waitingForCard.attention.inviting' } },
                },
              },
              /** Nobody took the card: whoever comes now is told where it is. */
              explainingRetained: {
                after: { cardRetained: 'inviting' },
                on: { 'person.wentBack': 'inviting' },
              },
            },
          },
          identityCardWay: {
            initial: 'closed',
            states: {
              closed: {
                always: { guard: { type: 'isWayOpen', params: 'identityCard' }, target: 'open' },
              },
              open: {
                initial: 'waiting',
                always: { guard: { type: 'isWayClosed', params: 'identityCard' }, target: 'closed' },
                invoke: { id: 'readIdentityCard', src: 'readIdentityCard' },
                on: {
                  'card.refused': {
                    guard: { type: 'isFrom', params: 'identityCard' },
                    target: 'open',
                    reenter: true,
                  },
                  'reader.failed': { guard: { type: 'isFrom', params: 'identityCard' }, target: 'resting' },
                },
                states: {
                  waiting: {
                    on: {
                      'card.laidDown': {
                        guard: { type: 'isFrom', params: 'identityCard' },
                        target: 'reading',
                      },
                    },
                  },
                  reading: {
                    on: {
                      // It was lifted within the daemon's own tries: a card is waited for again.
                      'reader.waited': {
                        guard: { type: 'isFrom', params: 'identityCard' },
                        target: 'waiting',
                      },
                    },
                  },
                },
              },
              resting: { after: { readerRetry: 'closed' } },
            },
          },
          socialSecurityCardWay: {
            initial: 'closed',
            states: {
              closed: {
                always: { guard: { type: 'isWayOpen', params: 'socialSecurityCard' }, target: 'open' },
              },
              open: {
                initial: 'waiting',
                always: { guard: { type: 'isWayClosed', params: 'socialSecurityCard' }, target: 'closed' },
                invoke: { id: 'readSocialSecurityCard', src: 'readSocialSecurityCard' },
                on: {
                  'card.refused': {
                    guard: { type: 'isFrom', params: 'socialSecurityCard' },
                    target: 'open',
                    reenter: true,
                  },
                  'reader.failed': {
                    guard: { type: 'isFrom', params: 'socialSecurityCard' },
                    target: 'resting',
                  },
                },
                states: {
                  waiting: {
                    on: {
                      'card.laidDown': {
                        guard: { type: 'isFrom', params: 'socialSecurityCard' },
                        target: 'reading',
                      },
                    },
                  },
                  reading: {
                    on: {
                      'reader.waited': {
                        guard: { type: 'isFrom', params: 'socialSecurityCard' },
                        target: 'waiting',
                      },
                    },
                  },
                },
              },
              resting: { after: { readerRetry: 'closed' } },
            },
          },
        },
      },
      /** On the pad beside the screen; the digits never come here. */
      enteringPin: {
        invoke: { id: 'verifyPin', src: 'verifyPin' },
        exit: 'forgetPin',
        always: {
          guard: { type: 'isWayClosed', params: 'socialSecurityCard' },
          target: '#identify.waitingForCard.attention.explaining',
          actions: { type: 'keepProblem', params: READER_LOST.socialSecurityCard },
        },
        on: {
          'pin.requested': { actions: { type: 'keepTries', params: ({ event }) => event } },
          'pin.keyPressed': { actions: { type: 'keepDigits', params: ({ event }) => event.digits } },
          'card.read': {
            target: 'identified',
            actions: { type: 'keepHolder', params: ({ event }) => event.holder },
          },
          'card.refused': {
            target: '#identify.waitingForCard.attention.explaining',
            actions: { type: 'keepProblem', params: ({ event }) => event },
          },
          'reader.failed': {
            target: '#identify.waitingForCard.attention.explaining',
            actions: { type: 'keepProblem', params: READER_LOST.socialSecurityCard },
          },
          'card.removed': {
            guard: { type: 'isFromReader', params: 'socialSecurityCardReader' },
            target: '#identify.waitingForCard.attention.explaining',
            actions: {
              type: 'keepProblem',
              params: { way: 'socialSecurityCard', errorCode: 'noMedia' },
            },
          },
          'person.wentBack': {
            target: '#identify.waitingForCard.attention.explaining',
            actions: {
              type: 'keepProblem',
              params: { way: 'socialSecurityCard', errorCode: 'pinCanceled' },
            },
          },
        },
      },
      scanningCode: {
        invoke: { id: 'scanCode', src: 'scanCode' },
        always: {
          guard: { type: 'isWayClosed', params: 'electronicCard' },
          target: '#identify.waitingForCard.attention.explaining',
          actions: { type: 'keepProblem', params: READER_LOST.electronicCard },
        },
        initial: 'waitingForCode',
        on: {
          'card.read': {
            target: 'identified',
            actions: { type: 'keepHolder', params: ({ event }) => event.holder },
          },
          'card.refused': {
            target: '#identify.waitingForCard.attention.explaining',
            actions: { type: 'keepProblem', params: ({ event }) => event },
          },
          'reader.failed': {
            target: '#identify.waitingForCard.attention.explaining',
            actions: { type: 'keepProblem', params: READER_LOST.electronicCard },
          },
          'person.wentBack': [
            { guard: 'isElectronicCardOnly', target: 'waitingForCard' },
            { target: '#identify.waitingForCard.attention.showingWhere' },
          ],
        },
        states: {
          waitingForCode: {
            after: { scanCode: '#identify.waitingForCard' },
            on: { 'card.laidDown': 'checkingCode' },
          },
          checkingCode: {
            // Somebody else's card: it must not take the code of this person, which is good once.
            on: { 'card.retained': {} },
          },
        },
      },
      identified: { type: 'final' },
    },
  });
}

const isReadingIdentityCard = stateIn({ waitingForCard: { identityCardWay: { open: 'reading' } } });
const isReadingSocialSecurityCard = stateIn({
  waitingForCard: { socialSecurityCardWay: { open: 'reading' } },
});

const READER_LOST = {
  identityCard: { way: 'identityCard', errorCode: 'readerLost' },
  socialSecurityCard: { way: 'socialSecurityCard', errorCode: 'readerLost' },
  electronicCard: { way: 'electronicCard', errorCode: 'readerLost' },
} as const satisfies Record<Way, Problem>;

const READER_OF_WAY: Readonly<Record<Way, CardReaderName | null>> = {
  identityCard: 'identityCardReader',
  socialSecurityCard: 'socialSecurityCardReader',
  electronicCard: null,
};
