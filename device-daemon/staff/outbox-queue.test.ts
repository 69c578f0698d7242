import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskMessage } from '#shared/staff-desk/messages.ts';
import { queued, WAITING_MAX, type Waiting } from './outbox-queue.ts';

const AT = '2026-11-22T01:05:00.000Z';
const alert = (alertId: string, state: 'raised' | 'cleared'): DeskMessage => ({
  type: 'alert',
  alertId,
  terminalId: '999999-0001',
  at: AT,
  state,
  since: AT,
  device: 'printer',
  trouble: 'paperOut',
  text: '打印机缺纸',
});
const cancel = (callId: string): DeskMessage => ({
  type: 'cancel',
  callId,
  terminalId: '999999-0001',
  at: AT,
});
const untried = (message: DeskMessage): Waiting => ({ message, tried: false });

describe('a message that waits', () => {
  test('stays in its place behind the others', () => {
    expect(
      queued([untried(cancel('a'))], alert('1', 'raised')).waiting.map(({ message }) => message),
    ).toEqual([cancel('a'), alert('1', 'raised')]);
  });

  test('of a trouble that is over meanwhile goes, and its end is not told either', () => {
    const waiting = [untried(alert('1', 'raised')), untried(alert('2', 'raised'))];
    expect(queued(waiting, alert('1', 'cleared'))).toEqual({
      waiting: [untried(alert('2', 'raised'))],
      dropped: null,
    });
  });

  test('that may have arrived already keeps its end', () => {
    const waiting = [{ message: alert('1', 'raised'), tried: true }];
    expect(queued(waiting, alert('1', 'cleared')).waiting).toEqual([
      ...waiting,
      untried(alert('1', 'cleared')),
    ]);
  });

  test('makes room for a newer one when there are too many: alerts before the end of a call', () => {
    const calls = Array.from({ length: WAITING_MAX - 1 }, (_, index) => untried(cancel(`c${index}`)));
    const full = [...calls, untried(alert('1', 'raised'))];
    const { waiting, dropped } = queued(full, alert('2', 'raised'));
    expect(dropped).toEqual(alert('1', 'raised'));
    expect(waiting).toHaveLength(WAITING_MAX);
    const again = queued([...calls, untried(cancel('last'))], cancel('newest'));
    expect(again.dropped).toEqual(cancel('c1'));
  });
});

test('there are never more than the limit, and the one under way is never dropped', () => {
  const message = fc.oneof(
    fc.nat(150).map((id) => cancel(`c${id}`)),
    fc
      .tuple(fc.nat(150), fc.constantFrom('raised' as const, 'cleared' as const))
      .map(([id, state]) => alert(`a${id}`, state)),
  );
  fc.assert(
    fc.property(message, fc.array(message, { maxLength: 250 }), (first, rest) => {
      const underWay: Waiting = { message: first, tried: true };
      let waiting: readonly Waiting[] = [underWay];
      for (const next of rest) {
        waiting = queued(waiting, next).waiting;
        expect(waiting.length).toBeLessThanOrEqual(WAITING_MAX);
        expect(waiting[0]).toBe(underWay);
      }
    }),
    { numRuns: 50 },
  );
});
