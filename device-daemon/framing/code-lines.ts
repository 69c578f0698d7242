import { CodeCollector, type CodeParser, type CodeSink } from './scanned-code.ts';

/**
 * Codes as scanners send them on a serial port, each ended with CR, LF or both:
 *
 * ```
 *   ┌──────────────┬────┬────┐
 *   │ 8–512 × 20–7E│ 0D │(0A)│
 *   └──────────────┴────┴────┘
 * ```
 */
export class CodeLineParser implements CodeParser {
  readonly #collector: CodeCollector;

  constructor(sink: CodeSink) {
    this.#collector = new CodeCollector(sink);
  }

  get running(): boolean {
    return this.#collector.running;
  }

  push(bytes: Uint8Array, wanted: boolean): void {
    for (const byte of bytes) {
      if (byte === CR || byte === LF) {
        // The second of the two ends nothing.
        if (this.#collector.running) this.#collector.finish();
        continue;
      }
      if (!this.#collector.running) this.#collector.begin(wanted);
      this.#collector.add(byte);
    }
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
}

const CR = 0x0d;
const LF = 0x0a;
