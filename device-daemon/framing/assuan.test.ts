import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssuanLine, AssuanParser, encodeAssuanCommand } from './assuan.ts';

function listening() {
  const heard: string[] = [];
  let tooLong = 0;
  const text = (line: AssuanLine): string =>
    line.type === 'data'
      ? `data ${Buffer.from(line.bytes).toString('latin1')}`
      : line.type === 'err'
        ? `err ${line.code}`
        : line.type;
  const parser = new AssuanParser({
    line: (line) => heard.push(text(line)),
    tooLong: () => {
      tooLong += 1;
    },
  });
  return { parser, heard, overflows: () => tooLong };
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

describe('what a pinentry says', () => {
  it.each([
    ['OK Pleased to meet you\n', ['ok']],
    ['OK\r\n', ['ok']],
    ['OKAY\n', ['unknown']],
    ['D 2468\nOK\n', ['data 2468', 'ok']],
    ['D %2525%0A%zz\n', ['data %25\n%zz']],
    ['D \n', ['data ']],
    ['ERR 83886179 Operation cancelled <Pinentry>\n', ['err 83886179']],
    ['ERR x\n', ['err 0']],
    ['S PASSWORD_FROM_CACHE\n# comment\n\n', ['status', 'status']],
    ['INQUIRE QUALITY 123456\n', ['inquire']],
  ])('%j', (said, lines) => {
    const { parser, heard } = listening();
    parser.push(latin1(said));
    expect(heard).toEqual(lines);
  });

  it('is understood however it is split', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('OK', 'D 135790', 'ERR 7 x', '# y')), fc.nat(9), (lines, cut) => {
        const whole = listening();
        const split = listening();
        const bytes = latin1(lines.map((line) => `${line}\n`).join(''));
        whole.parser.push(Uint8Array.from(bytes));
        for (let from = 0; from < bytes.length; from += cut + 1)
          split.parser.push(bytes.subarray(from, from + cut + 1));
        expect(split.heard).toEqual(whole.heard);
      }),
    );
  });

  it('gives back any data that was escaped', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { parser, heard } = listening();
        const escaped = [...bytes].map((byte) =>
          byte === 0x25 || byte === 0x0a || byte === 0x0d
            ? `%${byte.toString(16).padStart(2, '0')}`
            : String.fromCharCode(byte),
        );
        parser.push(latin1(`D ${escaped.join('')}\n`));
        expect(heard).toEqual([`data ${Buffer.from(bytes).toString('latin1')}`]);
      }),
    );
  });

  it('is bounded: a line without end is told of once, and the next line is heard', () => {
    const { parser, heard, overflows } = listening();
    parser.push(new Uint8Array(5000).fill(0x41));
    parser.push(latin1('\nOK\n'));
    expect([heard, overflows()]).toEqual([['ok'], 1]);
  });

  it('does not stay in memory', () => {
    let view = new Uint8Array();
    const parser = new AssuanParser({
      line: (line) => {
        if (line.type === 'data') view = line.bytes as Uint8Array<ArrayBuffer>;
      },
      tooLong: () => undefined,
    });
    parser.push(latin1('D 135790\n'));
    expect(new Uint8Array(view.buffer).every((byte) => byte === 0)).toBe(true);
    parser.push(latin1('D 1357'));
    parser.reset();
    expect(new Uint8Array(view.buffer).every((byte) => byte === 0)).toBe(true);
  });
});

describe('what it is told', () => {
  it('is one line, whatever the text', () => {
    expect(Buffer.from(encodeAssuanCommand('SETDESC', '100%\r\n密码')).toString()).toBe(
      'SETDESC 100%25%0D%0A密码\n',
    );
    expect(Buffer.from(encodeAssuanCommand('GETPIN')).toString()).toBe('GETPIN\n');
    expect(() => encodeAssuanCommand('SETDESC', 'x'.repeat(1000))).toThrow(RangeError);
  });
});
