import type { SnapshotFrom } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import { initialContext, type KioskWorld, kioskSetup } from './kiosk-setup.ts';
import { waysOf } from './ways.ts';

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
export function createKioskMachine(world: KioskWorld) {
  return kioskSetup(world).createMachine({
    id: 'kiosk',
    context: initialContext(world),
    invoke: [
      { id: 'listenToDaemon', src: 'listenToDaemon' },
      { id: 'assistance', src: 'assistance' },
    ],
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
      'link.lost': {
        target: '.connecting',
        actions: ['noteLinkLost', { type: 'tellAssistance', params: { type: 'overlay.dropped' } }],
      },
      'link.replaced': '.replaced',
      'device.statusChanged': { actions: { type: 'keepStatus', params: ({ event }) => event } },
      'kiosk.availabilityChanged': { actions: { type: 'keepAvailability', params: ({ event }) => event } },
      'person.*': { actions: ['keepPreferences', 'passToAssistance'] },
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
          closed: {
            after: {
              quiet: {
                actions: ['forgetPerson', { type: 'tellAssistance', params: { type: 'overlay.dropped' } }],
              },
            },
            on: {
              'person.*': {
                target: 'closed',
                reenter: true,
                actions: ['keepPreferences', 'passToAssistance'],
              },
              'device.statusChanged': {
                guard: { type: 'isHearingChanged', params: ({ event }) => event },
                target: 'closed',
                reenter: true,
                actions: { type: 'keepStatus', params: ({ event }) => event },
              },
            },
          },
          explainingRetained: {
            after: { cardRetained: 'closed' },
            on: {
              'person.wentBack': 'closed',
              'person.*': {
                target: 'explainingRetained',
                reenter: true,
                actions: ['keepPreferences', 'passToAssistance'],
              },
            },
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
          input: ({ context }) => ({ ways: waysOf(context.status), preferences: context.preferences }),
          onDone: 'visiting',
        },
        on: {
          'person.*': { actions: ['keepPreferences', 'passToAssistance', 'tellIdentifyActed'] },
          'person.touchedScreen': { actions: ['passToIdentify', 'tellIdentifyActed'] },
          'person.wentBack': { actions: 'passToIdentify' },
          'person.choseElectronicCard': { actions: 'passToIdentify' },
          'card.removed': { actions: 'passToIdentify' },
          'card.retained': { actions: 'passToIdentify' },
          'identify.cardLaidDown': {
            actions: { type: 'tellAssistance', params: { type: 'overlay.dropped' } },
          },
          'identify.rested': {
            actions: ['forgetPerson', { type: 'tellAssistance', params: { type: 'overlay.dropped' } }],
          },
          'device.statusChanged': [
            {
              guard: { type: 'isHearingChanged', params: ({ event }) => event },
              actions: [
                { type: 'keepStatus', params: ({ event }) => event },
                'tellIdentifyWays',
                'tellIdentifyActed',
              ],
            },
            { actions: [{ type: 'keepStatus', params: ({ event }) => event }, 'tellIdentifyWays'] },
          ],
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
          input: ({ context, event }) => ({
            holder: (event as unknown as { output: CardHolder }).output,
            preferences: context.preferences,
          }),
        },
        entry: { type: 'tellAssistance', params: { type: 'overlay.dropped' } },
        exit: { type: 'tellAssistance', params: { type: 'visit.ended' } },
        on: {
          'person.*': [
            {
              guard: 'isPaperUnderWay',
              actions: [
                'keepPreferences',
                'passToAssistance',
                'passToVisit',
                'tellVisitPreferences',
                'tellPrintPreferences',
              ],
            },
            { actions: ['keepPreferences', 'passToAssistance', 'passToVisit', 'tellVisitPreferences'] },
          ],
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
                'tellVisitPreferences',
                { type: 'tellVisitReader', params: ({ event }) => event },
              ],
            },
            {
              guard: { type: 'isRecordsBack', params: ({ event }) => event },
              actions: [
                { type: 'keepStatus', params: ({ event }) => event },
                'tellVisitPreferences',
                'tellVisitRecordsCameBack',
              ],
            },
            { actions: [{ type: 'keepStatus', params: ({ event }) => event }, 'tellVisitPreferences'] },
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
            initial: 'calm',
            states: {
              calm: { after: { reminder: 'remindedOnce' } },
              remindedOnce: { after: { nextReminder: 'remindedTwice' } },
              remindedTwice: {},
            },
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
            on: {
              'person.wentBack': 'deciding',
              'person.*': {
                target: 'explainingRetained',
                reenter: true,
                actions: ['keepPreferences', 'passToAssistance'],
              },
            },
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
