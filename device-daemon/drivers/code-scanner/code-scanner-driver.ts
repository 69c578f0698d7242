import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';
import type { CodeSink } from '../../framing/scanned-code.ts';
import type { LinkFault } from '../link-fault.ts';

/** A scanner on its open port. */
export interface CodeScannerLink {
  /** For logs: the port, and how the codes come. */
  readonly port: string;
  readonly model: string;
  /** A scanner that only sends cannot be asked anything: that its port is open is all there is to know. */
  selfTest(): Promise<{ readonly type: 'well'; readonly description: string | null } | LinkFault>;
  /** The codes that begin from now on are for this one; for null they are dropped unread. */
  listen(sink: CodeSink | null): void;
  confirm(): void;
  close(): Promise<void>;
}

/** @param lost the port is gone; at most once, never after close */
export type OpenCodeScannerLink = (lost: () => void) => Promise<Result<CodeScannerLink, BindingOpenError>>;
