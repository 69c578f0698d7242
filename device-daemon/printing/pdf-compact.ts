import { deflateSync } from 'node:zlib';

/**
 * Typst writes the tags of a table, one object a cell, in the clear: more than half of a statement's bytes, and the
 * same words again and again. This puts every object that is no stream into compressed object streams and the
 * cross-reference table into a stream (ISO 32000-1 7.5.7 and 7.5.8; PDF 1.5 and later). Nothing is renumbered and no
 * stream is touched, so pages, tags and fonts stay what they were.
 *
 * ```
 *   %PDF-1.7 | stream objects as they were | object streams | xref stream | startxref
 * ```
 * A document of another shape than Typst's is given back as it is.
 */
export function compactPdf(pdf: Buffer): Buffer {
  const layout = readLayout(pdf);
  if (layout === null) return pdf;
  const parts: Buffer[] = [layout.header];
  let offset = layout.header.length;
  const entries = new Map<number, Entry>();
  const add = (number: number, bytes: Buffer) => {
    entries.set(number, { type: 1, second: offset, third: 0 });
    parts.push(bytes);
    offset += bytes.length;
  };

  const packable: PdfObject[] = [];
  for (const object of layout.objects) {
    if (object.body === null) add(object.number, object.bytes);
    else packable.push(object);
  }
  let nextNumber = layout.size;
  for (let start = 0; start < packable.length; start += OBJECTS_PER_STREAM) {
    const members = packable.slice(start, start + OBJECTS_PER_STREAM);
    for (const [index, member] of members.entries()) {
      entries.set(member.number, { type: 2, second: nextNumber, third: index });
    }
    add(nextNumber, objectStream(nextNumber, members));
    nextNumber += 1;
  }

  const xrefOffset = offset;
  entries.set(nextNumber, { type: 1, second: xrefOffset, third: 0 });
  parts.push(xrefStream(nextNumber, entries, layout.trailer));
  parts.push(Buffer.from(`startxref\n${xrefOffset}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A printer unpacks a whole stream to read one object of it. */
const OBJECTS_PER_STREAM = 200;
/** The tags repeat so much that a higher level gains one part in ten and takes five times as long. */
const DEFLATE_LEVEL = 3;

interface PdfObject {
  readonly number: number;
  /** With its `n 0 obj … endobj`. */
  readonly bytes: Buffer;
  /** What stands between, a character a byte; null for a stream, which no object stream may hold. */
  readonly body: string | null;
}

/** One line of the cross-reference: 1 = at an offset, 2 = in an object stream at an index, 0 = free. */
interface Entry {
  readonly type: 0 | 1 | 2;
  readonly second: number;
  readonly third: number;
}

interface Layout {
  readonly header: Buffer;
  readonly objects: readonly PdfObject[];
  readonly size: number;
  /** `/Root … /Info … /ID …` of the trailer. */
  readonly trailer: string;
}

function readLayout(pdf: Buffer): Layout | null {
  const tail = pdf.toString('latin1', Math.max(0, pdf.length - 64));
  const xrefOffset = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  if (!Number.isInteger(xrefOffset) || xrefOffset >= pdf.length) return null;
  const table = /^xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s{1,2})+)trailer\s*<<([\s\S]*)>>\s*startxref/.exec(
    pdf.toString('latin1', xrefOffset),
  );
  if (table === null) return null;
  const size = Number(table[1]);
  const trailer = /^([\s\S]*?)\/Size\s+\d+([\s\S]*)$/.exec(table[3] ?? '');
  const places = [...(table[2] ?? '').matchAll(/(\d{10}) (\d{5}) ([nf])/g)]
    .map((line, number) => ({ number, offset: Number(line[1]), generation: line[2], used: line[3] === 'n' }))
    .filter((place) => place.used)
    .sort((one, other) => one.offset - other.offset);
  const first = places[0];
  if (trailer === null || first === undefined || places.some((place) => place.generation !== '00000'))
    return null;
  const objects: PdfObject[] = [];
  for (const [index, place] of places.entries()) {
    const object = readObject(
      pdf.subarray(place.offset, places[index + 1]?.offset ?? xrefOffset),
      place.number,
    );
    if (object === null) return null;
    objects.push(object);
  }
  return {
    header: pdf.subarray(0, first.offset),
    objects,
    size,
    trailer: `${trailer[1]} ${trailer[2]}`.replace(/\s+/g, ' ').trim(),
  };
}

function readObject(bytes: Buffer, number: number): PdfObject | null {
  const text = bytes.toString('latin1');
  const start = `${number} 0 obj`;
  const end = text.lastIndexOf('endobj');
  if (!text.startsWith(start) || end < 0) return null;
  // A stream ends with `endstream`; in any other object that word could only stand inside a string.
  const body = text.slice(start.length, end).trimEnd();
  return { number, bytes, body: body.endsWith('endstream') ? null : body };
}

function objectStream(number: number, members: readonly PdfObject[]): Buffer {
  const bodies = members.map((member) => `${member.body?.trim() ?? 'null'}\n`);
  let at = 0;
  const index = members.map((member, position) => {
    const pair = `${member.number} ${at}`;
    at += bodies[position]?.length ?? 0;
    return pair;
  });
  const head = `${index.join(' ')}\n`;
  const dictionary = `/Type /ObjStm /N ${members.length} /First ${head.length}`;
  return streamObject(number, dictionary, Buffer.from(head + bodies.join(''), 'latin1'));
}

function xrefStream(number: number, entries: ReadonlyMap<number, Entry>, trailer: string): Buffer {
  const size = number + 1;
  const rows = Buffer.alloc(size * XREF_ROW_BYTES);
  for (let object = 0; object < size; object += 1) {
    // Object 0 heads the list of free ones.
    const entry = entries.get(object) ?? { type: 0, second: 0, third: object === 0 ? 0xffff : 0 };
    const row = object * XREF_ROW_BYTES;
    rows.writeUInt8(entry.type, row);
    rows.writeUInt32BE(entry.second, row + 1);
    rows.writeUInt16BE(entry.third, row + 5);
  }
  return streamObject(number, `/Type /XRef /Size ${size} /W [1 4 2] ${trailer}`, rows);
}

const XREF_ROW_BYTES = 7;

function streamObject(number: number, dictionary: string, content: Buffer): Buffer {
  const deflated = deflateSync(content, { level: DEFLATE_LEVEL });
  return Buffer.concat([
    Buffer.from(
      `${number} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${deflated.length} >>\nstream\n`,
    ),
    deflated,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}
