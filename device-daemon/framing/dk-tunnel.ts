/**
 * 德科 DK readers carry SDT through reports of 64 bytes, in frames of their own.
 *
 * ```
 *   report   │ n │ n bytes of a frame, 1 … 63 │ 00 … │      n = FF: flow control, nothing of a frame
 *
 *   first    │ follow-up frames to come, 0 … 63 │ cmd │ data, up to 61 bytes │
 *   follow   │ C0 + its number, 1 …             │ data, up to 62 bytes       │
 *   answer   │ follow-up frames to come         │ cmd │ 90 00 │ data, up to 59 bytes │   then follows as above
 *
 *   cmd 34   "local module": the data are an SDT frame, the answer's data its answer
 * ```
 */
export const DK_REPORT_BYTES = 64;
const LOCAL_MODULE = 0x34;
const FLOW_CONTROL = 0xff;
const FOLLOW = 0xc0;
const MOST_FOLLOWS = 0x3f;
const FIRST_DATA_BYTES = 61;
const FOLLOW_DATA_BYTES = 62;

/** @returns the reports for one SDT request, in order */
export function encodeDkRequest(request: Uint8Array): Uint8Array[] {
  const follows = Math.ceil(Math.max(0, request.length - FIRST_DATA_BYTES) / FOLLOW_DATA_BYTES);
  if (follows > MOST_FOLLOWS) throw new RangeError(`${request.length} bytes through the DK tunnel`);
  const reports = [report([follows, LOCAL_MODULE], request.subarray(0, FIRST_DATA_BYTES))];
  for (let number = 1; number <= follows; number += 1) {
    const from = FIRST_DATA_BYTES + (number - 1) * FOLLOW_DATA_BYTES;
    reports.push(report([FOLLOW | number], request.subarray(from, from + FOLLOW_DATA_BYTES)));
  }
  return reports;
}

function report(head: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(DK_REPORT_BYTES);
  bytes[0] = head.length + data.length;
  bytes.set(head, 1);
  bytes.set(data, 1 + head.length);
  return bytes;
}

export interface DkTunnelSink {
  /** The next bytes of the module's answer: a view into the report. */
  data(bytes: Uint8Array): void;
  /** So many bytes of a report belonged to no answer. */
  discarded(count: number): void;
}

/**
 * Takes the module's bytes out of the reports, each as it comes. A report out of its order ends the answer it stood in:
 * nothing more is taken before the next first frame, and the SDT checksum tells that something is missing.
 */
export class DkTunnelDecoder {
  readonly #sink: DkTunnelSink;
  /** Number of the follow-up frame that must come next, and of the last one. */
  #next = 1;
  #last = 0;

  constructor(sink: DkTunnelSink) {
    this.#sink = sink;
  }

  push(report: Uint8Array): void {
    const length = report[0] ?? 0;
    if (length === FLOW_CONTROL) return;
    // Empty, or it claims more than there is.
    if (length === 0 || length >= DK_REPORT_BYTES || length >= report.length) {
      this.#drop(report);
      return;
    }
    const head = report[1] ?? 0;
    if (head <= MOST_FOLLOWS) this.#first(report.subarray(1, 1 + length), report);
    else this.#follow(head, report.subarray(2, 1 + length), report);
  }

  #first(frame: Uint8Array, report: Uint8Array): void {
    const ran = frame.length >= 4 && frame[1] === LOCAL_MODULE && frame[2] === 0x90 && frame[3] === 0x00;
    if (!ran) {
      this.#drop(report);
      return;
    }
    this.#next = 1;
    this.#last = frame[0] ?? 0;
    if (frame.length > 4) this.#sink.data(frame.subarray(4));
  }

  #follow(head: number, data: Uint8Array, report: Uint8Array): void {
    if (this.#next > this.#last || head !== (FOLLOW | this.#next)) {
      this.#drop(report);
      return;
    }
    this.#next += 1;
    if (data.length > 0) this.#sink.data(data);
  }

  #drop(report: Uint8Array): void {
    this.#next = 1;
    this.#last = 0;
    this.#sink.discarded(report.length);
  }
}
