import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsThatFit, scaleFor } from './chart-scale.ts';

const WAN = 1_000_000;

test('the axis goes in whole 万元', () => {
  expect(scaleFor(8_641_235)).toEqual({
    topFen: 10 * WAN,
    linesFen: [0, 5, 10].map((n) => n * WAN),
  });
  expect(scaleFor(1.2 * WAN).linesFen).toEqual([0, WAN, 2 * WAN]);
  expect(scaleFor(31 * WAN).linesFen.at(-1)).toBe(40 * WAN);
});

test('a first year far below 1 万元 still has an axis', () => {
  expect(scaleFor(50_000).topFen).toBe(60_000);
  expect(scaleFor(0).topFen).toBeGreaterThan(0);
});

test('no bar is taller than the axis, and there are few lines', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 * WAN }), (greatest) => {
      const { topFen, linesFen } = scaleFor(greatest);
      expect(topFen).toBeGreaterThanOrEqual(greatest);
      expect(linesFen.length).toBeGreaterThanOrEqual(2);
      expect(linesFen.length).toBeLessThanOrEqual(5);
      expect(linesFen.at(-1)).toBe(topFen);
    }),
  );
});

test('ten years side by side where each keeps its width', () => {
  expect(barsThatFit(888, 85)).toBe(10);
  expect(barsThatFit(888, 110)).toBe(8);
  expect(barsThatFit(100, 90)).toBe(2);
});
