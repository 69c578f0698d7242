/** CSS px of the window. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export type LayoutName = 'portrait' | 'square' | 'wide';

/** The same breakpoints as tokens.css. */
export function layoutOf({ width, height }: Viewport): LayoutName {
  if (height >= width) return 'portrait';
  return height >= 900 ? 'square' : 'wide';
}

interface Measures {
  readonly header: number;
  readonly footer: number;
  /** Height of a row of a table. */
  readonly row: number;
  /** Height of a year of the month strip, gap included. */
  readonly stripRow: number;
  /** What a page with a table needs beside its rows: padding, heading, column heads, pager. */
  readonly aroundTable: number;
  /** What the pension page needs beside the years of the strip, top to bottom. */
  readonly aroundStrip: number;
  /** Rows of the sheet's picture in the statement preview. */
  readonly sheetRows: number;
}

export const MEASURES: Record<LayoutName, Measures> = {
  portrait: {
    header: 128,
    footer: 184,
    row: 96,
    stripRow: 58,
    aroundTable: 420,
    aroundStrip: 1190,
    sheetRows: 10,
  },
  square: {
    header: 96,
    footer: 104,
    row: 72,
    stripRow: 38,
    aroundTable: 220,
    aroundStrip: 590,
    sheetRows: 6,
  },
  wide: { header: 72, footer: 92, row: 70, stripRow: 33, aroundTable: 168, aroundStrip: 420, sheetRows: 3 },
};

export interface RowCounts {
  /** Rows of a table on one page. */
  readonly table: number;
  /** Years of the month strip on one page. */
  readonly strip: number;
  readonly sheet: number;
}

/** More rows than these are not read at a glance, however tall the glass. */
const MOST_TABLE_ROWS = 12;
const MOST_STRIP_ROWS = 8;

/** How much fits, so that nothing ever scrolls: what is left over goes to the next page. */
export function rowsFor(viewport: Viewport): RowCounts {
  const measures = MEASURES[layoutOf(viewport)];
  const main = viewport.height - measures.header - measures.footer;
  const rowsThatFit = (around: number, row: number, most: number) =>
    Math.max(1, Math.min(most, Math.floor((main - around) / row)));
  return {
    table: rowsThatFit(measures.aroundTable, measures.row, MOST_TABLE_ROWS),
    strip: rowsThatFit(measures.aroundStrip, measures.stripRow, MOST_STRIP_ROWS),
    sheet: measures.sheetRows,
  };
}
