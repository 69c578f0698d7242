import { EventEmitter } from 'node:events';
import { err, type Result } from '#shared/result.ts';
import type { CodeScanner, CodeScannerEvents, ScanFailure } from './code-scanner-contract.ts';

/** A kiosk that is not meant to have a code scanner. */
export class NoCodeScanner extends EventEmitter<CodeScannerEvents> implements CodeScanner {
  readonly status = { device: 'noDevice' } as const;

  start(): void {}

  async stop(): Promise<void> {}

  async scan(): Promise<Result<string, ScanFailure>> {
    return err('deviceNotReady');
  }
}
