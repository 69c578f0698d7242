import { assign, fromCallback, sendParent, sendTo, setup } from 'xstate';
import type { StatementPrinted } from '#shared/protocol/statements.ts';
import type { CallOutcome, Link } from '../daemon-link/link.ts';
import { PAPER_LEFT_MS, PAPER_REMINDER_MS, PAPER_UNSENSED_MS, PRINT_HELD_MAX_MS } from './delays.ts';

export interface PrintInput {
  /** Chosen once; asking again with it never gives a second sheet. */
  readonly jobId: string;
  readonly hideNumber: boolean;
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
  | { type: 'person.cancelledPrint' }
  | { type: 'person.tookPaper' };

interface PrintContext extends PrintInput {
  pages: number | null;
  sheets: number | null;
  sensor: boolean;
  output: PrintOutput | null;
}

const createPrintStatement = (link: Link) =>
  fromCallback<{ type: 'cancel' }, PrintInput>(({ input, sendBack, receive }) => {
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
  });

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
      keepOutput: assign((_, output: PrintOutput) => ({ output })),
      cancelAtDaemon: sendTo('printStatement', { type: 'cancel' }),
      tellFinished: sendParent(
        ({ context }): PaperEvent => ({ type: 'paper.finished', output: outputOf(context) }),
      ),
    },
    guards: { hasSensor: ({ context }) => context.sensor },
    delays: {
      heldMax: PRINT_HELD_MAX_MS,
      reminder: PAPER_REMINDER_MS,
      leftBehind: PAPER_LEFT_MS,
      unsensed: PAPER_UNSENSED_MS,
    },
  }).createMachine({
    id: 'print',
    context: ({ input }) => ({ ...input, pages: null, sheets: null, sensor: false, output: null }),
    initial: 'printing',
    output: ({ context }) => outputOf(context),
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
          calm: { after: { reminder: { guard: 'hasSensor', target: 'reminding' } } },
          reminding: { tags: 'reminding' },
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
