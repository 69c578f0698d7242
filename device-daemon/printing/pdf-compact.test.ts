import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactPdf } from './pdf-compact.ts';

/** Two dictionaries and a stream, with the cross-reference table that PDF writers make. */
function smallPdf(): Buffer {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [] /Count 0 /Note (a word: endstream) >>\nendobj\n',
    '3 0 obj\n<< /Length 5 >>\nstream\nendob\nendstream\nendobj\n',
  ];
  let text = '%PDF-1.7\n%\x80\x80\x80\x80\n';
  const offsets: number[] = [];
  for (const object of objects) {
    offsets.push(text.length);
    text += object;
  }
  const xref = text.length;
  text += `xref\n0 4\n0000000000 65535 f\r\n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('')}`;
  text += `trailer\n<<\n  /Size 4\n  /Root 1 0 R\n  /ID [(a) (b)]\n>>\nstartxref\n${xref}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

describe('a compacted PDF', () => {
  test('keeps streams as they were and finds every other object in an object stream', () => {
    const compacted = compactPdf(smallPdf());
    const text = compacted.toString('latin1');

    expect(text).toContain('3 0 obj\n<< /Length 5 >>\nstream\nendob\nendstream\nendobj\n');
    const start = /4 0 obj\n<< \/Type \/ObjStm \/N 2 \/First (\d+) .*?\/Length (\d+) >>\nstream\n/.exec(text);
    if (start === null) throw new Error('no object stream');
    const at = start.index + start[0].length;
    const content = inflateSync(compacted.subarray(at, at + Number(start[2]))).toString('latin1');
    const first = Number(start[1]);
    const pairs = content.slice(0, first).trim().split(' ').map(Number);
    expect(pairs[0]).toBe(1);
    expect(content.slice(first + (pairs[1] ?? 0))).toMatch(/^<< \/Type \/Catalog/);
    expect(pairs[2]).toBe(2);
    expect(content.slice(first + (pairs[3] ?? 0))).toBe(
      '<< /Type /Pages /Kids [] /Count 0 /Note (a word: endstream) >>\n',
    );
  });

  test('says in its cross-reference where everything is', () => {
    const compacted = compactPdf(smallPdf());
    const text = compacted.toString('latin1');
    const xref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const head =
      /^5 0 obj\n<< \/Type \/XRef \/Size 6 \/W \[1 4 2\] \/Root 1 0 R \/ID \[\(a\) \(b\)\] .*\/Length (\d+) >>\nstream\n/.exec(
        text.slice(xref),
      );
    if (head === null) throw new Error('no cross-reference stream');
    const at = xref + head[0].length;
    const rows = inflateSync(compacted.subarray(at, at + Number(head[1])));
    const row = (n: number) => [
      rows.readUInt8(n * 7),
      rows.readUInt32BE(n * 7 + 1),
      rows.readUInt16BE(n * 7 + 5),
    ];
    expect(row(0)).toEqual([0, 0, 0xffff]);
    expect(row(1)).toEqual([2, 4, 0]);
    expect(row(2)).toEqual([2, 4, 1]);
    expect(row(3)).toEqual([1, text.indexOf('3 0 obj'), 0]);
    expect(row(4)).toEqual([1, text.indexOf('4 0 obj'), 0]);
    expect(row(5)).toEqual([1, xref, 0]);
  });

  test('cut anywhere, or noise: given back as it is', () => {
    const whole = smallPdf();
    for (let length = 0; length < whole.length; length += 1) {
      const cut = whole.subarray(0, length);
      expect(compactPdf(cut)).toBe(cut);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const noise = Buffer.from(bytes);
        expect(compactPdf(noise)).toBe(noise);
      }),
    );
  });
});
