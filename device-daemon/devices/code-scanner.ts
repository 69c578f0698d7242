import { EventEmitter } from 'node:events';
import type { CodeScannerStatus } from '#shared/protocol/states.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { CodeScannerLink, OpenCodeScannerLink } from '../drivers/code-scanner/code-scanner-driver.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import type { CodeScanner, CodeScannerEvents, ScanFailure } from './code-scanner-contract.ts';
import { Repeats } from './code-scanner-repeats.ts';
import { Supervision } from './supervision.ts';

export interface CodeScannerOptions {
  readonly openLink: OpenCodeScannerLink;
  readonly logger: Logger;
}

/** The code scanner with everything that keeps it in use. */
export function createCodeScanner(options: CodeScannerOptions): SupervisedCodeScanner {
  return new SupervisedCodeScanner(options);
}

type Outcome = Result<string, ScanFailure>;

interface WaitingScan {
  /** Nothing happens the second time. */
  finish(outcome: Outcome): void;
}

/** `online` means that the port is open: a scanner only sends, and cannot be asked how it is. */
export class SupervisedCodeScanner extends EventEmitter<CodeScannerEvents> implements CodeScanner {
  readonly #supervision: Supervision<CodeScannerLink>;
  readonly #repeats = new Repeats();
  #link: CodeScannerLink | null = null;
  #waiting: WaitingScan | null = null;

  constructor({ openLink, logger }: CodeScannerOptions) {
    super();
    this.#supervision = new Supervision({
      what: 'code scanner',
      logger,
      openLink,
      attend: (link, signal) => this.#attend(link, signal),
      onState: () => this.emit('statusChanged', this.status),
      onFault: () => this.#waiting?.finish(err('deviceNotReady')),
    });
  }

  get status(): CodeScannerStatus {
    return { device: this.#supervision.state };
  }

  start(): void {
    this.#supervision.start();
  }

  async stop(): Promise<void> {
    this.#waiting?.finish(err('canceled'));
    this.#repeats.forget();
    await this.#supervision.stop();
  }

  scan(signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return Promise.resolve(err('canceled'));
    if (this.#waiting !== null) return Promise.resolve(err('sequenceError'));
    if (!this.#supervision.promising) return Promise.resolve(err('deviceNotReady'));
    return new Promise((resolve) => {
      const cancel = () => scan.finish(err('canceled'));
      const scan: WaitingScan = {
        finish: (outcome) => {
          if (this.#waiting !== scan) return;
          this.#waiting = null;
          this.#link?.listen(null);
          signal.removeEventListener('abort', cancel);
          resolve(outcome);
        },
      };
      this.#waiting = scan;
      signal.addEventListener('abort', cancel, { once: true });
      this.#listen(scan);
    });
  }

  /** Only the port can tell that the scanner is gone, and it tells the life of the device. */
  #attend(link: CodeScannerLink, signal: AbortSignal): Promise<LinkFault> {
    this.#link = link;
    if (this.#waiting !== null) this.#listen(this.#waiting);
    return new Promise((resolve) => {
      const end = () => {
        this.#link = null;
        resolve({ type: 'silent' });
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  #listen(scan: WaitingScan): void {
    this.#link?.listen({
      code: (text) => {
        if (!this.#repeats.isRepeat(text, performance.now())) scan.finish(ok(text));
      },
      unreadable: () => scan.finish(err('unreadable')),
    });
  }
}
