import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeNibbleReports, NIBBLE_REPORT_BYTES, NibbleReportParser } from './nibble-reports.ts';

interface Heard {
  messages: string[];
  discarded: number;
  checksumErrors: number;
}

function listening(): { parser: NibbleReportParser; heard: Heard } {
  const heard: Heard = { messages: [], discarded: 0, checksumErrors: 0 };
  const parser = new NibbleReportParser({
    message: (payload) => heard.messages.push(hexOf(payload)),
    discarded: (count) => {
      heard.discarded += count;
    },
    checksumError: () => {
      heard.checksumErrors += 1;
    },
  });
  return { parser, heard };
}

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** One report: these bytes, then zeros. */
const report = (text: string): Uint8Array => {
  const bytes = new Uint8Array(NIBBLE_REPORT_BYTES);
  bytes.set(hex(text));
  return bytes;
};
const block = (payload: Uint8Array): Buffer => Buffer.concat(encodeNibbleReports(payload));

const payload = fc.uint8Array({ maxLength: 512 });
const shortPayload = fc.uint8Array({ maxLength: 40 });
/** No message can begin in it, and nothing of it is fill. */
const plainNoise = fc
  .uint8Array({ maxLength: 100 })
  .map((bytes) => bytes.map((byte) => (byte === 0x02 || byte === 0 ? 0xfe : byte)));

/** From the recorded traffic of a reader; what cards answered is left out. */
describe('literal reports', () => {
  it.each([
    ['power on, card', '3222000000', '02 30 30 30 35 33 32 32 32 30 30 30 30 30 30 31 30 03'],
    ['power on, module', '3222000011', '02 30 30 30 35 33 32 32 32 30 30 30 30 31 31 30 31 03'],
    ['power off, card', '322300', '02 30 30 30 33 33 32 32 33 30 30 31 31 03'],
    ['information', '311101', '02 30 30 30 33 33 31 31 31 30 31 32 31 03'],
    [
      'GET CHALLENGE',
      '3226000084000008',
      '02 30 30 30 38 33 32 32 36 30 30 30 30 38 34 30 30 30 30 30 38 39 38 03',
    ],
  ])('request: %s', (_name, payloadHex, reportHex) => {
    expect(encodeNibbleReports(hex(payloadHex))).toEqual([report(reportHex)]);
  });

  it.each([
    ['done', '02 30 30 30 32 30 30 30 30 30 30 03', '0000'],
    ['card error', '02 30 30 30 32 31 30 30 37 31 37 03', '1007'],
    ['6118', '02 30 30 30 34 30 30 30 30 36 31 31 38 37 39 03', '00006118'],
    [
      'information',
      '02 30 30 31 3b 30 30 30 30 30 31 30 31 3e 38 30 30 30 30 30 30 30 30 30 30 30 31 30 31 30 31 30 31 33 31 33 32 33 30 33 38 30 38 34 37 35 37 34 39 32 3d 34 39 34 33 33 32 33 30 39 37 03',
      `00000101e80000000000010101013132303808${Buffer.from('GWI-IC20').toString('hex')}`,
    ],
  ])('answer: %s', (_name, reportHex, payloadHex) => {
    const { parser, heard } = listening();
    parser.push(report(reportHex));
    expect(heard).toEqual({ messages: [payloadHex], discarded: 0, checksumErrors: 0 });
  });
});

describe('whatever the cable does', () => {
  it('comes back from reports of 64 bytes as it went in', () => {
    fc.assert(
      fc.property(payload, (bytes) => {
        const { parser, heard } = listening();
        for (const piece of encodeNibbleReports(bytes)) {
          expect(piece).toHaveLength(NIBBLE_REPORT_BYTES);
          parser.push(piece);
        }
        expect(heard).toEqual({ messages: [hexOf(bytes)], discarded: 0, checksumErrors: 0 });
        expect(parser.pending).toBe(false);
      }),
    );
  });

  it('finds a message however it is split', () => {
    fc.assert(
      fc.property(payload, fc.array(fc.nat(1200)), (bytes, cuts) => {
        const { parser, heard } = listening();
        const all = block(bytes);
        let from = 0;
        for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
          parser.push(all.subarray(from, Math.max(from, cut)));
          from = Math.min(Math.max(from, cut), all.length);
        }
        parser.push(all.subarray(from));
        expect(heard.messages).toEqual([hexOf(bytes)]);
      }),
    );
  });

  it('finds every message between pieces of noise and accounts for every byte of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(plainNoise, shortPayload), { maxLength: 6 }), (pairs) => {
        const { parser, heard } = listening();
        for (const [noise, bytes] of pairs) parser.push(Buffer.concat([noise, block(bytes)]));
        expect(heard.messages).toEqual(pairs.map(([, bytes]) => hexOf(bytes)));
        expect(heard.discarded).toBe(pairs.reduce((sum, [noise]) => sum + noise.length, 0));
        expect(heard.checksumErrors).toBe(0);
      }),
    );
  });

  it('drops a message that stops half-way and takes the next', () => {
    const { parser, heard } = listening();
    parser.push(block(hex('0000 6118')).subarray(0, 9));
    parser.push(block(hex('0000 9000')));
    expect(heard).toEqual({ messages: ['00009000'], discarded: 9, checksumErrors: 0 });
  });

  it('never takes a damaged message for another one', () => {
    fc.assert(
      fc.property(shortPayload, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, where, change) => {
        const { parser, heard } = listening();
        const all = block(bytes);
        const end = all.lastIndexOf(0x03);
        const at = where % (end + 1);
        all[at] = (all[at] ?? 0) ^ change;
        parser.push(all);
        for (const message of heard.messages) expect(message).toBe(hexOf(bytes));
        expect(heard.messages).toEqual([]);
      }),
    );
  });

  it('takes no more than it has room for', () => {
    const { parser, heard } = listening();
    parser.push(Uint8Array.of(0x02));
    parser.push(new Uint8Array(100_000).fill(0x3f));
    parser.push(Uint8Array.of(0x03));
    expect(heard.messages).toEqual([]);
    expect(heard.discarded).toBe(100_002);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const { parser, heard } = listening();
        for (const chunk of chunks) parser.push(chunk);
        parser.push(block(hex('0000')));
        expect(heard.messages.at(-1)).toBe('0000');
      }),
    );
  });
});
