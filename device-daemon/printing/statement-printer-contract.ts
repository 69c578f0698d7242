import type { EventEmitter } from 'node:events';
import type { EventPayload } from '#shared/protocol/messages.ts';
import type { StatementPrintErrorCode, StatementPrinted } from '#shared/protocol/statements.ts';
import type { PrinterStatus } from '#shared/protocol/states.ts';
import type { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import type { Result } from '#shared/result.ts';

/** Where the content of a statement comes from: the open session at the records service. */
export type StatementSource = (
  request: IssueStatementRequest,
) => Promise<Result<PensionAccountStatement, SourceFailure>>;

export type SourceFailure =
  | Extract<StatementPrintErrorCode, 'recordsUnavailable' | 'notOnFile' | 'secondFactorRequired'>
  | 'notAuthorised';

export type PrintFailure =
  | { readonly type: 'commandErrorCode'; readonly errorCode: StatementPrintErrorCode }
  | { readonly type: 'authorisationRequired' }
  | { readonly type: 'canceled' }
  /** Another statement is being printed. */
  | { readonly type: 'sequenceError' };

export interface PrintProgress {
  composed(payload: EventPayload<'Statement.ComposedEvent'>): void;
  progress(payload: EventPayload<'Statement.ProgressEvent'>): void;
}

export interface StatementPrinterEvents {
  statusChanged: [status: PrinterStatus];
  /** The tray that held our paper is empty again. */
  mediaTaken: [];
}

export interface StatementPrinter extends EventEmitter<StatementPrinterEvents> {
  readonly status: PrinterStatus;
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * A citizen is here and may want paper soon: loads what takes long to load. Not done at start, so that a kiosk
   * nobody uses stays small.
   */
  prepare(): void;
  /**
   * Prints exactly one statement per `jobId`, however often it is called with it and whenever the daemon dies: a
   * repeat gets the recorded outcome. A printer out of paper or jammed holds the job; it goes on when staff has
   * helped, until `signal` cancels it.
   */
  print(
    request: IssueStatementRequest,
    source: StatementSource,
    progress: PrintProgress,
    signal: AbortSignal,
  ): Promise<Result<StatementPrinted, PrintFailure>>;
}
