import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEXT_SIZES, type TextSize } from '../machines/preferences.ts';
import { FONT_SIZE_FLOOR_MM, LAYOUTS, ROOM, TARGETS, TYPE } from './tokens.ts';
import { capacityOf } from './use-page-capacity.ts';

/** Height of a capital letter of Noto Sans SC, in em. */
const CAPITAL_EM = 0.733;
/** mm: what each size promises of its smallest letters, by its name in the settings. */
const CAPITALS_MM: Record<TextSize, number> = { standard: 4.2, large: 5.6, 'extra-large': 7.3 };

test.each(TEXT_SIZES)('%s: no capital letter is lower than it promises', (size) =>
  expect(FONT_SIZE_FLOOR_MM[size] * CAPITAL_EM).toBeGreaterThanOrEqual(CAPITALS_MM[size]),
);

describe.each(LAYOUTS)('%s', (layout) => {
  test('every text grows with every size', () => {
    const [standard, large, extraLarge] = TEXT_SIZES.map((size) => TYPE[layout][size]);
    for (const name of ['caption', 'body', 'label', 'h2', 'h1', 'figure'] as const) {
      expect(large![name], name).toBeGreaterThan(standard![name]);
      expect(extraLarge![name], name).toBeGreaterThan(large![name]);
    }
  });

  test.each(TEXT_SIZES)('%s: what matters more is never smaller', (size) => {
    const { caption, body, label, h2, h1, figure } = TYPE[layout][size];
    const scale = [caption, body, label, h2, h1, figure];
    expect(scale).toEqual([...scale].sort((a, b) => a - b));
  });

  test.each(TEXT_SIZES)('%s: a row holds its lines of text', (size) => {
    const { one, two, strip } = ROOM[layout].rows[size];
    const { caption } = TYPE[layout][size];
    expect(one).toBeGreaterThanOrEqual(caption * 1.3);
    expect(two).toBeGreaterThanOrEqual(caption * 2.6);
    expect(strip).toBeGreaterThanOrEqual(caption * 1.2);
  });
});

test('a finger finds every target: 15 mm, 20 mm for what matters most, 3 mm between two', () => {
  expect(TARGETS.target.mm).toBeGreaterThanOrEqual(15);
  expect(TARGETS['target-primary'].mm).toBeGreaterThanOrEqual(20);
  expect(TARGETS['target-gap'].mm).toBeGreaterThanOrEqual(3);
});

test('rows and what stands around them never need more than their box has, and one more would', () => {
  const px = fc.integer({ min: 1, max: 2_000 });
  fc.assert(
    fc.property(px, px, px, fc.integer({ min: 1, max: 20 }), (box, around, row, most) => {
      const rows = capacityOf(box, around, row, most);
      expect(rows).toBeGreaterThanOrEqual(1);
      expect(rows).toBeLessThanOrEqual(most);
      if (rows > 1) expect(around + rows * row).toBeLessThanOrEqual(box);
      if (rows < most) expect(around + (rows + 1) * row).toBeGreaterThan(box);
    }),
  );
});
