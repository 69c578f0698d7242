import { and, not, or, stateIn } from 'xstate';
import type { Records } from '../daemon-link/link.ts';
import type { QueryOutput } from './query.ts';
import { patienceFor } from './time-policy.ts';
import { visitSetup } from './visit-setup.ts';

/**
 * One citizen, from the card to the goodbye. The errand is what they do; beside it run the question whether they are
 * still there, whether amounts are shown, the link, and two tables fetched when they are first wanted.
 */
export function createVisitMachine(records: Records) {
  return visitSetup(records).createMachine({
    id: 'visit',
    context: ({ input }) => ({
      ...input,
      timeClass: 'message',
      summary: null,
      history: null,
      table: null,
      hideNumber: false,
      printFailure: null,
    }),
    type: 'parallel',
    invoke: {
      id: 'idle',
      src: 'idle',
      input: ({ context }) => ({ patience: patienceFor(context.preferences, context.timeClass) }),
    },
    on: {
      'preferences.changed': {
        guard: { type: 'isNew', params: ({ event }) => event.preferences },
        actions: [{ type: 'keepPreferences', params: ({ event }) => event.preferences }, 'tellIdlePatience'],
      },
    },
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
            entry: [{ type: 'keepTimeClass', params: 'message' }, 'tellIdlePatience'],
            on: {
              'person.askedAgain': { actions: 'askSummaryAgain' },
              'records.cameBack': { actions: 'askSummaryAgain' },
            },
          },
          explainingNothingOnFile: {
            entry: [{ type: 'keepTimeClass', params: 'message' }, 'tellIdlePatience'],
          },
          atHome: {
            entry: [{ type: 'keepTimeClass', params: 'summary' }, 'tellIdlePatience'],
            on: { 'person.openedPension': 'viewingPension', 'person.openedStatement': 'previewingStatement' },
          },
          viewingPension: {
            entry: [{ type: 'keepTimeClass', params: 'summary' }, 'tellIdlePatience'],
            exit: 'leaveAmounts',
            on: {
              'person.openedContributions': 'readingContributions',
              'person.openedAccountYears': 'readingAccountYears',
              'person.openedStatement': 'previewingStatement',
              'person.wentBack': 'atHome',
            },
          },
          readingContributions: {
            entry: [{ type: 'keepTimeClass', params: 'reading' }, 'tellIdlePatience'],
            exit: 'leaveAmounts',
            on: { 'person.wentBack': 'viewingPension' },
          },
          readingAccountYears: {
            entry: [{ type: 'keepTimeClass', params: 'reading' }, 'tellIdlePatience'],
            exit: 'leaveAmounts',
            on: { 'person.wentBack': 'viewingPension' },
          },
          previewingStatement: {
            entry: [{ type: 'keepTimeClass', params: 'reading' }, 'tellIdlePatience'],
            exit: 'leaveAmounts',
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
            entry: [{ type: 'keepTimeClass', params: 'printing' }, 'tellIdlePatience'],
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
            entry: [{ type: 'keepTimeClass', params: 'message' }, 'tellIdlePatience'],
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
      /** Amounts are stars until asked for, and again soon after: the hall looks on. */
      amounts: {
        initial: 'masked',
        states: {
          masked: {
            on: {
              'person.showedFigures': { guard: and([not('isWithStaff'), isWithAmounts]), target: 'shown' },
            },
          },
          shown: {
            always: { guard: 'isWithStaff', target: 'masked' },
            after: { amountsShown: 'masked' },
            on: {
              'person.hidFigures': 'masked',
              'amounts.left': 'masked',
              'idle.asked': 'masked',
            },
          },
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

/** The errands whose screens have amounts on them. */
const isWithAmounts = or([
  stateIn({ errand: 'viewingPension' }),
  stateIn({ errand: 'readingContributions' }),
  stateIn({ errand: 'readingAccountYears' }),
  stateIn({ errand: 'previewingStatement' }),
]);

/** For transitions that are guarded by `isAnswer`. */
function answerOf<T>(output: QueryOutput<T>): T {
  if (!output.ok) throw new Error('a query without an answer passed for one');
  return output.value;
}
