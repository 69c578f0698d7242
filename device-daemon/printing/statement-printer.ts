import { EventEmitter } from 'node:events';
import type { EventPayload } from '#shared/protocol/messages.ts';
import type { PrinterStatus } from '#shared/protocol/states.ts';
import type { IssueStatementRequest } from '#shared/records-api/statements.ts';
import { err } from '#shared/result.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';
import { type Composer, createComposer } from './composer.ts';
import { createIppClient, type IppClient } from './ipp/client.ts';
import { IppStatus } from './ipp/constants.ts';
import { createIppTransport, httpUrlOf } from './ipp/transport.ts';
import { isFinished, type JournalJob, openPrintJournal, type PrintJournal } from './print-journal.ts';
import { PRINT_TIMING, type PrintTiming } from './print-timing.ts';
import { PrinterMonitor } from './printer-monitor.ts';
import { hindrance } from './printer-status.ts';
import {
  DOCUMENT_FORMAT,
  deliverStatement,
  jobNameOf,
  type PrintOutcome,
  recordedOutcome,
} from './statement-job.ts';
import type {
  PrintProgress,
  StatementPrinter,
  StatementPrinterEvents,
  StatementSource,
} from './statement-printer-contract.ts';
import type { ComposedStatement } from './typst-compiler.ts';

export interface StatementPrinterOptions {
  /** `ipp://host[:631]/path` or `ipps://…`, the printer itself or a queue of CUPS. */
  readonly printerUri: string;
  /** Holds the print journal. */
  readonly journalFolder: string;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly timing?: Partial<PrintTiming>;
  readonly composer?: Composer;
}

/** @throws TypeError for a URI that the configuration should have refused */
export function createStatementPrinter(options: StatementPrinterOptions): StatementPrinter {
  const url = httpUrlOf(options.printerUri);
  if (!url.ok) throw new TypeError('printer.uri is ipp://HOST[:PORT]/PATH or ipps://…');
  return new IppStatementPrinter(options, createIppClient(options.printerUri, createIppTransport(url.value)));
}

/** A job between its first call and its end. */
interface RunningJob {
  /** A citizen waits for it. Otherwise it is left over from an earlier life, or cancelled and still at the printer. */
  foreground: boolean;
  readonly cancel: AbortController;
  readonly listeners: Set<PrintProgress>;
  composed: EventPayload<'Statement.ComposedEvent'> | null;
  lastProgress: EventPayload<'Statement.ProgressEvent'> | null;
  outcome: Promise<PrintOutcome>;
}

class IppStatementPrinter extends EventEmitter<StatementPrinterEvents> implements StatementPrinter {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #timing: PrintTiming;
  readonly #client: IppClient;
  readonly #composer: Composer;
  readonly #journalFolder: string;
  readonly #monitor: PrinterMonitor;
  readonly #stopped = new AbortController();
  readonly #running = new Map<string, RunningJob>();
  #journal: PrintJournal | null = null;
  #prepared = false;

  constructor(options: StatementPrinterOptions, client: IppClient) {
    super();
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
    this.#timing = { ...PRINT_TIMING, ...options.timing };
    this.#client = client;
    this.#composer = options.composer ?? createComposer(options.logger);
    this.#journalFolder = options.journalFolder;
    const events = {
      statusChanged: (status: PrinterStatus) => this.emit('statusChanged', status),
      mediaTaken: () => this.emit('mediaTaken'),
    };
    this.#monitor = new PrinterMonitor(
      client,
      this.#timing,
      this.#clock,
      options.logger,
      events,
      this.#stopped.signal,
    );
  }

  get status(): PrinterStatus {
    return this.#monitor.status;
  }

  async start(): Promise<void> {
    const journal = await openPrintJournal(this.#journalFolder, this.#clock, this.#logger);
    this.#journal = journal;
    this.#monitor.start();
    for (const job of journal.unfinished()) {
      if (job.mayBeAtPrinter) this.#settleInBackground(job);
      // Died before anything was sent, and the content died with the daemon.
      else await journal.append(job.jobId, { step: 'failed', code: 'notPrinted' });
    }
  }

  prepare(): void {
    if (this.#prepared) return;
    this.#prepared = true;
    this.#composer.warmUp().catch((error: unknown) => {
      if (!this.#stopped.signal.aborted) this.#logger.error('statement engine not warm', errorField(error));
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled([...this.#running.values()].map((job) => job.outcome));
    await this.#monitor.ended();
    await this.#composer.stop();
    this.#client.close();
    await this.#journal?.close();
  }

  print(
    request: IssueStatementRequest,
    source: StatementSource,
    progress: PrintProgress,
    signal: AbortSignal,
  ): Promise<PrintOutcome> {
    const journal = this.#journal;
    if (journal === null) throw new TypeError('print() before start()');
    const running = this.#running.get(request.jobId);
    if (running !== undefined) return this.#join(running, progress, signal);
    const known = journal.find(request.jobId);
    if (known !== null && isFinished(known)) return Promise.resolve(recordedOutcome(known));
    if ([...this.#running.values()].some((job) => job.foreground)) {
      return Promise.resolve(err({ type: 'sequenceError' }));
    }
    const started = this.#track(request.jobId, true, (job) =>
      // Its earlier run broke off (a full disk, say) after the document may have left: only the printer knows.
      known?.mayBeAtPrinter
        ? this.#deliver(journal, request.jobId, null, job)
        : this.#run(journal, request, source, job),
    );
    return this.#join(started, progress, signal);
  }

  /** Registers the job before anything is awaited, so that a repeat a moment later finds it. */
  #track(jobId: string, foreground: boolean, run: (job: RunningJob) => Promise<PrintOutcome>): RunningJob {
    const job: RunningJob = {
      foreground,
      cancel: new AbortController(),
      listeners: new Set(),
      composed: null,
      lastProgress: null,
      outcome: Promise.resolve(err({ type: 'canceled' })),
    };
    this.#running.set(jobId, job);
    job.outcome = run(job).finally(() => this.#running.delete(jobId));
    return job;
  }

  async #join(job: RunningJob, progress: PrintProgress, signal: AbortSignal): Promise<PrintOutcome> {
    job.listeners.add(progress);
    if (job.composed !== null) progress.composed(job.composed);
    if (job.lastProgress !== null) progress.progress(job.lastProgress);
    let onAbort = () => {};
    const gaveUp = new Promise<PrintOutcome>((resolve) => {
      onAbort = () => {
        job.cancel.abort();
        // The printer may be out of reach: the job is then cancelled when it is back, without anybody waiting.
        setTimeout(() => {
          job.foreground = false;
          resolve(err({ type: 'canceled' }));
        }, this.#timing.cancelWaitMs).unref();
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([job.outcome, gaveUp]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      job.listeners.delete(progress);
    }
  }

  async #run(
    journal: PrintJournal,
    request: IssueStatementRequest,
    source: StatementSource,
    job: RunningJob,
  ): Promise<PrintOutcome> {
    const { jobId } = request;
    const canceled = job.cancel.signal;
    const refusal = await this.#refusal(jobId);
    if (refusal !== null) return refusal;
    if (canceled.aborted) return err({ type: 'canceled' });

    await journal.append(jobId, { step: 'accepted' });
    const issued = await unlessAborted(source(request), AbortSignal.any([canceled, this.#stopped.signal]));
    // Stopping is no cancelling: the journal stays at `accepted`, and the next life says notPrinted.
    if (issued === null && !canceled.aborted) return err({ type: 'canceled' });
    if (issued === null) return this.#cancelBeforeSending(journal, jobId);
    if (!issued.ok) {
      await journal.append(jobId, { step: 'released' });
      return issued.error === 'notAuthorised'
        ? err({ type: 'authorisationRequired' })
        : err({ type: 'commandErrorCode', errorCode: issued.error });
    }

    const statement = issued.value;
    let composed: ComposedStatement;
    try {
      composed = await this.#composer.compose(statement);
    } catch (error) {
      // Nothing left the daemon: the same id may be tried again.
      this.#logger.error('statement not composed', { jobId, ...errorField(error) });
      await journal.append(jobId, { step: 'released' });
      throw error;
    }
    const { pages, pdf } = composed;
    await journal.append(jobId, { step: 'composed', number: statement.number, pages });
    job.composed = { pages };
    for (const listener of job.listeners) listener.composed({ pages });
    if (canceled.aborted) return this.#cancelBeforeSending(journal, jobId);

    return this.#deliver(journal, jobId, pdf, job);
  }

  /** Why nothing can be printed now; asked of the printer itself, not of what was known a while ago. */
  async #refusal(jobId: string): Promise<PrintOutcome | null> {
    await this.#monitor.refresh();
    const errorCode = hindrance(this.#monitor.status);
    if (errorCode !== null) return err({ type: 'commandErrorCode', errorCode });
    if (this.#running.size > 1) return err({ type: 'sequenceError' });
    const valid = await this.#client.validateJob(
      { jobName: jobNameOf(jobId), format: DOCUMENT_FORMAT },
      { signal: this.#stopped.signal },
    );
    if (valid.ok) return null;
    if (valid.error.type !== 'refused') {
      return err({ type: 'commandErrorCode', errorCode: 'printerOffline' });
    }
    // Validate-Job is there to find this before a statement is issued in vain.
    if (valid.error.status === IppStatus.serverErrorOperationNotSupported) return null;
    this.#logger.error('the printer takes no PDF on A4', { jobId, status: valid.error.status });
    return err({ type: 'commandErrorCode', errorCode: 'jobAborted' });
  }

  async #cancelBeforeSending(journal: PrintJournal, jobId: string): Promise<PrintOutcome> {
    await journal.append(jobId, { step: 'canceled' });
    return err({ type: 'canceled' });
  }

  #settleInBackground(job: JournalJob): void {
    const journal = this.#journal;
    if (journal === null) throw new TypeError('settling before start()');
    this.#logger.info('settling a job of an earlier life', { jobId: job.jobId, step: job.last.step });
    const settled = this.#track(job.jobId, false, (running) =>
      this.#deliver(journal, job.jobId, null, running),
    );
    settled.outcome.catch((error: unknown) => this.#logger.error('job not settled', errorField(error)));
  }

  async #deliver(
    journal: PrintJournal,
    jobId: string,
    document: Uint8Array | null,
    running: RunningJob,
  ): Promise<PrintOutcome> {
    const job = journal.find(jobId);
    if (job === null) throw new Error('the journal has lost a job');
    this.#monitor.jobStarts();
    try {
      return await deliverStatement(job, document, {
        client: this.#client,
        journal,
        logger: this.#logger,
        timing: this.#timing,
        stopped: this.#stopped.signal,
        canceled: running.cancel.signal,
        hasTakenSensor: () => this.#monitor.hasTakenSensor,
        progress: (progress) => {
          running.lastProgress = progress;
          for (const listener of running.listeners) listener.progress(progress);
        },
      });
    } finally {
      this.#monitor.jobEnded();
    }
  }
}

/** `null` when the signal fires first. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(null);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function errorField(error: unknown): { error: string } {
  return { error: error instanceof Error ? error.message : 'unknown' };
}
