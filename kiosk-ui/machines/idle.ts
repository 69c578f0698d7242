import { assign, sendParent, setup } from 'xstate';
import { COUNTDOWN_STEP_MS } from './delays.ts';
import type { Patience } from './time-policy.ts';

/** What the machine that started it learns. */
export type IdleEvent = { type: 'idle.asked' } | { type: 'idle.answered' } | { type: 'idle.gaveUp' };

/**
 * Is somebody still there? Watches for quiet, asks with a countdown, and gives up. Any touch is an answer, as often
 * as wanted. Held, without patience, while a person waits for the kiosk rather than the other way round.
 *
 * ```
 *  watching ──quiet──▶ asking ──countdown at 0──▶ givenUp
 *     ▲  ◀──────touch────┘
 *     └──▶ held
 * ```
 */
export const idleMachine = setup({
  types: {
    /** No patience: held. */
    input: {} as { patience: Patience | null },
    context: {} as { patience: Patience | null; secondsLeft: number },
    events: {} as { type: 'person.acted' } | { type: 'screen.changed'; patience: Patience | null },
  },
  actions: {
    takePatience: assign((_, patience: Patience | null) => ({ patience })),
    startCountdown: assign(({ context }) => ({
      secondsLeft: Math.ceil((context.patience?.askMs ?? 0) / COUNTDOWN_STEP_MS),
    })),
    countDown: assign(({ context }) => ({ secondsLeft: context.secondsLeft - 1 })),
    tellAsked: sendParent({ type: 'idle.asked' }),
    tellAnswered: sendParent({ type: 'idle.answered' }),
    tellGivenUp: sendParent({ type: 'idle.gaveUp' }),
  },
  guards: {
    isHeld: ({ context }) => context.patience === null,
    isLastSecond: ({ context }) => context.secondsLeft <= 1,
  },
  delays: { quiet: ({ context }) => context.patience?.quietMs ?? 0, step: COUNTDOWN_STEP_MS },
}).createMachine({
  id: 'idle',
  context: ({ input }) => ({ ...input, secondsLeft: 0 }),
  initial: 'watching',
  on: {
    'screen.changed': {
      target: '.watching',
      actions: { type: 'takePatience', params: ({ event }) => event.patience },
    },
  },
  states: {
    watching: {
      always: { guard: 'isHeld', target: 'held' },
      after: { quiet: 'asking' },
      on: { 'person.acted': { target: 'watching', reenter: true } },
    },
    asking: {
      entry: ['startCountdown', 'tellAsked'],
      exit: 'tellAnswered',
      initial: 'counting',
      on: { 'person.acted': 'watching' },
      states: {
        counting: {
          after: {
            step: [
              { guard: 'isLastSecond', target: '#idle.givenUp' },
              { target: 'counting', reenter: true, actions: 'countDown' },
            ],
          },
        },
      },
    },
    held: {},
    givenUp: { entry: 'tellGivenUp' },
  },
});
