import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeHidReports,
  type HidReportFormat,
  hidReportPayload,
  type LengthPrefix,
} from './hid-reports.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const STATUS = hex('AA AA AA 96 69 00 03 11 FF ED');

describe('a stream in reports', () => {
  it.each([
    ['none', 'AA AA AA 96 69 00 03 11 FF ED'],
    ['byte', '0A AA AA AA 96 69 00 03 11 FF ED'],
    ['word', '00 0A AA AA AA 96 69 00 03 11 FF ED'],
  ] satisfies [LengthPrefix, string][])('with %s in front', (lengthPrefix, begin) => {
    const [report, ...more] = encodeHidReports({ reportSize: 64, lengthPrefix }, STATUS);
    expect(more).toEqual([]);
    expect(report).toHaveLength(64);
    expect(report?.subarray(0, hex(begin).length)).toEqual(hex(begin));
    expect(report?.subarray(hex(begin).length).every((byte) => byte === 0)).toBe(true);
  });

  it('is whole again whatever its length and theirs', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 2400 }),
        fc.integer({ min: 8, max: 255 }),
        fc.constantFrom<LengthPrefix>('none', 'byte', 'word'),
        (bytes, reportSize, lengthPrefix) => {
          const format: HidReportFormat = { reportSize, lengthPrefix };
          const reports = encodeHidReports(format, bytes);
          expect(reports.every((report) => report.length === reportSize)).toBe(true);
          const payloads = reports.map((report) => hidReportPayload(format, report));
          const all = Buffer.concat(payloads.map((payload) => payload ?? new Uint8Array()));
          expect(all.subarray(0, bytes.length).equals(bytes)).toBe(true);
          if (lengthPrefix !== 'none') expect(all).toHaveLength(bytes.length);
        },
      ),
    );
  });

  it('takes no more out of a report than there is in it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 70 }),
        fc.constantFrom<LengthPrefix>('byte', 'word'),
        (report, lengthPrefix) => {
          const payload = hidReportPayload({ reportSize: 64, lengthPrefix }, report);
          if (payload === null) return;
          expect(payload.length).toBeGreaterThan(0);
          expect(payload.length).toBeLessThan(Math.min(64, report.length));
        },
      ),
    );
  });
});
