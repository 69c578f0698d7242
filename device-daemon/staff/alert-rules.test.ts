import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alert, type AlertRules, stepAlerts, type WatchedTrouble } from './alert-rules.ts';
import type { DeviceTrouble, TroubleState } from './troubles.ts';

const PAPER: DeviceTrouble = { device: 'printer', trouble: 'paperOut' };
const READER: DeviceTrouble = { device: 'identityCardReader', trouble: 'notUsable' };
const ALERT_AFTER_MS = 60_000;
const CLEAR_AFTER_MS = 5_000;

/** A hall in which time is what the test says. */
class Hall {
  readonly told: string[] = [];
  readonly states = new Map<DeviceTrouble, TroubleState>([
    [PAPER, 'notThere'],
    [READER, 'notThere'],
  ]);
  nowMs = 1_000_000;
  #watched: readonly WatchedTrouble[] = [];
  #ids = 0;
  readonly #rules: AlertRules = {
    alertAfterMs: ALERT_AFTER_MS,
    clearAfterMs: CLEAR_AFTER_MS,
    newId: () => {
      this.#ids += 1;
      return `id-${this.#ids}`;
    },
  };
  wakeAtMs: number | null = null;

  set(which: DeviceTrouble, state: TroubleState): void {
    this.states.set(which, state);
    this.#step();
  }

  /** Nothing happens but what is due. */
  wait(ms: number): void {
    const until = this.nowMs + ms;
    while (this.wakeAtMs !== null && this.wakeAtMs <= until) {
      this.nowMs = this.wakeAtMs;
      this.#step();
    }
    this.nowMs = until;
  }

  #step(): void {
    const now = [...this.states].map(([which, state]) => ({ ...which, state }));
    const step = stepAlerts(this.#watched, now, this.nowMs, this.#rules);
    this.#watched = step.watched;
    if (step.wakeAtMs !== null && step.wakeAtMs <= this.nowMs) throw new Error('it would wake for ever');
    this.wakeAtMs = step.wakeAtMs;
    const line = (what: string, { device, trouble, alertId }: Alert) =>
      `${what} ${device} ${trouble} ${alertId}`;
    this.told.push(...step.raised.map((alert) => line('raised', alert)));
    this.told.push(...step.cleared.map((alert) => line('cleared', alert)));
  }
}

const RAISED = 'raised printer paperOut id-1';
const CLEARED = 'cleared printer paperOut id-1';

describe('a trouble', () => {
  test('that lasts is told once, and its end once', () => {
    const hall = new Hall();
    hall.set(PAPER, 'there');
    hall.wait(ALERT_AFTER_MS - 1);
    expect(hall.told).toEqual([]);
    hall.wait(1);
    expect(hall.told).toEqual([RAISED]);
    hall.set(PAPER, 'there');
    hall.wait(10 * ALERT_AFTER_MS);
    hall.set(PAPER, 'notThere');
    hall.wait(CLEAR_AFTER_MS);
    hall.wait(10 * ALERT_AFTER_MS);
    expect(hall.told).toEqual([RAISED, CLEARED]);
  });

  test('that is over before its time is not told at all', () => {
    const hall = new Hall();
    hall.set(PAPER, 'there');
    hall.wait(ALERT_AFTER_MS - 1);
    hall.set(PAPER, 'notThere');
    hall.wait(10 * ALERT_AFTER_MS);
    expect(hall.told).toEqual([]);
    expect(hall.wakeAtMs).toBeNull();
  });

  test('that is gone for a moment only is the same trouble', () => {
    const hall = new Hall();
    hall.set(PAPER, 'there');
    hall.wait(ALERT_AFTER_MS);
    for (let times = 0; times < 10; times += 1) {
      hall.set(PAPER, 'notThere');
      hall.wait(CLEAR_AFTER_MS - 1);
      hall.set(PAPER, 'there');
      hall.wait(1_000);
    }
    expect(hall.told).toEqual([RAISED]);
  });

  test('of which nothing is known any more is neither raised nor over', () => {
    const hall = new Hall();
    hall.set(PAPER, 'there');
    hall.set(PAPER, 'unknown');
    hall.wait(2 * ALERT_AFTER_MS);
    expect(hall.told).toEqual([]);
    hall.set(PAPER, 'there');
    expect(hall.told).toEqual([RAISED]);
    hall.set(PAPER, 'unknown');
    hall.wait(10 * ALERT_AFTER_MS);
    expect(hall.told).toEqual([RAISED]);
  });

  test('that comes again later is another alert', () => {
    const hall = new Hall();
    for (let times = 0; times < 2; times += 1) {
      hall.set(PAPER, 'there');
      hall.wait(ALERT_AFTER_MS);
      hall.set(PAPER, 'notThere');
      hall.wait(CLEAR_AFTER_MS);
    }
    expect(hall.told).toEqual([
      RAISED,
      CLEARED,
      'raised printer paperOut id-2',
      'cleared printer paperOut id-2',
    ]);
  });

  test('waits for no other one', () => {
    const hall = new Hall();
    hall.set(READER, 'there');
    hall.wait(ALERT_AFTER_MS / 2);
    hall.set(PAPER, 'there');
    hall.wait(ALERT_AFTER_MS / 2);
    hall.set(READER, 'notThere');
    hall.wait(ALERT_AFTER_MS / 2);
    expect(hall.told).toEqual([
      'raised identityCardReader notUsable id-1',
      'cleared identityCardReader notUsable id-1',
      'raised printer paperOut id-2',
    ]);
  });
});

test('whatever happens: each id is raised once, cleared at most once and only after that; one alert a trouble', () => {
  const event = fc.record({
    which: fc.constantFrom(PAPER, READER),
    state: fc.constantFrom<TroubleState>('there', 'notThere', 'unknown'),
    thenMs: fc.constantFrom(0, 1_000, 4_999, 5_000, 59_999, 60_000, 61_000),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const hall = new Hall();
      for (const { which, state, thenMs } of events) {
        hall.set(which, state);
        hall.wait(thenMs);
      }
      const open = new Map<string, string>();
      const seen = new Set<string>();
      for (const line of hall.told) {
        const [what, device = '', , id = ''] = line.split(' ');
        if (what === 'raised') {
          expect(seen.has(id)).toBe(false);
          expect(open.has(device)).toBe(false);
          seen.add(id);
          open.set(device, id);
        } else {
          expect(open.get(device)).toBe(id);
          open.delete(device);
        }
      }
    }),
  );
});
