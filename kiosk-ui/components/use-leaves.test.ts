import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafStarts } from './use-leaves.ts';

/** Items one under the other, each of its height and a gap below it. */
function stacked(heights: readonly number[], gap: number) {
  let top = 100;
  return heights.map((height) => {
    const edges = { top, bottom: top + height };
    top += height + gap;
    return edges;
  });
}

test('what fits on one page stays on one', () => {
  expect(leafStarts(stacked([100, 100, 100], 10), 320)).toEqual([0]);
  expect(leafStarts(stacked([100, 100, 100], 10), 319)).toEqual([0, 2]);
  expect(leafStarts([], 100)).toEqual([]);
});

test('an item that is too tall has a page of its own', () => {
  expect(leafStarts(stacked([50, 500, 50], 0), 100)).toEqual([0, 1, 2]);
});

test('every item is on one page, in order, and only a single too tall one overflows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 20, max: 900 }),
      (heights, gap, page) => {
        const items = stacked(heights, gap);
        const starts = leafStarts(items, page);
        expect(starts[0]).toBe(0);
        expect(starts).toEqual([...new Set(starts)].sort((one, other) => one - other));
        for (const [index, start] of starts.entries()) {
          const last = (starts[index + 1] ?? items.length) - 1;
          if (last > start) expect(items[last]!.bottom - items[start]!.top).toBeLessThanOrEqual(page);
        }
      },
    ),
  );
});
