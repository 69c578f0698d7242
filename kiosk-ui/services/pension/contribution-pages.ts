import type { Contribution, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { addMonths, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
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

/**
 * The whole history on pages, newest first: the last twelve months, then the years before. A year that fits
 * is never torn apart, and short years share a page.
 */
export function contributionPages(
  summary: PensionSummary,
  history: ContributionHistory,
  rowsPerPage: number,
): ContributionPage[] {
  const recentFrom = addMonths(history.dataCutOff.slice(0, 7), 1 - RECENT_MONTHS);
  const rows: ListRow[] = [
    ...history.contributions.map((contribution) => ({ kind: 'contribution', contribution }) as const),
    ...gapsOf(summary, history, recentFrom),
  ].sort((a, b) => monthIndex(monthOf(b)) - monthIndex(monthOf(a)));

  const recent = rows.filter((row) => monthOf(row) >= recentFrom);
  const pages: ContributionPage[] = chunks(recent, rowsPerPage).map((chunk) => ({
    span: 'last12',
    rows: chunk,
  }));

  let open: { newest: number; oldest: number; rows: ListRow[] } | null = null;
  const close = () => {
    if (open !== null) pages.push({ span: { newest: open.newest, oldest: open.oldest }, rows: open.rows });
    open = null;
  };
  for (const [year, ofYear] of byYear(rows.slice(recent.length))) {
    if (open !== null && open.rows.length + ofYear.length <= rowsPerPage) {
      open = { newest: open.newest, oldest: year, rows: [...open.rows, ...ofYear] };
      continue;
    }
    close();
    const parts = chunks(ofYear, rowsPerPage);
    const last = parts.pop() ?? [];
    for (const part of parts) pages.push({ span: { newest: year, oldest: year }, rows: part });
    open = { newest: year, oldest: year, rows: last };
  }
  close();
  return pages;
}

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
    const year = Number(monthOf(row).slice(0, 4));
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
