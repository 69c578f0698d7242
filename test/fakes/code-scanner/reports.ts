import type { Packet } from '../ports/packet-wire.ts';

/** A part of a code, or all of it. */
export interface CodePart {
  readonly bytes: Uint8Array;
  /** With it the code is whole. */
  readonly isLast: boolean;
}

/**
 * The report of scanned data (USB HID Point of Sale Usage Tables 1.02, usage page 8C, usage 12).
 *
 * ```
 *   offset  0     1       2 … 4           5 … 60     61          62         63
 *         ┌────┬────────┬───────────────┬──────────┬───────────┬──────────┬─────────────┐
 *         │ 02 │ length │ 5D 51 31 (]Q1)│ 56 bytes │ symbology │ reserved │ bit 0: more │
 *         └────┴────────┴───────────────┴──────────┴───────────┴──────────┴─────────────┘
 * ```
 */
const REPORT_NUMBER = 0x02;
const REPORT_BYTES = 64;
const LENGTH_AT = 1;
const AIM_AT = 2;
const DATA_AT = 5;
const DATA_BYTES = 56;
const SYMBOLOGY_AT = 61;
const MORE_AT = 63;
const MORE = 0x01;

/** ISO/IEC 15424: a QR code of model 2. */
const AIM_QR_CODE = Buffer.from(']Q1', 'latin1');
/** The maker's own letter for the same. */
const SYMBOLOGY_QR_CODE = 0x73;

/** What the host is told of it when the cable is plugged in. */
export const REPORT_DESCRIPTOR = Uint8Array.of(
  // Page 8C, usage 02 "bar-code scanner", an application; in it usage 12 "scanned data report", number 2, of bytes.
  ...[0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x09, 0x12, 0xa1, 0x02, 0x85, REPORT_NUMBER],
  ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
  // Length: page 01, usage 3B "byte count".
  ...[0x95, 0x01, 0x05, 0x01, 0x09, 0x3b, 0x81, 0x02],
  // Usages FB, FC, FD: the three characters of the AIM identifier.
  ...[0x95, 0x03, 0x05, 0x8c, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x81, 0x02],
  // Usage FE "decoded data".
  ...[0x95, DATA_BYTES, 0x09, 0xfe, 0x82, 0x02, 0x01],
  // Two bytes of the maker's own page.
  ...[0x95, 0x02, 0x06, 0x66, 0xff, 0x09, 0x04, 0x81, 0x02],
  // Usage FF "decoded data continued", one bit, and seven to fill the byte.
  ...[0x95, 0x01, 0x75, 0x01, 0x05, 0x8c, 0x09, 0xff, 0x81, 0x02, 0x95, 0x07, 0x81, 0x03],
  ...[0xc0, 0xc0],
);

/** @returns one report for each 56 bytes */
export function reportsOf({ bytes, isLast }: CodePart): Packet[] {
  const packets: Packet[] = [];
  for (let from = 0; from < bytes.length; from += DATA_BYTES) {
    const upTo = Math.min(from + DATA_BYTES, bytes.length);
    const report = new Uint8Array(REPORT_BYTES);
    report[0] = REPORT_NUMBER;
    report[LENGTH_AT] = upTo - from;
    report.set(AIM_QR_CODE, AIM_AT);
    report.set(bytes.subarray(from, upTo), DATA_AT);
    report[SYMBOLOGY_AT] = SYMBOLOGY_QR_CODE;
    report[MORE_AT] = isLast && upTo === bytes.length ? 0 : MORE;
    packets.push({ bytes: report, upTo });
  }
  return packets;
}
