import { assign, raise, sendParent, sendTo, setup } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { UnsolicitedPayload } from '#shared/protocol/messages.ts';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Records } from '../daemon-link/link.ts';
import {
  LINK_LOST_MAX_MS,
  MESSAGE_PATIENCE,
  type Patience,
  READER_LOST_MAX_MS,
  READING_PATIENCE,
  SUMMARY_PATIENCE,
} from './delays.ts';
import { type IdleEvent, idleMachine } from './idle.ts';
import type { PaperEvent, PrintOutput } from './print.ts';
import { createQueryMachine, type QueryOutput } from './query.ts';
import type { GoodbyeReason, PersonEvent } from './screen-model.ts';
import { readerOf, works } from './ways.ts';

interface VisitInput {
  readonly holder: CardHolder;
}

/** All that the page knows of a person. It is here and nowhere else, and goes when this actor stops. */
interface VisitContext extends VisitInput {
  readonly summary: PensionSummary | null;
  readonly history: ContributionHistory | null;
  readonly table: AccountTable | null;
  readonly hideNumber: boolean;
  readonly printFailure: Extract<PrintOutput, { outcome: 'failed' }>['errorCode'] | null;
}

type VisitEvent =
  | PersonEvent
  | IdleEvent
  | PaperEvent
  | { type: 'card.removed'; reader: CardReaderName }
  | { type: 'card.retained'; reader: CardReaderName }
  | { type: 'session.ended' }
  | { type: 'records.cameBack' }
  | { type: 'reader.changed'; changed: ReadersChanged }
  | { type: 'link.lost' }
  | { type: 'link.opened'; sessionOpen: boolean }
  /** Raised inside: a side condition of the visit has failed for too long. */
  | { type: 'visit.brokeOff'; because: GoodbyeReason };

type ReadersChanged = Pick<
  UnsolicitedPayload<'Common.StatusChangedEvent'>,
  'identityCardReader' | 'socialSecurityCardReader'
>;

/** The visit's last word. It does not wait for its own regions to finish: the kiosk stops it. */
export interface VisitOver {
  readonly type: 'visit.over';
  readonly because: GoodbyeReason;
}

/** The one thing a visit asks of the kiosk: paper, which outlives it. */
export interface PaperWish {
  readonly type: 'visit.wantedPaper';
  readonly hideNumber: boolean;
}

/**
 * One citizen, from the card to the goodbye. The errand is what they do; beside it run the question whether they are
 * still there, the link, and two tables fetched when they are first wanted.
 */
export function createVisitMachine(records: Records) {
  return setup({
    types: {
      input: {} as VisitInput,
      context: {} as VisitContext,
      events: {} as VisitEvent,
    },
    actors: {
      idle: idleMachine,
      summaryQuery: createQueryMachine(records.pensionSummary),
      historyQuery: createQueryMachine(records.contributions),
      tableQuery: createQueryMachine(records.accountYears),
    },
    actions: {
      keepSummary: assign((_, summary: PensionSummary) => ({ summary })),
      keepHistory: assign((_, history: ContributionHistory) => ({ history })),
      keepTable: assign((_, table: AccountTable) => ({ table })),
      keepHideNumber: assign((_, hideNumber: boolean) => ({ hideNumber })),
      keepPrintFailure: assign((_, output: PrintOutput) => ({
        printFailure: output.outcome === 'failed' ? output.errorCode : null,
      })),
      sayOver: sendParent((_, because: GoodbyeReason): VisitOver => ({ type: 'visit.over', because })),
      endSessionHere: raise({ type: 'session.ended' }),
      breakOff: raise((_, because: GoodbyeReason) => ({ type: 'visit.brokeOff' as const, because })),
      askForPaper: sendParent(
        ({ context }): PaperWish => ({ type: 'visit.wantedPaper', hideNumber: context.hideNumber }),
      ),
      noteActivity: sendTo('idle', { type: 'person.acted' }),
      holdIdle: sendTo('idle', { type: 'attention.held' }),
      watchFor: sendTo('idle', (_, patience: Patience) => ({ type: 'screen.changed' as const, patience })),
      askSummaryAgain: sendTo('summaryQuery', ({ event }) => event as { type: 'person.askedAgain' }),
      askHistoryAgain: sendTo('historyQuery', ({ event }) => event as { type: 'person.askedAgain' }),
      askTableAgain: sendTo('tableQuery', ({ event }) => event as { type: 'person.askedAgain' }),
    },
    guards: {
      hasTable: ({ context }) => context.table !== null,
      hasSummary: ({ context }) => context.summary !== null,
      isNotOnFile: (_, output: QueryOutput<unknown>) => !output.ok && output.error === 'notOnFile',
      isAnswer: (_, output: QueryOutput<unknown>) => output.ok,
      isPaperFailed: (_, output: PrintOutput) => output.outcome === 'failed',
      isPaperTaken: (_, output: PrintOutput) => output.outcome === 'taken',
      isSessionGone: (_, sessionOpen: boolean) => !sessionOpen,
      // A card on the other reader is nobody's in this visit.
      isOwnReader: ({ context }, reader: CardReaderName) => readerOf(context.holder) === reader,
      isOwnReaderLost: ({ context }, changed: ReadersChanged) => ownReaderWorks(context, changed) === false,
      isOwnReaderFound: ({ context }, changed: ReadersChanged) => ownReaderWorks(context, changed) === true,
    },
    delays: { linkLostMax: LINK_LOST_MAX_MS, readerLostMax: READER_LOST_MAX_MS },
  }).createMachine({
    id: 'visit',
    context: ({ input }) => ({
      holder: input.holder,
      summary: null,
      history: null,
      table: null,
      hideNumber: false,
      printFailure: null,
    }),
    type: 'parallel',
    invoke: { id: 'idle', src: 'idle', input: SUMMARY_PATIENCE },
    states: {
      errand: {
        initial: 'openingRecords',
        on: {
          'person.ended': { target: '.over', actions: { type: 'sayOver', params: 'ended' } },
          'card.removed': {
            guard: { type: 'isOwnReader', params: ({ event }) => event.reader },
            target: '.over',
            actions: { type: 'sayOver', params: 'cardTaken' },
          },
          // Only a card that was given back is drawn in: its session has ended.
          'card.retained': {
            guard: { type: 'isOwnReader', params: ({ event }) => event.reader },
            target: '.over',
            actions: { type: 'sayOver', params: 'sessionEnded' },
          },
          'session.ended': { target: '.over', actions: { type: 'sayOver', params: 'sessionEnded' } },
          'visit.brokeOff': {
            target: '.over',
            actions: { type: 'sayOver', params: ({ event }) => event.because },
          },
          'idle.gaveUp': { target: '.over', actions: { type: 'sayOver', params: 'idle' } },
        },
        states: {
          openingRecords: {
            invoke: {
              id: 'summaryQuery',
              src: 'summaryQuery',
              onDone: [
                {
                  guard: { type: 'isNotOnFile', params: ({ event }) => event.output },
                  target: 'explainingNothingOnFile',
                },
                {
                  guard: { type: 'isAnswer', params: ({ event }) => event.output },
                  target: 'viewingPension',
                  actions: { type: 'keepSummary', params: ({ event }) => answerOf(event.output) },
                },
                { target: 'over', actions: { type: 'sayOver', params: 'sessionEnded' } },
              ],
            },
            entry: { type: 'watchFor', params: MESSAGE_PATIENCE },
            on: {
              'person.askedAgain': { actions: 'askSummaryAgain' },
              'records.cameBack': { actions: 'askSummaryAgain' },
            },
          },
          explainingNothingOnFile: { entry: { type: 'watchFor', params: MESSAGE_PATIENCE } },
          atHome: {
            entry: { type: 'watchFor', params: SUMMARY_PATIENCE },
            on: { 'person.openedPension': 'viewingPension', 'person.openedStatement': 'previewingStatement' },
          },
          viewingPension: {
            entry: { type: 'watchFor', params: SUMMARY_PATIENCE },
            on: {
              'person.openedContributions': 'readingContributions',
              'person.openedAccountYears': 'readingAccountYears',
              'person.openedStatement': 'previewingStatement',
              'person.wentBack': 'atHome',
            },
          },
          readingContributions: {
            entry: { type: 'watchFor', params: READING_PATIENCE },
            on: { 'person.wentBack': 'viewingPension' },
          },
          readingAccountYears: {
            entry: { type: 'watchFor', params: READING_PATIENCE },
            on: { 'person.wentBack': 'viewingPension' },
          },
          previewingStatement: {
            entry: { type: 'watchFor', params: READING_PATIENCE },
            on: {
              'person.choseHideNumber': {
                actions: { type: 'keepHideNumber', params: ({ event }) => event.hideNumber },
              },
              'person.printed': { target: 'gettingPaper', actions: 'askForPaper' },
              'person.wentBack': 'viewingPension',
            },
          },
          /** Printing, and paper to be taken: the print machine knows which. */
          gettingPaper: {
            entry: 'holdIdle',
            on: {
              'paper.finished': [
                {
                  guard: { type: 'isPaperFailed', params: ({ event }) => event.output },
                  target: 'explainingPrintFailure',
                  actions: { type: 'keepPrintFailure', params: ({ event }) => event.output },
                },
                {
                  guard: { type: 'isPaperTaken', params: ({ event }) => event.output },
                  target: 'over',
                  actions: { type: 'sayOver', params: 'ended' },
                },
                { target: 'viewingPension' },
              ],
              'person.continued': 'viewingPension',
              // The sheet is the printer's already; it is waited for, session or not.
              'session.ended': {},
            },
          },
          explainingPrintFailure: {
            entry: { type: 'watchFor', params: MESSAGE_PATIENCE },
            on: { 'person.wentBack': 'previewingStatement', 'person.continued': 'viewingPension' },
          },
          over: { type: 'final' },
        },
      },
      history: {
        initial: 'notWanted',
        states: {
          notWanted: { always: { guard: 'hasSummary', target: 'asking' } },
          asking: {
            invoke: {
              id: 'historyQuery',
              src: 'historyQuery',
              onDone: [
                {
                  guard: { type: 'isAnswer', params: ({ event }) => event.output },
                  target: 'over',
                  actions: { type: 'keepHistory', params: ({ event }) => answerOf(event.output) },
                },
                { target: 'over', actions: 'endSessionHere' },
              ],
            },
            on: {
              'person.askedAgain': { actions: 'askHistoryAgain' },
              'records.cameBack': { actions: 'askHistoryAgain' },
            },
          },
          over: { type: 'final' },
        },
      },
      table: {
        initial: 'notWanted',
        states: {
          notWanted: { on: { 'person.openedAccountYears': 'asking', 'person.openedStatement': 'asking' } },
          asking: {
            invoke: {
              id: 'tableQuery',
              src: 'tableQuery',
              onDone: [
                {
                  guard: { type: 'isAnswer', params: ({ event }) => event.output },
                  target: 'over',
                  actions: { type: 'keepTable', params: ({ event }) => answerOf(event.output) },
                },
                { target: 'over', actions: 'endSessionHere' },
              ],
            },
            on: {
              'person.askedAgain': { actions: 'askTableAgain' },
              'records.cameBack': { actions: 'askTableAgain' },
            },
          },
          over: { type: 'final' },
        },
      },
      attention: {
        initial: 'calm',
        on: { 'person.*': { actions: 'noteActivity' } },
        states: {
          calm: { on: { 'idle.asked': 'askingStillThere' } },
          askingStillThere: { on: { 'idle.answered': 'calm' } },
        },
      },
      link: {
        initial: 'online',
        states: {
          online: { on: { 'link.lost': 'lost' } },
          lost: {
            after: { linkLostMax: { target: 'online', actions: { type: 'breakOff', params: 'linkLost' } } },
            on: {
              'link.opened': [
                {
                  guard: { type: 'isSessionGone', params: ({ event }) => event.sessionOpen },
                  target: 'online',
                  actions: 'endSessionHere',
                },
                { target: 'online' },
              ],
            },
          },
        },
      },
      reader: {
        initial: 'there',
        states: {
          there: {
            on: {
              'reader.changed': {
                guard: { type: 'isOwnReaderLost', params: ({ event }) => event.changed },
                target: 'away',
              },
            },
          },
          away: {
            after: {
              readerLostMax: { target: 'there', actions: { type: 'breakOff', params: 'readerLost' } },
            },
            on: {
              'reader.changed': {
                guard: { type: 'isOwnReaderFound', params: ({ event }) => event.changed },
                target: 'there',
              },
            },
          },
        },
      },
    },
  });
}

/** null where the change does not concern the reader with this visit's card. */
function ownReaderWorks({ holder }: VisitInput, changed: ReadersChanged): boolean | null {
  const reader = readerOf(holder);
  const status = reader === null ? undefined : changed[reader];
  return status === undefined ? null : works(status);
}

/** For transitions that are guarded by `isAnswer`. */
function answerOf<T>(output: QueryOutput<T>): T {
  if (!output.ok) throw new Error('a query without an answer passed for one');
  return output.value;
}
