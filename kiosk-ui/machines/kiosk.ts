import { assign, fromCallback, type SnapshotFrom, sendTo, setup, spawnChild, stopChild } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { Availability, FullStatus, UnavailableReason } from '#shared/protocol/states.ts';
import type { Link, LinkFact, Records } from '../daemon-link/link.ts';
import { CARD_RETAINED_MS, GOODBYE_MS, TAKE_CARD_MS } from './delays.ts';
import { createIdentifyMachine } from './identify.ts';
import { DEFAULT_PREFERENCES, type Preferences, preferred } from './preferences.ts';
import { createPrintMachine, type PaperEvent } from './print.ts';
import type { GoodbyeReason, PersonEvent } from './screen-model.ts';
import { createVisitMachine, type PaperWish, type VisitOver } from './visit.ts';
import { isCardStuck, isEveryCardGone, readerWithCard, waysOf } from './ways.ts';

/** What the kiosk needs of the world outside. */
export interface KioskWorld {
  readonly link: Link;
  readonly records: Records;
  /** A random UUID for each statement that is asked for. */
  readonly newJobId: () => string;
}

/** Nothing here is personal: it stays when a visit ends. */
interface KioskContext {
  readonly linked: boolean;
  readonly status: FullStatus | null;
  readonly availability: Availability;
  readonly reasons: readonly UnavailableReason[];
  readonly preferences: Preferences;
  /** A print machine is running. */
  readonly paperUnderWay: boolean;
  /** A card that nobody took was drawn in, and nobody has been told yet. */
  readonly cardRetained: boolean;
  readonly goodbye: GoodbyeReason;
}

type KioskEvent = PersonEvent | LinkFact | PaperEvent | PaperWish | VisitOver;

type StatusChanged = Extract<LinkFact, { type: 'device.statusChanged' }>;

const createListenToDaemon = (link: Link) =>
  fromCallback<{ type: 'none' }>(({ sendBack }) => link.listen((fact) => sendBack(fact)));

/**
 * The kiosk as a whole.
 *
 * ```
 *  connecting ─▶ deciding ─┬▶ outOfService
 *                          └▶ identifying ─▶ visiting ─▶ closing ─▶ deciding
 * ```
 * `closing` waits, in this order, for paper that is still to come, for the cards, for whoever's card was drawn in to read
 * where it is, and for the goodbye to be read.
 */
export function createKioskMachine({ link, records, newJobId }: KioskWorld) {
  return setup({
    types: { context: {} as KioskContext, events: {} as KioskEvent },
    actors: {
      listenToDaemon: createListenToDaemon(link),
      identify: createIdentifyMachine(link),
      visit: createVisitMachine(records),
      print: createPrintMachine(link),
    },
    actions: {
      keepHello: assign((_, { hello }: Extract<LinkFact, { type: 'link.opened' }>) => ({
        linked: true,
        status: hello.status,
        availability: hello.availability,
        reasons: hello.reasons,
      })),
      keepStatus: assign(({ context }, { changed }: StatusChanged) => ({
        status: context.status === null ? null : ({ ...context.status, ...changed } as FullStatus),
      })),
      keepAvailability: assign(
        (_, { changed }: Extract<LinkFact, { type: 'kiosk.availabilityChanged' }>) => changed,
      ),
      keepPreferences: assign(({ context, event }) => ({
        preferences: preferred(context.preferences, event as PersonEvent),
      })),
      forgetPreferences: assign({ preferences: DEFAULT_PREFERENCES }),
      keepGoodbye: assign((_, goodbye: GoodbyeReason) => ({ goodbye })),
      // Should the link be lost, the daemon ends a session without a page by itself.
      endSession: () => void link.command('Session.End', {}),
      noteLinkLost: assign({ linked: false }),
      startPrinting: spawnChild('print', {
        id: 'print',
        input: ({ event }) => ({ jobId: newJobId(), hideNumber: (event as PaperWish).hideNumber }),
      }),
      stopPrinting: stopChild('print'),
      notePaperUnderWay: assign({ paperUnderWay: true }),
      notePaperFinished: assign({ paperUnderWay: false }),
      noteCardRetained: assign({ cardRetained: true }),
      forgetCardRetained: assign({ cardRetained: false }),
      passToIdentify: sendTo(
        'identify',
        ({ event }) => event as Extract<KioskEvent, { type: 'card.removed' | 'card.retained' }>,
      ),
      tellIdentifyWays: sendTo('identify', ({ context }) => ({
        type: 'ways.changed' as const,
        ways: waysOf(context.status),
      })),
      passToVisit: sendTo('visit', ({ event }) => event as PersonEvent),
      passToPrint: sendTo('print', ({ event }) => event as Extract<KioskEvent, { type: 'paper.taken' }>),
      tellVisitLinkOpened: sendTo('visit', (_, sessionOpen: boolean) => ({
        type: 'link.opened' as const,
        sessionOpen,
      })),
      tellVisitReader: sendTo('visit', (_, { changed }: StatusChanged) => ({
        type: 'reader.changed' as const,
        changed,
      })),
      tellVisitRecordsCameBack: sendTo('visit', { type: 'records.cameBack' }),
    },
    guards: {
      isUnavailable: ({ context }) => context.availability === 'unavailable',
      isUnavailableNow: (_, { changed }: Extract<LinkFact, { type: 'kiosk.availabilityChanged' }>) =>
        changed.availability === 'unavailable',
      isLinkLost: ({ context }) => !context.linked,
      isPaperUnderWay: ({ context }) => context.paperUnderWay,
      isCardPresent: ({ context }) => readerWithCard(context.status) !== null || isCardStuck(context.status),
      isEveryCardGone: ({ context }) => isEveryCardGone(context.status),
      isCardRetained: ({ context }) => context.cardRetained,
      isSessionForgotten: (_, { hello }: Extract<LinkFact, { type: 'link.opened' }>) => hello.sessionOpen,
      isPaperFailed: (_, { output }: PaperEvent) => output.outcome === 'failed',
      isReaderChanged: (_, { changed }: StatusChanged) =>
        changed.identityCardReader !== undefined || changed.socialSecurityCardReader !== undefined,
      isRecordsBack: (_, { changed }: StatusChanged) => changed.records?.device === 'online',
    },
    delays: { goodbye: GOODBYE_MS, takeCard: TAKE_CARD_MS, cardRetained: CARD_RETAINED_MS },
  }).createMachine({
    id: 'kiosk',
    context: {
      linked: false,
      status: null,
      availability: 'unavailable',
      reasons: [],
      preferences: DEFAULT_PREFERENCES,
      paperUnderWay: false,
      cardRetained: false,
      goodbye: 'ended',
    },
    invoke: { id: 'listenToDaemon', src: 'listenToDaemon' },
    initial: 'connecting',
    on: {
      'link.opened': [
        {
          guard: { type: 'isSessionForgotten', params: ({ event }) => event },
          target: '.deciding',
          actions: [{ type: 'keepHello', params: ({ event }) => event }, 'endSession'],
        },
        { target: '.deciding', actions: { type: 'keepHello', params: ({ event }) => event } },
      ],
      'link.lost': { target: '.connecting', actions: 'noteLinkLost' },
      'link.replaced': '.replaced',
      'device.statusChanged': { actions: { type: 'keepStatus', params: ({ event }) => event } },
      'kiosk.availabilityChanged': { actions: { type: 'keepAvailability', params: ({ event }) => event } },
      'person.*': { actions: 'keepPreferences' },
      'paper.taken': { guard: 'isPaperUnderWay', actions: 'passToPrint' },
      'paper.finished': { actions: ['stopPrinting', 'notePaperFinished'] },
    },
    states: {
      connecting: {},
      /** A newer load of the page has the kiosk. */
      replaced: { on: { 'link.opened': {}, 'link.lost': {} } },
      deciding: {
        always: [
          { guard: 'isLinkLost', target: 'connecting' },
          { guard: 'isUnavailable', target: 'outOfService' },
          { target: 'identifying' },
        ],
      },
      outOfService: {
        initial: 'closed',
        states: {
          closed: {},
          explainingRetained: {
            after: { cardRetained: 'closed' },
            on: { 'person.wentBack': 'closed' },
          },
        },
        on: {
          'card.retained': '.explainingRetained',
          'kiosk.availabilityChanged': {
            target: 'deciding',
            actions: { type: 'keepAvailability', params: ({ event }) => event },
          },
        },
      },
      identifying: {
        invoke: {
          id: 'identify',
          src: 'identify',
          input: ({ context }) => ({ ways: waysOf(context.status) }),
          onDone: 'visiting',
        },
        on: {
          'person.touchedScreen': { actions: 'passToIdentify' },
          'person.wentBack': { actions: 'passToIdentify' },
          'person.choseElectronicCard': { actions: 'passToIdentify' },
          'card.removed': { actions: 'passToIdentify' },
          'card.retained': { actions: 'passToIdentify' },
          'device.statusChanged': {
            actions: [{ type: 'keepStatus', params: ({ event }) => event }, 'tellIdentifyWays'],
          },
          'kiosk.availabilityChanged': [
            {
              guard: { type: 'isUnavailableNow', params: ({ event }) => event },
              target: 'outOfService',
              actions: { type: 'keepAvailability', params: ({ event }) => event },
            },
            { actions: { type: 'keepAvailability', params: ({ event }) => event } },
          ],
        },
      },
      visiting: {
        invoke: {
          id: 'visit',
          src: 'visit',
          // The holder travels in the event alone, never through this machine's own context.
          input: ({ event }) => ({ holder: (event as unknown as { output: CardHolder }).output }),
        },
        on: {
          'person.*': { actions: ['keepPreferences', 'passToVisit'] },
          'person.cancelledPrint': [
            { guard: 'isPaperUnderWay', actions: ['passToVisit', 'passToPrint'] },
            { actions: 'passToVisit' },
          ],
          'person.tookPaper': [
            { guard: 'isPaperUnderWay', actions: ['passToVisit', 'passToPrint'] },
            { actions: 'passToVisit' },
          ],
          'card.removed': { actions: 'passToVisit' },
          // Another card than the visit's own, mostly: it is explained when the visit is over.
          'card.retained': { actions: ['noteCardRetained', 'passToVisit'] },
          'session.ended': { actions: 'passToVisit' },
          'link.lost': [
            { guard: 'isPaperUnderWay', actions: ['noteLinkLost', 'passToVisit', 'passToPrint'] },
            { actions: ['noteLinkLost', 'passToVisit'] },
          ],
          'link.opened': [
            {
              guard: 'isPaperUnderWay',
              actions: [
                { type: 'keepHello', params: ({ event }) => event },
                { type: 'tellVisitLinkOpened', params: ({ event }) => event.hello.sessionOpen },
                'passToPrint',
              ],
            },
            {
              actions: [
                { type: 'keepHello', params: ({ event }) => event },
                { type: 'tellVisitLinkOpened', params: ({ event }) => event.hello.sessionOpen },
              ],
            },
          ],
          'device.statusChanged': [
            {
              guard: { type: 'isReaderChanged', params: ({ event }) => event },
              actions: [
                { type: 'keepStatus', params: ({ event }) => event },
                { type: 'tellVisitReader', params: ({ event }) => event },
              ],
            },
            {
              guard: { type: 'isRecordsBack', params: ({ event }) => event },
              actions: [{ type: 'keepStatus', params: ({ event }) => event }, 'tellVisitRecordsCameBack'],
            },
            { actions: { type: 'keepStatus', params: ({ event }) => event } },
          ],
          'visit.wantedPaper': [
            {
              // The sheet before is still in the tray: both are taken together.
              guard: 'isPaperUnderWay',
              actions: ['stopPrinting', 'startPrinting'],
            },
            { actions: ['startPrinting', 'notePaperUnderWay'] },
          ],
          'paper.finished': { actions: ['stopPrinting', 'notePaperFinished', 'passToVisit'] },
          'visit.over': {
            target: 'closing',
            actions: { type: 'keepGoodbye', params: ({ event }) => event.because },
          },
        },
      },
      closing: {
        entry: 'endSession',
        initial: 'deciding',
        exit: 'forgetPreferences',
        on: {
          // The citizen has gone; what is under way is finished whatever the link does.
          'link.opened': { actions: { type: 'keepHello', params: ({ event }) => event } },
          'link.lost': { actions: 'noteLinkLost' },
        },
        states: {
          deciding: {
            always: [
              { guard: 'isPaperUnderWay', target: 'finishingPaper' },
              { guard: 'isCardPresent', target: 'returningCard' },
              { guard: 'isCardRetained', target: 'explainingRetained' },
              { target: 'sayingGoodbye' },
            ],
          },
          finishingPaper: {
            on: {
              'card.retained': { actions: 'noteCardRetained' },
              'person.tookPaper': { actions: 'passToPrint' },
              'link.opened': {
                actions: [{ type: 'keepHello', params: ({ event }) => event }, 'passToPrint'],
              },
              'link.lost': { actions: ['noteLinkLost', 'passToPrint'] },
              'paper.finished': [
                {
                  guard: { type: 'isPaperFailed', params: ({ event }) => event },
                  target: 'deciding',
                  actions: [
                    'stopPrinting',
                    'notePaperFinished',
                    { type: 'keepGoodbye', params: 'nothingPrinted' },
                  ],
                },
                { target: 'deciding', actions: ['stopPrinting', 'notePaperFinished'] },
              ],
            },
          },
          returningCard: {
            // Its leaving is not heard while the link is lost; what the readers say afterwards counts as well.
            always: { guard: 'isEveryCardGone', target: 'deciding' },
            after: { takeCard: 'sayingGoodbye' },
            on: {
              'card.removed': 'deciding',
              'card.retained': 'explainingRetained',
              // Where it is stuck in the reader, and there is nothing to be done here.
              'person.wentBack': 'sayingGoodbye',
            },
          },
          explainingRetained: {
            entry: 'forgetCardRetained',
            after: { cardRetained: 'deciding' },
            on: { 'person.wentBack': 'deciding' },
          },
          sayingGoodbye: {
            after: { goodbye: '#kiosk.deciding' },
            on: { 'card.retained': 'explainingRetained' },
          },
        },
      },
    },
  });
}

export type KioskSnapshot = SnapshotFrom<ReturnType<typeof createKioskMachine>>;
