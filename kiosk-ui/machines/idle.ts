import { assign, sendParent, setup } from 'xstate';
import { COUNTDOWN_STEP_MS, type Patience } from './delays.ts';

/** What the machine that started it learns. */
export type IdleEvent = { type: 'idle.asked' } | { type: 'idle.answered' } | { type: 'idle.gaveUp' };

/**
 * Is somebody still there? Watches for quiet, asks with a countdown, and gives up. Any touch is an answer, as often
 * as wanted. Held while a person waits for the kiosk rather than the other way round.
 *
 * ```
 *  watching ──quiet──▶ asking ──countdown at 0──▶ givenUp
 *     ▲  ◀──────touch────┘
 *     └──▶ held
 * ```
 */
export const idleMachine = setup({
  types: {
    input: {} as Patience,
    context: {} as Patience & { secondsLeft: number },
    events: {} as
      | { type: 'person.acted' }
      | { type: 'screen.changed'; patience: Patience }
      | { type: 'attention.held' },
  },
  actions: {
    takePatience: assign(({ context }, patience: Patience) => ({ ...context, ...patience })),
    startCountdown: assign(({ context }) => ({ secondsLeft: Math.ceil(context.askMs / COUNTDOWN_STEP_MS) })),
    countDown: assign(({ context }) => ({ secondsLeft: context.secondsLeft - 1 })),
    tellAsked: sendParent({ type: 'idle.asked' }),
    tellAnswered: sendParent({ type: 'idle.answered' }),
    tellGivenUp: sendParent({ type: 'idle.gaveUp' }),
  },
  guards: { isLastSecond: ({ context }) => context.secondsLeft <= 1 },
  delays: { quiet: ({ context }) => context.quietMs, step: COUNTDOWN_STEP_MS },
}).createMachine({
  id: 'idle',
  context: ({ input }) => ({ ...input, secondsLeft: 0 }),
  initial: 'watching',
  on: {
    'screen.changed': {
      target: '.watching',
      actions: { type: 'takePatience', params: ({ event }) => event.patience },
    },
    'attention.held': '.held',
  },
  states: {
    watching: {
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
