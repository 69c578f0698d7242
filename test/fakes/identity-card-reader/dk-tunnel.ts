import { packetsOf, piecesOf, type Wrapping } from './wrappings.ts';

const REPORT_BYTES = 64;
/** What a report says of itself in its first byte; more is no payload. */
const MAX_PAYLOAD = 63;
const ACKNOWLEDGE = 0xff;
/** The command that hands a plain SDT frame to the reader's own security module. */
const LOCAL_MODULE = 0x34;
const FOLLOW = 0xc0;
const MAX_FOLLOWS = 63;
/** What a request's first frame has room for, an answer's, and every further one. */
const FIRST_ANSWER = 59;
const FURTHER = 62;

/**
 * The tunnel of the DK26 and DK200 readers: an SDT frame cut into at most 64 reports without a number.
 *
 * ```
 *             0    1         2     3    4
 *           ┌────┬─────────┬─────┬────┬────┬─────────────────┬─────────┐
 *   request │ n  │ follows │ 34  │ frame, up to 61 bytes     │ 00 … 00 │   n: bytes of payload behind it, 1 … 63
 *           ├────┼─────────┼─────┼────┬────┬─────────────────┼─────────┤
 *   answer  │ n  │ follows │ 34  │ 90 │ 00 │ up to 59 bytes  │ 00 … 00 │
 *           ├────┼─────────┼─────┴────┴────┴─────────────────┼─────────┤
 *   further │ n  │ C0 + i  │ up to 62 bytes                  │ 00 … 00 │   i = 1, 2, …
 *           └────┴─────────┴─────────────────────────────────┴─────────┘
 *   FF in front: an acknowledgement. Anything above 63 has no payload.
 * ```
 */
export function dkTunnel(): Wrapping {
  /** A request whose further reports are still to come. */
  let open: { readonly parts: Uint8Array[]; readonly follows: number } | null = null;

  return {
    hear(report) {
      const payload = payloadOf(report);
      if (payload === null) return new Uint8Array();
      const [mark = 0, command] = payload;
      if (mark <= MAX_FOLLOWS) {
        open = command === LOCAL_MODULE ? { parts: [payload.subarray(2)], follows: mark } : null;
      } else if (open === null || mark !== FOLLOW + open.parts.length) {
        open = null;
      } else {
        open.parts.push(payload.subarray(1));
      }
      if (open === null || open.parts.length <= open.follows) return new Uint8Array();
      const frame = Buffer.concat(open.parts);
      open = null;
      return frame;
    },
    wrap({ bytes, oneByteWrites }) {
      // The number of a report has six bits: an answer of 1,295 bytes cannot come byte by byte.
      const smallest = Math.max(1, Math.ceil(bytes.length / (MAX_FOLLOWS + 1)));
      const first = oneByteWrites ? smallest : FIRST_ANSWER;
      const pieces = [
        bytes.subarray(0, first),
        ...piecesOf(bytes.subarray(first), oneByteWrites ? smallest : FURTHER),
      ];
      return packetsOf(pieces, (piece, index) => ({
        bytes: reportOf(
          index === 0
            ? Buffer.concat([Uint8Array.of(pieces.length - 1, LOCAL_MODULE, 0x90, 0x00), piece])
            : Buffer.concat([Uint8Array.of(FOLLOW + index), piece]),
        ),
      }));
    },
    garbage: (bytes) =>
      packetsOf(piecesOf(bytes, REPORT_BYTES), (piece) => {
        const report = new Uint8Array(REPORT_BYTES);
        report.set(piece);
        return { bytes: report };
      }),
    clear() {
      open = null;
    },
  };
}

function payloadOf(report: Uint8Array): Uint8Array | null {
  const [length = 0] = report;
  if (length === ACKNOWLEDGE || length < 2 || length > MAX_PAYLOAD || length >= report.length) return null;
  return report.subarray(1, 1 + length);
}

function reportOf(payload: Uint8Array): Uint8Array {
  const report = new Uint8Array(REPORT_BYTES);
  report[0] = payload.length;
  report.set(payload, 1);
  return report;
}
