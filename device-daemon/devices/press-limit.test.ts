import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRESSES_PER_SECOND_MAX, PressLimit } from './press-limit.ts';

test('a hand is never too fast, a contact that chatters is', () => {
  const limit = new PressLimit();
  for (let press = 0; press < 50; press += 1) expect(limit.allows(press * 80)).toBe(true);
  const chattering = Array.from({ length: 500 }, (_, press) => limit.allows(10_000 + press));
  expect(chattering.filter((passed) => passed)).toHaveLength(PRESSES_PER_SECOND_MAX);
  expect(limit.allows(11_001)).toBe(true);
});

test('in no second more than the limit pass', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 200 }), (pauses) => {
      const limit = new PressLimit();
      const passed: number[] = [];
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        if (limit.allows(now)) passed.push(now);
      }
      for (const from of passed) {
        const within = passed.filter((at) => at >= from && at < from + 1000);
        expect(within.length).toBeLessThanOrEqual(PRESSES_PER_SECOND_MAX);
      }
    }),
  );
});
