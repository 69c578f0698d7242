import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutOf, MEASURES, rowsFor } from './measures.ts';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

test('each glass gets the layout its style sheet has breakpoints for', () => {
  expect(layoutOf({ width: 1080, height: 1920 })).toBe('portrait');
  expect(layoutOf({ width: 1280, height: 1024 })).toBe('square');
  expect(layoutOf({ width: 1366, height: 768 })).toBe('wide');
  expect(layoutOf({ width: 1366, height: 899 })).toBe('wide');
});

test('tables have six to twelve rows on every glass we ship for', () => {
  expect(rowsFor({ width: 1080, height: 1920 }).table).toBe(12);
  expect(rowsFor({ width: 1280, height: 1024 }).table).toBe(8);
  expect(rowsFor({ width: 1366, height: 768 }).table).toBe(6);
});

test('rows and what stands around them never need more than the glass has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 700, max: 4000 }), fc.integer({ min: 700, max: 4000 }), (width, height) => {
      const measures = MEASURES[layoutOf({ width, height })];
      const rows = rowsFor({ width, height });
      const main = height - measures.header - measures.footer;
      for (const [count, size, around] of [
        [rows.table, measures.row, measures.aroundTable],
        [rows.strip, measures.stripRow, measures.aroundStrip],
      ] as const) {
        expect(count).toBeGreaterThanOrEqual(1);
        if (count > 1) expect(around + count * size).toBeLessThanOrEqual(main);
      }
    }),
  );
});

test('the style sheet has the same heights as the reckoning of rows', () => {
  const blocks = {
    portrait: tokens.split('@media (orientation: portrait)')[1]!.split('@media')[0]!,
    square: tokens.split('(min-height: 900px)')[1]!.split('@media')[0]!,
    wide: tokens.split('(max-height: 899.98px)')[1]!,
  };
  for (const layout of ['portrait', 'square', 'wide'] as const) {
    const px = (name: string) => Number(new RegExp(`--${name}: (\\d+)px`).exec(blocks[layout])?.[1]);
    const { header, footer, row, stripRow } = MEASURES[layout];
    expect({
      header: px('header'),
      footer: px('footer'),
      row: px('row'),
      stripRow: px('strip-row'),
    }).toEqual({ header, footer, row, stripRow });
  }
});
