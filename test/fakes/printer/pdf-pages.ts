import { inflateSync } from 'node:zlib';

/**
 * Pages of a PDF, as a printer counts them: page objects in the clear or inside object streams (PDF 1.5). A document
 * whose pages cannot be seen counts as one sheet.
 */
export function countPdfPages(document: Buffer): number {
  const text = document.toString('latin1');
  let pages = countPageObjects(text);
  for (const match of text.matchAll(/\/Type\s*\/ObjStm[\s\S]*?stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0) continue;
    try {
      pages += countPageObjects(inflateSync(document.subarray(start, end)).toString('latin1'));
    } catch {
      // Not deflated, or damaged: its pages stay unseen.
    }
  }
  return Math.max(1, pages);
}

const countPageObjects = (text: string): number => text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
