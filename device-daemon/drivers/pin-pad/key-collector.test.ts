import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyCollector } from './key-collector.ts';
import { PIN_ENTRY_MS, PIN_MAX_DIGITS, PIN_PAUSE_MS } from './pin-pad-driver.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function collecting() {
  const digits = new Uint8Array(PIN_MAX_DIGITS);
  const counts: number[] = [];
  const collector = new KeyCollector({ digits, counted: (count) => counts.push(count) });
  for (const digit of [2, 4, 6, 8]) collector.digit(digit);
  return { collector, digits, counts };
}

describe('the digits', () => {
  it('stand in the buffer of whoever asked, and only there', async () => {
    const { collector, digits, counts } = collecting();
    collector.pressed('enter');
    expect(await collector.ended).toEqual({ type: 'entered', count: 4 });
    expect([...digits]).toEqual([2, 4, 6, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(counts).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(await collector.ended)).not.toMatch(/2.*4.*6.*8/);
  });

  it.each([
    ['the yellow key', (collector: KeyCollector) => collector.pressed('clear')],
    ['the red key', (collector: KeyCollector) => collector.pressed('cancel')],
    ['the signal', (collector: KeyCollector) => collector.cancel()],
    ['the loss of the pad', (collector: KeyCollector) => collector.lost()],
    ['a pause', () => void vi.advanceTimersByTime(PIN_PAUSE_MS)],
    [
      'the end of the time',
      (collector: KeyCollector) => {
        for (let passed = 0; passed < PIN_ENTRY_MS; passed += 10_000) {
          collector.pressed('other');
          vi.advanceTimersByTime(10_000);
        }
      },
    ],
  ])('are overwritten by %s', (_name, act) => {
    const { collector, digits } = collecting();
    act(collector);
    expect([...digits]).toEqual(new Array(PIN_MAX_DIGITS).fill(0));
    collector.cancel();
  });
});

it('leaves no timer behind', () => {
  const { collector } = collecting();
  collector.pressed('enter');
  expect(vi.getTimerCount()).toBe(0);
});
