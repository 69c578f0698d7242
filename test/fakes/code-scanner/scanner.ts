import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { Wire } from '../ports/wire.ts';
import { type Faults, NO_FAULTS } from './faults.ts';

export interface FakeCodeScannerOptions {
  readonly link: string;
  readonly baud: number;
  /** What it ends a code with when it is well. */
  readonly suffix: string;
}

const WRONG_SUFFIXES = { none: '', tab: '\t', etx: '\x03' } as const;
const TOO_LONG_BYTES = 600;

/** A scanner that only sends. It keeps no code. */
export class FakeCodeScanner {
  readonly #options: FakeCodeScannerOptions;
  readonly #wire: Wire;
  #terminal: PseudoTerminal | null = null;
  /** Raised when the power goes, so that nothing of the life before reaches the wire. */
  #life = 0;
  #scans = 0;
  #faults: Faults = NO_FAULTS;

  constructor(options: FakeCodeScannerOptions) {
    this.#options = options;
    this.#wire = new Wire((bytes) => this.#terminal?.write(bytes), options.baud);
  }

  get port(): string | null {
    return this.#terminal?.port ?? null;
  }

  state(): Record<string, unknown> {
    return {
      power: this.#terminal !== null,
      link: this.#options.link,
      port: this.port,
      scans: this.#scans,
      faults: this.#faults,
    };
  }

  setPower(on: boolean): void {
    if (on === (this.#terminal !== null)) return;
    this.#life += 1;
    if (on) {
      this.#terminal = new PseudoTerminal(this.#options.link, () => undefined);
    } else {
      this.#terminal?.close();
      this.#terminal = null;
    }
  }

  setFaults(faults: Faults): void {
    this.#faults = faults;
  }

  /** @returns when the last byte is on the wire */
  async scan(code: string): Promise<void> {
    const life = this.#life;
    const alive = () => life === this.#life;
    const { pieces, times } = this.#faults;
    this.#scans += 1;
    for (let time = 1; time <= times; time += 1) {
      const bytes = Buffer.from(this.#textOf(code), 'latin1');
      const size = pieces === undefined ? bytes.length : Math.ceil(bytes.length / pieces.count);
      for (let from = 0; from < bytes.length; from += size) {
        if (from > 0) await sleep(pieces?.pauseMs ?? 0);
        await this.#wire.send({ bytes: bytes.subarray(from, from + size) }, alive);
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
