import { err, ok, type Result } from '#shared/result.ts';

interface CsvRow {
  /** Line of the file that it begins on; the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Comma-separated values as RFC 4180 has them; quoted cells may hold commas, quotes and line ends. Empty lines are left out. */
export function parseCsv(text: string): Result<CsvRow[], string> {
  const rows: CsvRow[] = [];
  let line = 1;
  let begunOn = 1;
  let cells: string[] = [];
  const finish = (cell: string) => {
    cells.push(cell);
    if (cells.length > 1 || cell !== '') rows.push({ line: begunOn, cells });
    cells = [];
  };
  // A cell, quoted or bare, and what ends it.
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text);
    if (found === null)
      return err(`line ${line}: a quotation mark inside a cell has to be doubled, and the cell quoted`);
    const [, written = '', end] = found;
    const value = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
    line += written.split(/\r\n|\n|\r/).length - 1;
    if (end === ',') {
      cells.push(value);
      continue;
    }
    finish(value);
    line += 1;
    begunOn = line;
    if (end === '') break;
  }
  return ok(rows);
}
