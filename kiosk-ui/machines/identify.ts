import { and, stateIn } from 'xstate';
import type { Link } from '../daemon-link/link.ts';
import { identifySetup, type Problem } from './identify-setup.ts';
import type { Way } from './ways.ts';

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
  return identifySetup(link).createMachine({
    id: 'identify',
    context: ({ input }) => ({ ...input, holder: null, problem: null, pin: null }),
    initial: 'waitingForCard',
    output: ({ context }) => {
      if (context.holder === null) throw new Error('identification ends only with a holder');
      return context.holder;
    },
    on: {
      'ways.changed': { actions: { type: 'keepWays', params: ({ event }) => event.ways } },
      'person.acted': { actions: { type: 'keepPreferences', params: ({ event }) => event.preferences } },
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
              'card.laidDown': { target: '.showingWhere', actions: 'tellCardLaidDown' },
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
                after: { presentCard: { actions: 'tellRested' } },
                on: {
                  'person.acted': {
                    target: 'inviting',
                    reenter: true,
                    actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
                  },
                  'person.touchedScreen': [
                    { guard: 'isElectronicCardOnly', target: '#identify.scanningCode' },
                    { target: 'showingWhere' },
                  ],
                },
              },
              showingWhere: {
                after: { presentCard: 'inviting' },
                on: {
                  'person.wentBack': 'inviting',
                  'person.acted': {
                    target: 'showingWhere',
                    reenter: true,
                    actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
                  },
                },
              },
              explaining: {
                initial: 'standing',
                exit: 'forgetProblem',
                on: { 'person.wentBack': 'inviting' },
                states: {
                  standing: {
                    after: { presentCard: '#identify.waitingForCard.attention.inviting' },
                    on: {
                      'person.acted': {
                        target: 'standing',
                        reenter: true,
                        actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
                      },
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
                  cardTaken: {
                    after: { problemRead: '#identify.waitingForCard.attention.inviting' },
                    on: {
                      'person.acted': {
                        target: 'cardTaken',
                        reenter: true,
                        actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
                      },
                    },
                  },
                },
              },
              /** Nobody took the card: whoever comes now is told where it is. */
              explainingRetained: {
                after: { cardRetained: 'inviting' },
                on: {
                  'person.wentBack': 'inviting',
                  'person.acted': {
                    target: 'explainingRetained',
                    reenter: true,
                    actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
                  },
                },
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
            on: {
              'card.laidDown': { target: 'checkingCode', actions: 'tellCardLaidDown' },
              'person.acted': {
                target: 'waitingForCode',
                reenter: true,
                actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
              },
            },
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
