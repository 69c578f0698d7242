import { assign, fromCallback, sendParent, sendTo, setup } from 'xstate';
import type { StatementPrinted } from '#shared/protocol/statements.ts';
import type { CallOutcome, Link } from '../daemon-link/link.ts';
import type { Preferences } from './preferences.ts';
import { TIME_POLICY, timeFor } from './time-policy.ts';

export interface PrintInput {
  /** Chosen once; asking again with it never gives a second sheet. */
  readonly jobId: string;
  readonly hideNumber: boolean;
  readonly preferences: Preferences;
}

type PrintFailureCode =
  | Extract<CallOutcome<'Statement.Print'>, { code: 'commandErrorCode' }>['errorCode']
  | 'canceled'
  | 'other';

/** `left`: the paper is still in the tray, staff's to clear. */
export type PrintOutput =
  | { readonly outcome: 'taken' | 'left' }
  | { readonly outcome: 'failed'; readonly errorCode: PrintFailureCode };

/** What the machine that started it learns; nothing in it is personal. */
export type PaperEvent = { type: 'paper.finished'; output: PrintOutput };

type PrintEvent =
  | { type: 'paper.composed'; pages: number }
  | { type: 'paper.progressed'; sheets: number | null }
  | { type: 'paper.printed'; printed: StatementPrinted }
  | { type: 'paper.failed'; errorCode: PrintFailureCode }
  | { type: 'paper.taken' }
  | { type: 'link.lost' }
  | { type: 'link.opened' }
  | { type: 'preferences.changed'; preferences: Preferences }
  | { type: 'person.cancelledPrint' }
  | { type: 'person.tookPaper' };

interface PrintContext extends PrintInput {
  pages: number | null;
  sheets: number | null;
  sensor: boolean;
  output: PrintOutput | null;
}

const createPrintStatement = (link: Link) =>
  fromCallback<{ type: 'cancel' }, Pick<PrintInput, 'jobId' | 'hideNumber'>>(
    ({ input, sendBack, receive }) => {
      const send = (event: PrintEvent) => sendBack(event);
      const call = link.command(
        'Statement.Print',
        { jobId: input.jobId, kind: 'pensionAccount', parameters: { hideNumber: input.hideNumber } },
        ({ header, payload }) => {
          if (header.name === 'Statement.ComposedEvent')
            send({ type: 'paper.composed', pages: (payload as { pages: number }).pages });
          if (header.name === 'Statement.ProgressEvent') {
            send({ type: 'paper.progressed', sheets: (payload as { sheets?: number }).sheets ?? null });
          }
        },
      );
      receive(call.cancel);
      void call.outcome.then((outcome) => {
        switch (outcome.code) {
          case 'success':
            return send({ type: 'paper.printed', printed: outcome.payload });
          case 'commandErrorCode':
            return send({ type: 'paper.failed', errorCode: outcome.errorCode });
          case 'canceled':
            return send({ type: 'paper.failed', errorCode: 'canceled' });
          case 'linkLost':
            // The daemon may be printing all the same: it is asked again with the same job when the link is back.
            return send({ type: 'link.lost' });
          default:
            return send({ type: 'paper.failed', errorCode: 'other' });
        }
      });
      // Not cancelled when this stops: paper that is half out must come out.
    },
  );

/**
 * One sheet of paper, from the wish to the empty tray. It knows no person, so it may outlive the visit.
 *
 * ```
 *  printing ─▶ waitingToBeTaken ─▶ taken | left
 *   │   ▲ ▼
 *   │  waitingForLink
 *   └▶ failed
 * ```
 */
export function createPrintMachine(link: Link) {
  return setup({
    types: {
      input: {} as PrintInput,
      context: {} as PrintContext,
      events: {} as PrintEvent,
      output: {} as PrintOutput,
    },
    actors: { printStatement: createPrintStatement(link) },
    actions: {
      keepPages: assign((_, pages: number) => ({ pages })),
      keepSheets: assign((_, sheets: number | null) => ({ sheets })),
      keepPrinted: assign((_, printed: StatementPrinted) => ({
        pages: printed.pages,
        sensor: printed.mediaTakenSensor,
      })),
      keepPreferences: assign((_, preferences: Preferences) => ({ preferences })),
      keepOutput: assign((_, output: PrintOutput) => ({ output })),
      cancelAtDaemon: sendTo('printStatement', { type: 'cancel' }),
      tellFinished: sendParent(
        ({ context }): PaperEvent => ({ type: 'paper.finished', output: outputOf(context) }),
      ),
    },
    guards: {
      hasSensor: ({ context }) => context.sensor,
      isChanged: ({ context }, preferences: Preferences) => context.preferences !== preferences,
    },
    delays: {
      heldMax: TIME_POLICY.printing.heldMs,
      reminder: ({ context }) => timeFor(context.preferences, TIME_POLICY.takePaper.remindMs[0]),
      nextReminder: ({ context }) => {
        const [first, second] = TIME_POLICY.takePaper.remindMs;
        return timeFor(context.preferences, second - first);
      },
      leftBehind: ({ context }) => timeFor(context.preferences, TIME_POLICY.takePaper.leftMs),
      unsensed: ({ context }) => timeFor(context.preferences, TIME_POLICY.takePaper.unsensedMs),
    },
  }).createMachine({
    id: 'print',
    context: ({ input }) => ({ ...input, pages: null, sheets: null, sensor: false, output: null }),
    initial: 'printing',
    output: ({ context }) => outputOf(context),
    on: {
      'preferences.changed': {
        actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
      },
    },
    states: {
      printing: {
        initial: 'asking',
        // Counted over lost links too: a citizen waits no longer than this.
        after: {
          heldMax: {
            target: 'finished',
            actions: { type: 'keepOutput', params: { outcome: 'failed', errorCode: 'other' } },
          },
        },
        on: {
          'paper.composed': { actions: { type: 'keepPages', params: ({ event }) => event.pages } },
          'paper.progressed': { actions: { type: 'keepSheets', params: ({ event }) => event.sheets } },
          'paper.printed': {
            target: 'waitingToBeTaken',
            actions: { type: 'keepPrinted', params: ({ event }) => event.printed },
          },
          'paper.failed': {
            target: 'finished',
            actions: {
              type: 'keepOutput',
              params: ({ event }) => ({ outcome: 'failed', errorCode: event.errorCode }),
            },
          },
        },
        states: {
          asking: {
            invoke: {
              id: 'printStatement',
              src: 'printStatement',
              input: ({ context }) => ({ jobId: context.jobId, hideNumber: context.hideNumber }),
            },
            on: {
              'link.lost': 'waitingForLink',
              'person.cancelledPrint': { actions: 'cancelAtDaemon' },
            },
          },
          waitingForLink: { on: { 'link.opened': 'asking' } },
        },
      },
      waitingToBeTaken: {
        initial: 'calm',
        on: {
          'paper.taken': {
            target: 'finished',
            actions: { type: 'keepOutput', params: { outcome: 'taken' } },
          },
          'person.tookPaper': {
            target: 'finished',
            actions: { type: 'keepOutput', params: { outcome: 'taken' } },
          },
          // Who sets something for themselves is there, and may need another time than before.
          'preferences.changed': {
            guard: { type: 'isChanged', params: ({ event }) => event.preferences },
            target: 'waitingToBeTaken',
            reenter: true,
            actions: { type: 'keepPreferences', params: ({ event }) => event.preferences },
          },
        },
        after: {
          unsensed: {
            guard: ({ context }) => !context.sensor,
            target: 'finished',
            actions: { type: 'keepOutput', params: { outcome: 'left' } },
          },
          leftBehind: { target: 'finished', actions: { type: 'keepOutput', params: { outcome: 'left' } } },
        },
        states: {
          calm: { after: { reminder: { guard: 'hasSensor', target: 'remindedOnce' } } },
          remindedOnce: { after: { nextReminder: 'remindedTwice' } },
          remindedTwice: {},
        },
      },
      finished: { entry: 'tellFinished', type: 'final' },
    },
  });
}

function outputOf({ output }: PrintContext): PrintOutput {
  if (output === null) throw new Error('a print that has finished has an outcome');
  return output;
}
