import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from './csv.ts';

const written = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

test('what was written is read again, whatever is in it', () => {
  const cell = fc
    .array(fc.constantFrom('a', '医', ',', '"', '\n', '\r\n', ' ', ''))
    .map((parts) => parts.join(''));
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (table, lineEnd, endsLast) => {
      const text = table.map((row) => row.map(written).join(',')).join(lineEnd) + (endsLast ? lineEnd : '');
      const parsed = parseCsv(text);
      expect(parsed.ok && parsed.value.map(({ cells }) => cells)).toEqual(table);
    }),
  );
});

test('a row knows the line that it begins on', () => {
  expect(parseCsv('a,b\n"1\n2",3\n\n4,5')).toEqual({
    ok: true,
    value: [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1\n2', '3'] },
      { line: 5, cells: ['4', '5'] },
    ],
  });
});

test.each(['a,b\nc"d,e', 'a\n"b', 'a\n"b"c'])('%j is refused with its line', (text) => {
  expect(parseCsv(text)).toEqual({ ok: false, error: expect.stringMatching(/^line 2: /) });
});

test('nothing is nothing', () => expect(parseCsv('')).toEqual({ ok: true, value: [] }));
