/**
 * A stream of bytes cut into HID reports, as readers do that need no driver: each report is filled up with zeros, with
 * or without a count of its bytes in front.
 *
 * ```
 *   none   │ data …                    │ 00 … │
 *   byte   │ n │ data, n bytes         │ 00 … │
 *   word   │ n, big-endian │ data      │ 00 … │
 * ```
 */
export type LengthPrefix = 'none' | 'byte' | 'word';

const PREFIX_BYTES: Readonly<Record<LengthPrefix, number>> = { none: 0, byte: 1, word: 2 };

export interface HidReportFormat {
  /** Without the report's number. */
  readonly reportSize: number;
  readonly lengthPrefix: LengthPrefix;
}

export function encodeHidReports(
  { reportSize, lengthPrefix }: HidReportFormat,
  bytes: Uint8Array,
): Uint8Array[] {
  const prefixBytes = PREFIX_BYTES[lengthPrefix];
  const room = reportSize - prefixBytes;
  const reports: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += room) {
    const part = bytes.subarray(from, from + room);
    const report = new Uint8Array(reportSize);
    if (prefixBytes > 0) report[prefixBytes - 1] = part.length & 0xff;
    if (prefixBytes > 1) report[0] = part.length >> 8;
    report.set(part, prefixBytes);
    reports.push(report);
  }
  return reports;
}

/**
 * The bytes a report carries: a view into it. Without a count the filling comes along; whoever knows where a frame ends
 * drops it. @returns null when the count cannot be one
 */
export function hidReportPayload(
  { reportSize, lengthPrefix }: HidReportFormat,
  report: Uint8Array,
): Uint8Array | null {
  const prefixBytes = PREFIX_BYTES[lengthPrefix];
  if (prefixBytes === 0) return report;
  const count = prefixBytes === 1 ? (report[0] ?? 0) : ((report[0] ?? 0) << 8) | (report[1] ?? 0);
  const end = prefixBytes + count;
  return count === 0 || end > report.length || end > reportSize ? null : report.subarray(prefixBytes, end);
}
