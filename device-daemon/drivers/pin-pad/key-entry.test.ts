import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginKeyEntry,
  type KeyEntry,
  type KeyEntryEffect,
  type KeyEntryInput,
  type PinPadKey,
  stepKeyEntry,
} from './key-entry.ts';
import { PIN_ENTRY_MS, PIN_MAX_DIGITS, PIN_PAUSE_MS, type PinEnd } from './pin-pad-driver.ts';

/** An entry on a clock of its own: it is woken whenever it asked for it. What is kept is only whether a place is taken. */
class Play {
  entry: KeyEntry;
  now = 1000;
  wakeAt = 0;
  taken = new Set<number>();
  counts: number[] = [];
  end: PinEnd | null = null;
  endedAt = 0;

  constructor() {
    const step = beginKeyEntry(this.now);
    this.entry = step.entry;
    this.#perform(step.effects);
  }

  after(ms: number, ...keys: PinPadKey[]): this {
    const until = this.now + ms;
    while (this.end === null && this.wakeAt <= until) {
      this.now = Math.max(this.now, this.wakeAt);
      this.feed({ type: 'woken', atMs: this.now });
    }
    this.now = until;
    for (const key of keys) this.feed({ type: 'key', key, atMs: this.now });
    return this;
  }

  feed(input: KeyEntryInput): this {
    const step = stepKeyEntry(this.entry, input);
    this.entry = step.entry;
    this.#perform(step.effects);
    return this;
  }

  #perform(effects: readonly KeyEntryEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'keep') this.taken.add(effect.at);
      if (effect.type === 'wipe') this.taken.clear();
      if (effect.type === 'counted') this.counts.push(effect.digits);
      if (effect.type === 'wakeAt') this.wakeAt = effect.atMs;
      if (effect.type === 'settle') {
        expect(this.end).toBeNull();
        this.end = effect.end;
        this.endedAt = this.now - 1000;
      }
    }
  }
}

const digits = (count: number): PinPadKey[] => Array.from({ length: count }, () => 'digit');

describe('an entry', () => {
  it.each([4, 6, 12])('of %i digits ends with the green key', (count) => {
    const play = new Play().after(500, ...digits(count), 'enter');
    expect(play.end).toEqual({ type: 'entered', count });
    expect(play.taken.size).toBe(count);
    expect(play.counts).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  it('of three digits is not taken, and can be finished', () => {
    const play = new Play().after(500, ...digits(3), 'enter');
    expect([play.end, play.taken.size]).toEqual([null, 3]);
    expect(play.after(500, 'digit', 'enter').end).toEqual({ type: 'entered', count: 4 });
  });

  it('drops digits beyond the twelfth', () => {
    const play = new Play().after(500, ...digits(15));
    expect([play.taken.size, play.counts.at(-1)]).toEqual([PIN_MAX_DIGITS, PIN_MAX_DIGITS]);
    expect(play.after(1, 'enter').end).toEqual({ type: 'entered', count: PIN_MAX_DIGITS });
  });

  it('is emptied by the yellow key and goes on', () => {
    const play = new Play().after(500, ...digits(5), 'clear');
    expect([play.end, play.taken.size, play.counts.at(-1)]).toEqual([null, 0, 0]);
    expect(play.after(500, ...digits(6), 'enter').end).toEqual({ type: 'entered', count: 6 });
  });

  it.each([
    ['the red key', (play: Play) => play.after(1, 'cancel'), 'personCanceled'],
    ['the pad’s own time-out', (play: Play) => play.after(1, 'timeOut'), 'timeOut'],
    ['the signal', (play: Play) => play.feed({ type: 'canceled' }), 'canceled'],
    ['the loss of the pad', (play: Play) => play.feed({ type: 'lost' }), 'lost'],
  ])('is ended and overwritten by %s', (_name, act, type) => {
    const play = act(new Play().after(500, ...digits(5)));
    expect(play.end).toEqual({ type });
    expect(play.taken.size).toBe(0);
  });
});

describe('time', () => {
  it('ends an entry that was begun and left alone', () => {
    const play = new Play().after(3000, 'digit').after(PIN_PAUSE_MS - 1);
    expect(play.end).toBeNull();
    play.after(1);
    expect([play.end, play.taken.size, play.endedAt]).toEqual([{ type: 'timeOut' }, 0, 3000 + PIN_PAUSE_MS]);
  });

  it('does not press somebody who types slowly', () => {
    const play = new Play();
    for (let pressed = 1; pressed <= 4; pressed += 1) play.after(14_000, 'digit');
    expect(play.after(1000, 'enter').end).toEqual({ type: 'entered', count: 4 });
  });

  it('without a digit is as long as the whole entry', () => {
    const play = new Play().after(PIN_ENTRY_MS - 1);
    expect(play.end).toBeNull();
    expect(play.after(1).end).toEqual({ type: 'timeOut' });
  });

  it('runs on when the digits were cleared, but not beyond the whole', () => {
    const play = new Play().after(10_000, 'digit', 'clear').after(PIN_PAUSE_MS + 1000);
    expect(play.end).toBeNull();
    expect(play.after(PIN_ENTRY_MS).endedAt).toBe(PIN_ENTRY_MS);
  });

  it('ends an entry with a stuck key', () => {
    const play = new Play();
    while (play.end === null && play.now < 200_000) play.after(100, 'digit');
    expect([play.end, play.taken.size]).toEqual([{ type: 'timeOut' }, 0]);
    expect(play.endedAt).toBe(PIN_ENTRY_MS);
  });

  it('is asked for again when the timer went off early', () => {
    const play = new Play();
    const step = stepKeyEntry(play.entry, { type: 'woken', atMs: play.wakeAt - 0.5 });
    expect(step.effects).toEqual([{ type: 'wakeAt', atMs: play.wakeAt }]);
  });
});

it('whatever is pressed, it ends once and in time, and keeps digits only of a PIN that was entered', () => {
  const key = fc.constantFrom<PinPadKey>(
    'digit',
    'digit',
    'digit',
    'enter',
    'cancel',
    'clear',
    'timeOut',
    'other',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(25_000), key), { maxLength: 40 }), (script) => {
      const play = new Play();
      for (const [ms, pressed] of script) play.after(ms, pressed);
      play.after(2 * PIN_ENTRY_MS);
      expect(play.end).not.toBeNull();
      expect(play.endedAt).toBeLessThanOrEqual(PIN_ENTRY_MS + 25_000);
      const kept = play.end?.type === 'entered' ? play.end.count : 0;
      expect([...play.taken].sort((a, b) => a - b)).toEqual(
        Array.from({ length: kept }, (_, index) => index),
      );
      expect(kept === 0 || kept >= 4).toBe(true);
      expect(Math.max(0, ...play.counts)).toBeLessThanOrEqual(PIN_MAX_DIGITS);
    }),
  );
});
