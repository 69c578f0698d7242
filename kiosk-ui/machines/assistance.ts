import { assign, fromPromise, setup } from 'xstate';
import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import type { CallOutcome, Link, LinkFact } from '../daemon-link/link.ts';
import { STAFF_ANSWERED_MAX_MS, STAFF_CALL_MAX_MS, STAFF_NOT_REACHED_MAX_MS } from './delays.ts';
import { createListenToDaemon } from './facts.ts';
import type { PersonEvent } from './screen-model.ts';

interface AssistanceContext {
  /** Why staff is called; it says nothing of who calls. */
  readonly reason: StaffCallReason;
}

export type AssistanceEvent =
  | PersonEvent
  | LinkFact
  /** What lies beneath matters more now: a card was laid down, or nobody is there. */
  | { type: 'overlay.dropped' }
  | { type: 'visit.ended' };

/**
 * What a person asks for beside their errand: settings, languages, help. It knows nobody, and runs as long as the page.
 *
 * ```
 *  overlay: closed ⇄ settings | languages | help
 *  call:    notCalled ─▶ calling ─▶ called ─▶ answered
 *               ▲           └──▶ notReached ◀┘
 *               └─── cancelled, or the visit is over
 * ```
 * A call goes on when its overlay is closed.
 */
export function createAssistanceMachine(link: Link) {
  return setup({
    types: { context: {} as AssistanceContext, events: {} as AssistanceEvent },
    actors: {
      listenToDaemon: createListenToDaemon(link),
      callStaff: fromPromise<CallOutcome<'Staff.Call'>, { reason: StaffCallReason }>(
        ({ input }) => link.command('Staff.Call', input).outcome,
      ),
    },
    actions: {
      keepReason: assign((_, reason: StaffCallReason) => ({ reason })),
      cancelCall: () => void link.command('Staff.CancelCall', {}),
    },
    guards: {
      isTaken: (_, { code }: CallOutcome<'Staff.Call'>) => code === 'success',
    },
    delays: {
      unanswered: STAFF_CALL_MAX_MS,
      helped: STAFF_ANSWERED_MAX_MS,
      notReached: STAFF_NOT_REACHED_MAX_MS,
    },
  }).createMachine({
    id: 'assistance',
    context: { reason: 'howToUse' },
    type: 'parallel',
    invoke: { id: 'listenToDaemon', src: 'listenToDaemon' },
    states: {
      overlay: {
        initial: 'closed',
        on: {
          'person.openedSettings': '.settings',
          'person.openedLanguages': '.languages',
          'person.openedHelp': '.help',
          'person.closedOverlay': '.closed',
          'overlay.dropped': '.closed',
          'visit.ended': '.closed',
        },
        states: { closed: {}, settings: {}, languages: {}, help: {} },
      },
      call: {
        initial: 'notCalled',
        on: {
          // Asked again it only changes the reason.
          'person.calledStaff': {
            target: '.calling',
            actions: { type: 'keepReason', params: ({ event }) => event.reason },
          },
        },
        states: {
          notCalled: {},
          calling: {
            invoke: {
              id: 'callStaff',
              src: 'callStaff',
              input: ({ context }) => ({ reason: context.reason }),
              onDone: [
                { guard: { type: 'isTaken', params: ({ event }) => event.output }, target: 'called' },
                { target: 'notReached' },
              ],
            },
            on: {
              'person.calledStaff': {
                target: 'calling',
                reenter: true,
                actions: { type: 'keepReason', params: ({ event }) => event.reason },
              },
              'staff.answered': 'answered',
              'person.cancelledCall': { target: 'notCalled', actions: 'cancelCall' },
              'visit.ended': { target: 'notCalled', actions: 'cancelCall' },
            },
          },
          called: {
            after: { unanswered: { target: 'notReached', actions: 'cancelCall' } },
            on: {
              'staff.answered': 'answered',
              // The daemon may have been started anew and know of no call.
              'link.opened': 'calling',
              'person.cancelledCall': { target: 'notCalled', actions: 'cancelCall' },
              'visit.ended': { target: 'notCalled', actions: 'cancelCall' },
            },
          },
          answered: {
            after: { helped: { target: 'notCalled', actions: 'cancelCall' } },
            on: {
              'person.cancelledCall': { target: 'notCalled', actions: 'cancelCall' },
              'visit.ended': { target: 'notCalled', actions: 'cancelCall' },
            },
          },
          notReached: {
            after: { notReached: 'notCalled' },
            on: {
              'person.closedOverlay': 'notCalled',
              'overlay.dropped': 'notCalled',
              'visit.ended': 'notCalled',
            },
          },
        },
      },
    },
  });
}
