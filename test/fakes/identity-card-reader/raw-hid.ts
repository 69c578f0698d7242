import { packetsOf, piecesOf, type Wrapping } from './wrappings.ts';

export interface RawHidOptions {
  /** 0 = the reports have no number. */
  readonly reportId: number;
  /** What stands in front of the frame's bytes in each report: nothing, or how many they are (two: big-endian). */
  readonly lengthPrefix: 'none' | 'one' | 'two';
}

const REPORT_BYTES = 64;

/**
 * SDT frames in HID reports as they are. Makers sell such readers as "free of drivers" and none has published how:
 * this is the family of what is likely, to be narrowed down by probing.
 *
 * ```
 *   ┌────┬────────┬──────────────────────┬─────────┐
 *   │ id │ length │ bytes of the frame   │ 00 … 00 │   64 bytes, the id included if there is one
 *   └────┴────────┴──────────────────────┴─────────┘
 * ```
 */
export function rawHid({ reportId, lengthPrefix }: RawHidOptions): Wrapping {
  const idBytes = reportId === 0 ? 0 : 1;
  const prefixBytes = { none: 0, one: 1, two: 2 }[lengthPrefix];
  const room = REPORT_BYTES - idBytes - prefixBytes;

  const reportOf = (piece: Uint8Array): Uint8Array => {
    const report = Buffer.alloc(REPORT_BYTES);
    if (idBytes > 0) report[0] = reportId;
    if (prefixBytes > 0) report.writeUIntBE(piece.length, idBytes, prefixBytes);
    report.set(piece, idBytes + prefixBytes);
    return report;
  };

  return {
    hear(report) {
      if (idBytes > 0 && report[0] !== reportId) return new Uint8Array();
      const body = Buffer.from(report.subarray(idBytes));
      if (prefixBytes === 0) return body;
      if (body.length < prefixBytes) return new Uint8Array();
      const length = body.readUIntBE(0, prefixBytes);
      return length > room ? new Uint8Array() : body.subarray(prefixBytes, prefixBytes + length);
    },
    wrap({ bytes, oneByteWrites }) {
      // Without a length a report cannot say that it holds a single byte.
      const size = oneByteWrites && prefixBytes > 0 ? 1 : room;
      return packetsOf(piecesOf(bytes, size), (piece) => ({ bytes: reportOf(piece) }));
    },
    garbage: (bytes) =>
      packetsOf(piecesOf(bytes, REPORT_BYTES - idBytes), (piece) => {
        const report = Buffer.alloc(REPORT_BYTES);
        if (idBytes > 0) report[0] = reportId;
        report.set(piece, idBytes);
        return { bytes: report };
      }),
    clear: () => undefined,
  };
}

/** A collection of the makers' own usage page with one input and one output report of bytes. */
export function reportDescriptor(reportId: number): Uint8Array {
  const count = reportId === 0 ? REPORT_BYTES : REPORT_BYTES - 1;
  return Uint8Array.of(
    ...[0x06, 0x00, 0xff], // usage page FF00
    ...[0x09, 0x01], // usage 1
    ...[0xa1, 0x01], // collection: application
    ...(reportId === 0 ? [] : [0x85, reportId]),
    ...[0x15, 0x00, 0x26, 0xff, 0x00], // values 0 … 255
    ...[0x75, 0x08, 0x95, count], // fields of 8 bits
    ...[0x09, 0x01, 0x81, 0x02], // input
    ...[0x09, 0x02, 0x91, 0x02], // output
    0xc0,
  );
}
