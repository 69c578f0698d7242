import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodeLineParser } from './code-lines.ts';
import { HidPosParser } from './hid-pos.ts';
import { CODE_MAX_BYTES, type CodeParser, type CodeSink } from './scanned-code.ts';

function listening<Parser extends CodeParser>(make: (sink: CodeSink) => Parser) {
  const heard: string[] = [];
  const parser = make({ code: (text) => heard.push(text), unreadable: () => heard.push('unreadable') });
  return { parser, heard };
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((byte) => String.fromCharCode(byte));
const code = fc.string({ unit: printable, minLength: 8, maxLength: CODE_MAX_BYTES });
const CODE = 'ESC-DEMO-0123456789';
/** Invented codes: a code of a real card is opaque, and nobody has one here. */
const lines = () => listening((sink) => new CodeLineParser(sink));
const reports = () => listening((sink) => new HidPosParser(sink));

/** Written from the drawing in the makers' manuals, field by field. */
function reportsOf(text: string, reportId = 0x02): Uint8Array[] {
  const pieces = text.match(/[\s\S]{1,56}/g) ?? [''];
  return pieces.map((piece, index) => {
    const report = new Uint8Array(64);
    report.set([reportId, piece.length, 0x5d, 0x51, 0x30]);
    report.set(latin1(piece), 5);
    report[61] = 0x73;
    report[63] = index < pieces.length - 1 ? 1 : 0;
    return report;
  });
}

describe('codes on a serial line', () => {
  it('are read however they end and however they are split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(code, fc.constantFrom('\r', '\n', '\r\n')), { maxLength: 4 }),
        fc.integer({ min: 1, max: 64 }),
        (codes, piece) => {
          const { parser, heard } = lines();
          const bytes = latin1(codes.map(([text, end]) => text + end).join(''));
          for (let from = 0; from < bytes.length; from += piece)
            parser.push(bytes.subarray(from, from + piece), true);
          expect(heard).toEqual(codes.map(([text]) => text));
          expect(parser.running).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['too short', '1234567\r'],
    ['too long', `${'x'.repeat(CODE_MAX_BYTES + 1)}\r`],
    ['with a byte that is no printable ASCII', 'ESC-DEMO\x1f-0123\r'],
    ['with a space', 'ESC-DEMO 0123\r'],
    ['with a Chinese character', `${Buffer.from('ESC-DEMO-码').toString('latin1')}\r`],
  ])('%s are unreadable, once, and the next one is read', (_name, bytes) => {
    const { parser, heard } = lines();
    parser.push(latin1(bytes), true);
    parser.push(latin1(`${CODE}\r`), true);
    expect(heard).toEqual(['unreadable', CODE]);
  });

  it('are dropped unread while nobody waits, also when somebody comes in the middle of one', () => {
    const { parser, heard } = lines();
    parser.push(latin1(`${CODE}\rESC-DE`), false);
    parser.push(latin1('MO-9876543210\r'), true);
    expect(heard).toEqual([]);
    parser.push(latin1(`${CODE}\r`), true);
    expect(heard).toEqual([CODE]);
  });

  it('that break off are unreadable once, and their rest is no code of its own', () => {
    const { parser, heard } = lines();
    parser.push(latin1('ESC-DEMO-'), true);
    parser.breakOff();
    parser.breakOff();
    parser.push(latin1('0123456789\r'), true);
    parser.push(latin1(`${CODE}\r`), true);
    expect(heard).toEqual(['unreadable', CODE]);
  });

  it('whose waiter has gone reach nobody', () => {
    const { parser, heard } = lines();
    parser.push(latin1('ESC-DEMO-'), true);
    parser.abandon();
    parser.push(latin1('0123456789\r'), true);
    expect(heard).toEqual([]);
  });
});

describe('codes in HID reports', () => {
  it('are read from as many reports as they take', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 4 }), (codes) => {
        const { parser, heard } = reports();
        for (const report of codes.flatMap((text) => reportsOf(text))) parser.push(report, true);
        expect(heard).toEqual(codes);
        expect(parser.running).toBe(false);
      }),
    );
  });

  it('lose the suffix that scanners can be set to', () => {
    const { parser, heard } = reports();
    for (const report of reportsOf(`${CODE}\r\n`)) parser.push(report, true);
    expect(heard).toEqual([CODE]);
  });

  it('are not disturbed by reports of another number', () => {
    const { parser, heard } = reports();
    const [first, second] = reportsOf('x'.repeat(60));
    parser.push(first!, true);
    parser.push(reportsOf('trigger!', 0x07)[0]!, true);
    parser.push(second!, true);
    expect(heard).toEqual(['x'.repeat(60)]);
  });

  it.each([57, 255])('of a report that says %i bytes are unreadable', (length) => {
    const { parser, heard } = reports();
    const [report] = reportsOf(CODE);
    report![1] = length;
    parser.push(report!, true);
    expect(heard).toEqual(['unreadable']);
  });

  it('of a report that is cut off are unreadable', () => {
    const { parser, heard } = reports();
    parser.push(reportsOf(CODE)[0]!.subarray(0, 10), true);
    expect(heard).toEqual(['unreadable']);
  });

  it('are dropped unread while nobody waits', () => {
    const { parser, heard } = reports();
    for (const report of reportsOf('x'.repeat(100))) parser.push(report, false);
    expect([heard, parser.running]).toEqual([[], false]);
  });
});

it('whatever comes, nothing of it is left in what it came in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 700 }), fc.boolean(), (bytes, wanted) => {
      for (const { parser } of [lines(), reports()]) {
        const chunk = Uint8Array.from(bytes);
        parser.push(chunk, wanted);
        expect(chunk.every((byte) => byte === 0)).toBe(true);
      }
    }),
  );
});
