import { describe, expect, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { type CallEnd, type OpenCall, staffCall } from './staff-call.ts';

const MINUTE_MS = 60_000;
const CALL = { type: 'call', callId: 'one', reason: 'howToUse', atMs: 0 } as const;

/** A call whose desk answers when the test says so. */
function called() {
  const clock = new SimulatedClock();
  const told: { call: OpenCall; settle: (deskHasIt: boolean) => void }[] = [];
  const asked: { signal: AbortSignal; settle: () => void }[] = [];
  const ends: CallEnd[] = [];
  const actor = createActor(staffCall, {
    clock,
    input: {
      tell: (call) => new Promise((resolve) => told.push({ call, settle: resolve })),
      answered: (_call, signal) => new Promise((resolve) => asked.push({ signal, settle: resolve })),
    },
  });
  actor.on('ended', ({ end }) => ends.push(end));
  actor.start();
  actor.send(CALL);
  const tell = async (deskHasIt: boolean) => {
    told.at(-1)?.settle(deskHasIt);
    await new Promise(setImmediate);
  };
  return { actor, clock, told, asked, ends, tell };
}

describe('a call', () => {
  test('that is answered ends, and is not asked about any more', async () => {
    const { actor, asked, ends, tell } = called();
    await tell(true);
    asked[0]?.settle();
    await new Promise(setImmediate);
    expect(ends).toEqual(['answered']);
    expect(actor.getSnapshot().value).toBe('idle');
  });

  test('with another reason keeps its number and its time', async () => {
    const { actor, told, tell } = called();
    await tell(true);
    actor.send({ type: 'call', callId: 'two', reason: 'cardOrMachine', atMs: 5_000 });
    expect(told.map(({ call }) => call)).toEqual([
      { callId: 'one', reason: 'howToUse', atMs: 0 },
      { callId: 'one', reason: 'cardOrMachine', atMs: 0 },
    ]);
  });

  test('whose new reason does not arrive is still a call that the desk has', async () => {
    const { actor, tell } = called();
    await tell(true);
    actor.send({ ...CALL, reason: 'otherErrand' });
    await tell(false);
    expect(actor.getSnapshot().matches({ open: 'waiting' })).toBe(true);
  });

  test('that is taken back is asked about no longer', async () => {
    const { actor, asked, ends, tell } = called();
    await tell(true);
    actor.send({ type: 'cancel' });
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(ends).toEqual(['canceled']);
    actor.send({ type: 'cancel' });
    actor.send({ type: 'answeredHere' });
    expect(ends).toHaveLength(1);
  });

  test('of somebody who has left is forgotten after half an hour', async () => {
    const { clock, ends, tell } = called();
    await tell(true);
    clock.increment(30 * MINUTE_MS - 1);
    expect(ends).toEqual([]);
    clock.increment(1);
    expect(ends).toEqual(['forgotten']);
  });

  test('that reached nobody is forgotten after five minutes', async () => {
    const { clock, ends, tell } = called();
    await tell(false);
    clock.increment(5 * MINUTE_MS - 1);
    expect(ends).toEqual([]);
    clock.increment(1);
    expect(ends).toEqual(['forgotten']);
  });
});
