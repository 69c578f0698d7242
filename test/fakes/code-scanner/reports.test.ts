import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HidPosParser } from '#device-daemon/framing/hid-pos.ts';
import { reportsOf } from './reports.ts';

const CODES = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((byte) => String.fromCharCode(byte)),
  minLength: 8,
  maxLength: 512,
});

test('any code, in any pieces, is the same code to the daemon, once', () => {
  fc.assert(
    fc.property(CODES, fc.integer({ min: 1, max: 512 }), (code, size) => {
      const heard: string[] = [];
      const parser = new HidPosParser({
        code: (text) => heard.push(text),
        unreadable: () => heard.push('unreadable'),
      });
      const bytes = Buffer.from(code, 'latin1');
      for (let from = 0; from < bytes.length; from += size) {
        const part = { bytes: bytes.subarray(from, from + size), isLast: from + size >= bytes.length };
        for (const report of reportsOf(part)) {
          expect(report.bytes).toHaveLength(64);
          parser.push(report.bytes, true);
        }
      }
      expect(heard).toEqual([code]);
      expect(parser.running).toBe(false);
    }),
  );
});

test('pieces end with the reports that carry them', () => {
  const packets = reportsOf({ bytes: new Uint8Array(113), isLast: true });
  expect(packets.map(({ upTo }) => upTo)).toEqual([56, 112, 113]);
});
