import { type Faults, NO_FAULTS } from './faults.ts';
import type { ScannerPort } from './ports.ts';

export interface FakeCodeScannerOptions {
  readonly plug: () => ScannerPort;
  /** What it ends a code with when it is well. */
  readonly suffix: string;
}

const WRONG_SUFFIXES = { none: '', tab: '\t', etx: '\x03' } as const;
const TOO_LONG_BYTES = 600;

/** A scanner that only sends. It keeps no code. */
export class FakeCodeScanner {
  readonly #options: FakeCodeScannerOptions;
  #port: ScannerPort | null = null;
  #scans = 0;
  /** Of all codes so far; a code is one, unless the faults break it. */
  #piecesSent = 0;
  #faults: Faults = NO_FAULTS;

  constructor(options: FakeCodeScannerOptions) {
    this.#options = options;
  }

  get port(): string | null {
    return this.#port?.name ?? null;
  }

  state(): Record<string, unknown> {
    return {
      power: this.#port !== null,
      port: this.port,
      scans: this.#scans,
      piecesSent: this.#piecesSent,
      faults: this.#faults,
    };
  }

  setPower(on: boolean): void {
    if (on === (this.#port !== null)) return;
    if (on) {
      this.#port = this.#options.plug();
    } else {
      this.#port?.unplug();
      this.#port = null;
    }
  }

  setFaults(faults: Faults): void {
    this.#faults = faults;
  }

  /** @returns when the last byte is on the wire, or the cable is pulled */
  async scan(code: string): Promise<void> {
    const port = this.#port;
    if (port === null) return;
    // Nothing of the life before the cable was pulled reaches the next one.
    const alive = () => port === this.#port;
    const { pieces, times } = this.#faults;
    this.#scans += 1;
    for (let time = 1; time <= times; time += 1) {
      const bytes = Buffer.from(this.#textOf(code), 'latin1');
      const size = pieces === undefined ? bytes.length : Math.ceil(bytes.length / pieces.count);
      for (let from = 0; from < bytes.length; from += size) {
        if (from > 0) await sleep(pieces?.pauseMs ?? 0);
        const part = { bytes: bytes.subarray(from, from + size), isLast: from + size >= bytes.length };
        await port.send(part, alive);
        if (!alive()) return;
        this.#piecesSent += 1;
      }
    }
  }

  #textOf(code: string): string {
    const { wrongSuffix, tooLong, garbage } = this.#faults;
    const middle = Math.ceil(code.length / 2);
    const text = garbage ? `${code.slice(0, middle)}\x9f\xe7\xa0\x81${code.slice(middle)}` : code;
    return (
      (tooLong ? text.padEnd(TOO_LONG_BYTES, '0') : text) +
      (wrongSuffix === undefined ? this.#options.suffix : WRONG_SUFFIXES[wrongSuffix])
    );
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
