import { assign, emit, fromPromise, setup } from 'xstate';
import type { StaffCallReason } from '#shared/protocol/assistance.ts';

export interface OpenCall {
  readonly callId: string;
  readonly reason: StaffCallReason;
  /** When the person first called. */
  readonly atMs: number;
}

/** `answeredHere`: at the kiosk itself. `forgotten`: neither answered nor taken back in all that time. */
export type CallEnd = 'answered' | 'answeredHere' | 'canceled' | 'forgotten';

export interface StaffCallTasks {
  /** @returns whether the desk has it */
  tell(call: OpenCall, signal: AbortSignal): Promise<boolean>;
  /** Settles when a member of staff is coming. */
  answered(call: OpenCall, signal: AbortSignal): Promise<void>;
}

/** A person who has left without taking the call back; the next one is somebody else. */
const FORGOTTEN_MS = 30 * 60_000;
/** A person who was sent to the counter does not stay. */
const SENT_AWAY_MS = 5 * 60_000;

/**
 * The one call of a kiosk.
 *
 * ```
 *           call              the desk has it              answered at the desk
 *   idle ─────────▶ telling ──────────────────▶ waiting ────────────────────────▶ idle
 *                      │ ▲  not reached            │
 *                      ▼ │                         │  call again: the same call with another reason ─▶ telling
 *                   unreached ─────────────────────┴─ answered here, canceled, forgotten ─▶ idle
 * ```
 */
export const staffCall = setup({
  types: {
    input: {} as StaffCallTasks,
    context: {} as { tasks: StaffCallTasks; call: OpenCall | null; deskHasIt: boolean },
    events: {} as
      | { type: 'call'; callId: string; reason: StaffCallReason; atMs: number }
      | { type: 'cancel' }
      | { type: 'answeredHere' },
    emitted: {} as { type: 'ended'; end: CallEnd; call: OpenCall },
  },
  actors: {
    tell: fromPromise<boolean, { tasks: StaffCallTasks; call: OpenCall }>(({ input, signal }) =>
      input.tasks.tell(input.call, signal),
    ),
    answered: fromPromise<void, { tasks: StaffCallTasks; call: OpenCall }>(({ input, signal }) =>
      input.tasks.answered(input.call, signal),
    ),
  },
  actions: {
    begin: assign((_, call: OpenCall) => ({ call, deskHasIt: false })),
    changeReason: assign(({ context }, reason: StaffCallReason) => ({
      call: { ...callOf(context), reason },
    })),
    tellEnd: emit(({ context }, end: CallEnd) => ({ type: 'ended' as const, end, call: callOf(context) })),
  },
  delays: { FORGOTTEN_MS, SENT_AWAY_MS },
}).createMachine({
  id: 'staffCall',
  context: ({ input }) => ({ tasks: input, call: null, deskHasIt: false }),
  initial: 'idle',
  states: {
    idle: {
      on: { call: { target: 'open', actions: { type: 'begin', params: ({ event }) => callIn(event) } } },
    },
    open: {
      initial: 'telling',
      on: {
        call: {
          target: '.telling',
          actions: { type: 'changeReason', params: ({ event }) => event.reason },
        },
        cancel: { target: 'idle', actions: { type: 'tellEnd', params: 'canceled' } },
        answeredHere: { target: 'idle', actions: { type: 'tellEnd', params: 'answeredHere' } },
      },
      after: { FORGOTTEN_MS: { target: 'idle', actions: { type: 'tellEnd', params: 'forgotten' } } },
      states: {
        telling: {
          invoke: {
            src: 'tell',
            input: ({ context }) => ({ tasks: context.tasks, call: callOf(context) }),
            onDone: [
              {
                guard: ({ event }) => event.output,
                target: 'waiting',
                actions: assign({ deskHasIt: true }),
              },
              // Only the new reason did not arrive: somebody is called all the same.
              { guard: ({ context }) => context.deskHasIt, target: 'waiting' },
              { target: 'unreached' },
            ],
          },
        },
        waiting: {
          invoke: {
            src: 'answered',
            input: ({ context }) => ({ tasks: context.tasks, call: callOf(context) }),
            onDone: {
              target: '#staffCall.idle',
              actions: { type: 'tellEnd', params: 'answered' },
            },
          },
        },
        unreached: {
          after: {
            SENT_AWAY_MS: { target: '#staffCall.idle', actions: { type: 'tellEnd', params: 'forgotten' } },
          },
        },
      },
    },
  },
});

const callIn = ({ callId, reason, atMs }: OpenCall): OpenCall => ({ callId, reason, atMs });

function callOf({ call }: { call: OpenCall | null }): OpenCall {
  if (call === null) throw new Error('a call is open, and there is none');
  return call;
}
