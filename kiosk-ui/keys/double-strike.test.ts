import { expect, test } from 'vitest';
import { DoubleStrike, strikeLimitMs } from './double-strike.ts';

test('the same key twice within a quarter of a second counts once', () => {
  const strikes = new DoubleStrike<string>();
  expect(strikes.counts('down', 1_000, strikeLimitMs(false))).toBe(true);
  expect(strikes.counts('down', 1_249, strikeLimitMs(false))).toBe(false);
  expect(strikes.counts('down', 1_250, strikeLimitMs(false))).toBe(true);
});

test('while the screen is heard, within half a second', () => {
  const strikes = new DoubleStrike<string>();
  expect(strikes.counts('down', 0, strikeLimitMs(true))).toBe(true);
  expect(strikes.counts('down', 499, strikeLimitMs(true))).toBe(false);
  expect(strikes.counts('down', 500, strikeLimitMs(true))).toBe(true);
});

test('another key counts at once, and the first one again after it', () => {
  const strikes = new DoubleStrike<string>();
  expect(['down', 'up', 'down'].map((key, index) => strikes.counts(key, index * 10, 250))).toEqual([
    true,
    true,
    true,
  ]);
});
