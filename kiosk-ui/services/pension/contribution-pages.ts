import type { Contribution, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import { oncePerRecord } from './once-per-record.ts';
import { lineOf } from './strip-years.ts';

/** A row of the record, or months for which there is none although they were due. */
export type ListRow =
  | { readonly kind: 'contribution'; readonly contribution: Contribution }
  | { readonly kind: 'gap'; readonly first: YearMonth; readonly last: YearMonth };

/** What one page is about: the last twelve months, or the years on it (newest, oldest). */
export type PageSpan = 'last12' | { readonly newest: number; readonly oldest: number };

export interface ContributionPage {
  readonly span: PageSpan;
  readonly rows: readonly ListRow[];
}

const RECENT_MONTHS = 12;

const monthOf = (row: ListRow): YearMonth => (row.kind === 'gap' ? row.last : row.contribution.forMonth);
const yearOf = (row: ListRow): number => Number(monthOf(row).slice(0, 4));

/**
 * The whole history on pages, newest first: the last twelve months, then the years before. A year that fits
 * is never torn apart, and short years share a page.
 */
export function contributionPages(
  summary: PensionSummary,
  history: ContributionHistory,
  rowsPerPage: number,
): ContributionPage[] {
  const recentFrom = recentFromOf(history);
  const rows = rowsNewestFirst(summary, history);
  const recent = rows.filter((row) => monthOf(row) >= recentFrom);
  const older: { newest: number; oldest: number; rows: ListRow[] }[] = [];
  for (const [year, ofYear] of byYear(rows.slice(recent.length))) {
    const open = older.at(-1);
    const room = rowsPerPage - (open?.rows.length ?? rowsPerPage);
    let rest = ofYear;
    // What is torn anyway fills the page that is open; what fits a page stays whole.
    if (open !== undefined && room > 0 && (ofYear.length <= room || ofYear.length > rowsPerPage)) {
      open.rows.push(...ofYear.slice(0, room));
      open.oldest = year;
      rest = ofYear.slice(room);
    }
    for (const part of chunks(rest, rowsPerPage)) older.push({ newest: year, oldest: year, rows: part });
  }
  return [
    ...chunks(recent, rowsPerPage).map((chunk) => ({ span: 'last12' as const, rows: chunk })),
    ...older.map(({ newest, oldest, rows: ofPage }) => ({ span: { newest, oldest }, rows: ofPage })),
  ];
}

const recentFromOf = ({ dataCutOff }: ContributionHistory): YearMonth =>
  addMonths(dataCutOff.slice(0, 7), 1 - RECENT_MONTHS);

const rowsNewestFirst = oncePerRecord((summary, history): readonly ListRow[] =>
  [
    ...history.contributions.map((contribution) => ({ kind: 'contribution', contribution }) as const),
    ...gapsOf(summary, history, recentFromOf(history)),
  ].sort((a, b) => compare(monthOf(b), monthOf(a))),
);

/** `2024-03` and its like: as they are written, so they follow each other. */
function compare(one: YearMonth, other: YearMonth): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Years that a page begins or goes on with, so that each of them can be turned to. */
export const yearsOnPages = (pages: readonly ContributionPage[]): number[] => [
  ...new Set(pages.flatMap(({ rows }) => rows.map(yearOf))),
];

/** The first page with a row of that year; the first of all where there is none. */
export const pageWithYear = (pages: readonly ContributionPage[], year: number): number =>
  Math.max(
    0,
    pages.findIndex(({ rows }) => rows.some((row) => yearOf(row) === year)),
  );

/** Unpaid months as rows, a run of them as one; torn at a year's end and where the last twelve months begin. */
function gapsOf(summary: PensionSummary, history: ContributionHistory, recentFrom: YearMonth): ListRow[] {
  const gaps: { kind: 'gap'; first: YearMonth; last: YearMonth }[] = [];
  for (const { month, state } of lineOf(summary, history)) {
    if (state !== 'gap') continue;
    const before = gaps.at(-1);
    const goesOn =
      before !== undefined &&
      addMonths(before.last, 1) === month &&
      !month.endsWith('-01') &&
      month !== recentFrom;
    if (goesOn) before.last = month;
    else gaps.push({ kind: 'gap', first: month, last: month });
  }
  return gaps;
}

function byYear(rows: readonly ListRow[]): Map<number, ListRow[]> {
  const years = new Map<number, ListRow[]>();
  for (const row of rows) {
    const year = yearOf(row);
    const ofYear = years.get(year);
    if (ofYear === undefined) years.set(year, [row]);
    else ofYear.push(row);
  }
  return years;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
