import type { EventEmitter } from 'node:events';
import type { CodeScannerStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';

/** `unreadable`: what came is no printable ASCII text of 8–512 characters. */
export type ScanFailure = 'unreadable' | 'deviceNotReady' | 'canceled' | 'sequenceError';

export interface CodeScannerEvents {
  statusChanged: [status: CodeScannerStatus];
}

/** A code scanner and its whole life. What it scans while nobody waits is dropped unread. */
export interface CodeScanner extends EventEmitter<CodeScannerEvents> {
  readonly status: CodeScannerStatus;
  start(): void;
  stop(): Promise<void>;
  /** The next code that is held before it. Opaque: it is not parsed, not kept, not logged. */
  scan(signal: AbortSignal): Promise<Result<string, ScanFailure>>;
}
