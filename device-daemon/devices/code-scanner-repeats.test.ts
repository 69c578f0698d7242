import { expect, it } from 'vitest';
import { REPEAT_MS, Repeats } from './code-scanner-repeats.ts';

const CODE = 'ESC-DEMO-0123456789';

it('the same code within a second is one scan, for as long as it is sent again', () => {
  const repeats = new Repeats();
  expect(repeats.isRepeat(CODE, 0)).toBe(false);
  expect(repeats.isRepeat(CODE, 900)).toBe(true);
  expect(repeats.isRepeat(CODE, 1800)).toBe(true);
  expect(repeats.isRepeat(CODE, 1800 + REPEAT_MS)).toBe(false);
  repeats.forget();
});

it('another code is another scan', () => {
  const repeats = new Repeats();
  expect(repeats.isRepeat(CODE, 0)).toBe(false);
  expect(repeats.isRepeat(`${CODE}0`, 10)).toBe(false);
  expect(repeats.isRepeat(CODE, 20)).toBe(false);
  repeats.forget();
});
