import { CodeCollector, type CodeParser, type CodeSink } from './scanned-code.ts';

/**
 * Codes as bar-code scanners send them in HID input reports (USB HID Point of Sale Usage Tables 1.02, usage page 8C).
 * The tables name the fields; the places are those of the report that the makers have agreed on without a standard.
 *
 * ```
 *   offset  0     1       2    3    4     5 … 60    61          62        63
 *         ┌────┬────────┬────┬────┬────┬──────────┬───────────┬─────────┬────────────┐
 *         │ 02 │ length │ 5D │ AIM modifier │ 56 bytes │ symbology │ reserved│ bit 0: more │
 *         └────┴────────┴────┴────┴────┴──────────┴───────────┴─────────┴────────────┘
 * ```
 */
interface HidPosReport {
  readonly reportId: number;
  readonly lengthAt: number;
  readonly dataAt: number;
  readonly dataBytes: number;
  readonly moreAt: number;
  readonly moreBit: number;
}

const REPORTS: readonly HidPosReport[] = [
  { reportId: 0x02, lengthAt: 1, dataAt: 5, dataBytes: 56, moreAt: 63, moreBit: 0x01 },
];

const CR = 0x0d;
const LF = 0x0a;

export class HidPosParser implements CodeParser {
  readonly #collector: CodeCollector;

  constructor(sink: CodeSink) {
    this.#collector = new CodeCollector(sink);
  }

  get running(): boolean {
    return this.#collector.running;
  }

  /** @param bytes one report, its number first */
  push(bytes: Uint8Array, wanted: boolean): void {
    const layout = REPORTS.find(({ reportId }) => reportId === bytes[0]);
    // Reports of other numbers tell of triggers and settings.
    if (layout !== undefined) this.#take(bytes, layout, wanted);
    bytes.fill(0);
  }

  breakOff(): void {
    this.#collector.breakOff();
  }

  abandon(): void {
    this.#collector.abandon();
  }

  forget(): void {
    this.#collector.forget();
  }

  #take(report: Uint8Array, layout: HidPosReport, wanted: boolean): void {
    const length = report[layout.lengthAt] ?? 0;
    const more = ((report[layout.moreAt] ?? 0) & layout.moreBit) !== 0;
    if (!this.#collector.running) this.#collector.begin(wanted);
    if (length > layout.dataBytes || report.length < layout.dataAt + length) {
      // A report that contradicts itself spoils the code it belongs to.
      this.#collector.add(0);
    } else {
      const end = layout.dataAt + (more ? length : withoutSuffix(report, layout.dataAt, length));
      for (const byte of report.subarray(layout.dataAt, end)) this.#collector.add(byte);
    }
    if (!more) this.#collector.finish();
  }
}

/** Scanners that are set to end a code with CR and LF do so here, too. */
function withoutSuffix(report: Uint8Array, from: number, length: number): number {
  let end = length;
  while (end > 0 && (report[from + end - 1] === CR || report[from + end - 1] === LF)) end -= 1;
  return end;
}
