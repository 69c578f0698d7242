import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countPdfPages } from './pdf-pages.ts';

const packed = (objects: string): Buffer =>
  Buffer.concat([
    Buffer.from('9 0 obj\n<< /Type /ObjStm /N 2 /First 8 >>\nstream\n'),
    deflateSync(Buffer.from(objects)),
    Buffer.from('\nendstream\nendobj\n'),
  ]);

describe('the sheets that a document needs', () => {
  test.each([
    [
      'page objects in the clear',
      Buffer.from('<< /Type /Pages >> << /Type /Page >> <</Type/Page/Parent 1 0 R>>'),
      2,
    ],
    ['page objects in an object stream', packed('<< /Type /Page >> << /Type /Page >> << /Type /Pages >>'), 2],
    ['both', Buffer.concat([Buffer.from('<< /Type /Page >>\n'), packed('<</Type/Page>>')]), 2],
    ['no page that can be seen', Buffer.from('hello'), 1],
    ['a damaged object stream', Buffer.from('/Type /ObjStm >>\nstream\nnoise\nendstream'), 1],
    ['an object stream without end', Buffer.from('/Type /ObjStm >>\nstream\nnoise'), 1],
  ])('%s', (_what, document, pages) => {
    expect(countPdfPages(document)).toBe(pages);
  });

  test('any bytes need at least one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(countPdfPages(Buffer.from(bytes))).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
