import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '#shared/result.ts';
import type { RecordsFailure } from '../daemon-link/link.ts';
import { RECORDS_RETRY_MS } from './delays.ts';

export type Ask<T> = (signal: AbortSignal) => Promise<Result<T, RecordsFailure>>;

/** What a query ends with. A query that is merely unavailable does not end: it can be asked again. */
export type QueryOutput<T> = Result<T, Exclude<RecordsFailure, 'unavailable'>>;

interface QueryContext<T> {
  tries: number;
  outcome: QueryOutput<T> | null;
}

/**
 * One question to the records service: asked again after 1, 2 and 4 seconds, then when the person or the service's
 * return says so.
 */
export function createQueryMachine<T>(ask: Ask<T>) {
  return setup({
    types: {
      context: {} as QueryContext<T>,
      events: {} as { type: 'person.askedAgain' } | { type: 'records.cameBack' },
      output: {} as QueryOutput<T>,
    },
    actors: { ask: fromPromise<Result<T, RecordsFailure>>(({ signal }) => ask(signal)) },
    actions: {
      countTry: assign(({ context }) => ({ tries: context.tries + 1 })),
      forgetTries: assign({ tries: 0 }),
      keepOutcome: assign((_, outcome: QueryOutput<T>) => ({ outcome })),
    },
    guards: {
      isUnavailable: (_, outcome: Result<T, RecordsFailure>) =>
        !outcome.ok && outcome.error === 'unavailable',
      hasTriesLeft: ({ context }) => context.tries < RECORDS_RETRY_MS.length,
    },
    delays: { retry: ({ context }) => RECORDS_RETRY_MS[context.tries] ?? 0 },
  }).createMachine({
    id: 'query',
    context: { tries: 0, outcome: null },
    initial: 'asking',
    output: ({ context }) => {
      if (context.outcome === null) throw new Error('a query that has ended has an outcome');
      return context.outcome;
    },
    states: {
      asking: {
        invoke: {
          id: 'ask',
          src: 'ask',
          onDone: [
            { guard: { type: 'isUnavailable', params: ({ event }) => event.output }, target: 'unanswered' },
            {
              target: 'answered',
              // The guard above has taken out what is unavailable.
              actions: { type: 'keepOutcome', params: ({ event }) => event.output as QueryOutput<T> },
            },
          ],
        },
      },
      unanswered: {
        always: [{ guard: 'hasTriesLeft', target: 'waitingToRetry' }, { target: 'unavailable' }],
      },
      waitingToRetry: {
        tags: 'retrying',
        after: { retry: { target: 'asking', actions: 'countTry' } },
        on: { 'records.cameBack': { target: 'asking', actions: 'countTry' } },
      },
      unavailable: {
        tags: 'unavailable',
        on: {
          'person.askedAgain': { target: 'asking', actions: 'forgetTries' },
          'records.cameBack': { target: 'asking', actions: 'forgetTries' },
        },
      },
      answered: { type: 'final' },
    },
  });
}
