import type { EventPayload } from '#shared/protocol/messages.ts';
import type { StatementPrintErrorCode, StatementPrinted } from '#shared/protocol/statements.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { IppClient, IppFailure, JobAttributes } from './ipp/client.ts';
import { IppStatus } from './ipp/constants.ts';
import type { JournalJob, JournalStep, PrintJournal } from './print-journal.ts';
import { type PrintTiming, pause } from './print-timing.ts';
import type { PrintFailure } from './statement-printer-contract.ts';

export type PrintOutcome = Result<StatementPrinted, PrintFailure>;
type Progress = EventPayload<'Statement.ProgressEvent'>;

/** What a delivery needs of the world around it. */
export interface DeliveryContext {
  readonly client: IppClient;
  readonly journal: PrintJournal;
  readonly logger: Logger;
  readonly timing: PrintTiming;
  /** The daemon stops: leave everything as it stands in the journal. */
  readonly stopped: AbortSignal;
  /** The citizen no longer wants the paper. */
  readonly canceled: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly hasTakenSensor: () => boolean;
}

/** The printer knows our job by this name, whatever number it gave it. */
export const jobNameOf = (jobId: string): string => `kiosk-${jobId}`;

export const DOCUMENT_FORMAT = 'application/pdf';
/** A printer that drops this many documents is broken. */
const MAX_SENDS = 5;

/**
 * Brings one statement to paper exactly once: sends it, follows the printer's job to its end, and where the
 * connection or the daemon died in between lets the printer say whether it has the job.
 *
 * ```
 *              ┌───────────── refused for now, or not connected ────────────┐
 *              ▼                                                            │
 *   ┌──── send the document ── answered ──▶ follow the job ──▶ its end     │
 *   │          │   ▲                           ▲      │                     │
 *   │          │   └─ "no such job", twice ─┐  │      └ document cut off ───┘
 *   │          ▼                            │  │
 *   │   connection lost, mute, noise ──▶ ask for the job by name ─ found ─┘
 *   │                                       ▲
 *   └── the daemon died and is back ────────┘   without the document "no such job" means notPrinted
 * ```
 */
export async function deliverStatement(
  job: JournalJob,
  document: Uint8Array | null,
  context: DeliveryContext,
): Promise<PrintOutcome> {
  return new Delivery(job, document, context).run();
}

/** The outcome that a repeat of a finished job gets. */
export function recordedOutcome(job: JournalJob): PrintOutcome {
  switch (job.last.step) {
    case 'completed':
      return ok({
        statementNumber: job.composed?.number ?? '',
        pages: job.composed?.pages ?? 1,
        mediaTakenSensor: job.last.mediaTakenSensor,
      });
    case 'failed':
      return err({ type: 'commandErrorCode', errorCode: job.last.code });
    case 'canceled':
      return err({ type: 'canceled' });
    default:
      throw new TypeError(`a job at the step ${job.last.step} has no outcome yet`);
  }
}

type End = 'completed' | 'canceled' | 'aborted' | 'cutOff' | 'unknownToPrinter' | 'stopped';

class Delivery {
  readonly #jobId: string;
  readonly #name: string;
  #ippJobId: number | null;
  /** Only the printer can say whether it has the job. */
  #inDoubt: boolean;
  #sends = 0;
  #cancelRecorded: boolean;
  #lastProgress = '';

  constructor(
    job: JournalJob,
    readonly document: Uint8Array | null,
    readonly context: DeliveryContext,
  ) {
    this.#jobId = job.jobId;
    this.#name = jobNameOf(job.jobId);
    this.#ippJobId = job.ippJobId;
    this.#inDoubt = job.mayBeAtPrinter && job.ippJobId === null;
    this.#cancelRecorded = job.cancelRequested;
  }

  get #canceling(): boolean {
    return this.#cancelRecorded || this.context.canceled.aborted;
  }

  async run(): Promise<PrintOutcome> {
    while (!this.context.stopped.aborted) {
      const outcome = await this.#step();
      if (outcome !== null) return outcome;
    }
    return err({ type: 'canceled' });
  }

  /** @returns null to go on */
  async #step(): Promise<PrintOutcome | null> {
    if (this.#ippJobId !== null) return this.#followToEnd(this.#ippJobId);
    if (this.#inDoubt) return this.#settleDoubt();
    if (this.#canceling) return this.#finish({ step: 'canceled' });
    if (this.document === null) return this.#fail('notPrinted');
    return this.#send(this.document);
  }

  async #send(document: Uint8Array): Promise<PrintOutcome | null> {
    const { client, journal, logger, timing, canceled, stopped } = this.context;
    if (this.#sends === MAX_SENDS) return this.#fail('jobAborted');
    this.#sends += 1;
    await journal.append(this.#jobId, { step: 'sending' });
    const answer = await client.printJob({ jobName: this.#name, format: DOCUMENT_FORMAT }, document, {
      signal: AbortSignal.any([canceled, stopped]),
    });
    if (answer.ok) {
      await this.#found(answer.value);
      return null;
    }
    logger.warn('statement not taken by the printer', failureFields(this.#jobId, answer.error));
    switch (answer.error.type) {
      case 'notConnected':
        // Nothing left this machine, so the printer can be waited for without a doubt.
        this.#sends -= 1;
        await this.#waitForPrinter();
        return null;
      case 'connectionLost':
      case 'timeOut':
      case 'badAnswer':
      case 'canceled':
        this.#inDoubt = true;
        return null;
      case 'refused':
        if (!TRY_AGAIN_LATER.has(answer.error.status)) return this.#fail('jobAborted');
        this.#sends -= 1;
        this.#report({ jobState: 'pending' });
        await pause(timing.retryMs, canceled, stopped);
        return null;
      default:
        return assertNever(answer.error);
    }
  }

  /** Asks for the job by its name until the printer has answered. */
  async #settleDoubt(): Promise<PrintOutcome | null> {
    const { timing, logger, stopped } = this.context;
    let saidAbsent = 0;
    while (!stopped.aborted) {
      if (this.context.canceled.aborted) await this.#recordCancel();
      const found = await this.#findAtPrinter();
      switch (found.type) {
        case 'found':
          logger.info('job found at the printer', { jobId: this.#jobId, ippJobId: found.job.id });
          this.#inDoubt = false;
          await this.#found(found.job);
          return null;
        case 'absent':
          saidAbsent += 1;
          if (saidAbsent === 2) {
            logger.info('the printer does not have the job', { jobId: this.#jobId });
            this.#inDoubt = false;
            return null;
          }
          await pause(timing.absenceConfirmMs, stopped);
          break;
        case 'cannotTell':
          // Rather no paper than two: staff can see at the printer what became of it.
          logger.error('the printer cannot list its jobs', { jobId: this.#jobId });
          return this.#fail('jobAborted');
        case 'notReachable':
          saidAbsent = 0;
          await this.#waitForPrinter();
      }
    }
    return null;
  }

  async #findAtPrinter(): Promise<
    | { type: 'found'; job: JobAttributes }
    | { type: 'absent' }
    | { type: 'cannotTell' }
    | { type: 'notReachable' }
  > {
    const ours: JobAttributes[] = [];
    // Running jobs first: a job that ends between the two questions is then seen twice, never missed.
    for (const which of ['not-completed', 'completed'] as const) {
      const answer = await this.context.client.getJobs(which, { signal: this.context.stopped });
      if (answer.ok) ours.push(...answer.value.filter((job) => job.name === this.#name && !isCutOff(job)));
      else return { type: answer.error.type === 'refused' ? 'cannotTell' : 'notReachable' };
    }
    const [best] = ours.sort((one, other) => rank(other) - rank(one) || other.id - one.id);
    return best === undefined ? { type: 'absent' } : { type: 'found', job: best };
  }

  async #found(job: JobAttributes): Promise<void> {
    this.#ippJobId = job.id;
    await this.context.journal.append(this.#jobId, { step: 'sent', ippJobId: job.id });
  }

  async #followToEnd(ippJobId: number): Promise<PrintOutcome | null> {
    const end = await this.#follow(ippJobId);
    switch (end) {
      case 'completed':
        return this.#finish({ step: 'completed', mediaTakenSensor: this.context.hasTakenSensor() });
      case 'canceled':
        // Cancelled at the printer's own panel when it was not us.
        return this.#canceling ? this.#finish({ step: 'canceled' }) : this.#fail('jobAborted');
      case 'aborted':
        return this.#canceling ? this.#finish({ step: 'canceled' }) : this.#fail('jobAborted');
      case 'cutOff':
        this.#ippJobId = null;
        return null;
      case 'unknownToPrinter':
        // It had the job and has forgotten it (switched off with its queue in RAM). Some sheets may be out: sending
        // it once more could make two statements of one.
        this.context.logger.error('the printer has forgotten the job', { jobId: this.#jobId, ippJobId });
        return this.#canceling ? this.#finish({ step: 'canceled' }) : this.#fail('jobAborted');
      case 'stopped':
        return null;
      default:
        return assertNever(end);
    }
  }

  async #follow(ippJobId: number): Promise<End> {
    const { client, timing, canceled, stopped } = this.context;
    let cancelTaken = false;
    while (!stopped.aborted) {
      if (this.#canceling && !cancelTaken) cancelTaken = await this.#cancelAtPrinter(ippJobId);
      const answer = await client.getJobAttributes(ippJobId, { signal: stopped });
      if (answer.ok) {
        const end = this.#look(answer.value);
        if (end !== null) return end;
        await (this.#canceling
          ? pause(timing.busyPollMs, stopped)
          : pause(timing.busyPollMs, canceled, stopped));
      } else if (answer.error.type === 'refused' && answer.error.status === IppStatus.clientErrorNotFound) {
        return 'unknownToPrinter';
      } else {
        await this.#waitForPrinter();
      }
    }
    return 'stopped';
  }

  /** @returns null while the job goes on */
  #look(job: JobAttributes): End | null {
    const sheets = job.sheetsCompleted === null ? {} : { sheets: Math.max(0, job.sheetsCompleted) };
    switch (job.state) {
      case 'pending':
      case 'pendingHeld':
        this.#report({ jobState: 'pending', ...sheets });
        return null;
      case 'processing':
        this.#report({ jobState: 'processing', ...sheets });
        return null;
      case 'processingStopped':
        this.#report({ jobState: 'processing-stopped', ...sheets });
        return null;
      case 'completed':
        this.#report({ jobState: 'processing', ...sheets });
        return 'completed';
      case 'canceled':
        return 'canceled';
      case 'aborted':
        this.context.logger.warn('the printer aborted the job', {
          jobId: this.#jobId,
          reasons: job.reasons.join(' '),
        });
        return isCutOff(job) ? 'cutOff' : 'aborted';
      case null:
        return null;
      default:
        return assertNever(job.state);
    }
  }

  /** @returns true when the printer has taken the wish, or the job is past it */
  async #cancelAtPrinter(ippJobId: number): Promise<boolean> {
    await this.#recordCancel();
    const answer = await this.context.client.cancelJob(ippJobId, { signal: this.context.stopped });
    if (answer.ok) return true;
    this.context.logger.warn('cancel not taken by the printer', failureFields(this.#jobId, answer.error));
    return answer.error.type === 'refused' && !TRY_AGAIN_LATER.has(answer.error.status);
  }

  async #recordCancel(): Promise<void> {
    if (this.#cancelRecorded) return;
    this.#cancelRecorded = true;
    await this.context.journal.append(this.#jobId, { step: 'cancelRequested' });
  }

  async #waitForPrinter(): Promise<void> {
    const { timing, canceled, stopped } = this.context;
    this.#report({ jobState: 'processing-stopped' });
    await (this.#canceling ? pause(timing.retryMs, stopped) : pause(timing.retryMs, canceled, stopped));
  }

  #report(progress: Progress): void {
    const told = JSON.stringify(progress);
    if (told === this.#lastProgress) return;
    this.#lastProgress = told;
    this.context.progress(progress);
  }

  #fail(code: StatementPrintErrorCode): Promise<PrintOutcome> {
    return this.#finish({ step: 'failed', code });
  }

  async #finish(entry: JournalStep): Promise<PrintOutcome> {
    const { journal, logger } = this.context;
    await journal.append(this.#jobId, entry);
    logger.info('statement job ended', {
      jobId: this.#jobId,
      step: entry.step,
      code: entry.step === 'failed' ? entry.code : null,
    });
    const job = journal.find(this.#jobId);
    if (job === null) throw new Error('the journal has lost a job');
    return recordedOutcome(job);
  }
}

const TRY_AGAIN_LATER: ReadonlySet<number> = new Set([
  IppStatus.serverErrorBusy,
  IppStatus.serverErrorNotAcceptingJobs,
  IppStatus.serverErrorServiceUnavailable,
  IppStatus.serverErrorTemporaryError,
]);

/**
 * The connection ended in the middle of the document and the printer gave the torn job up before a sheet was out
 * (job-state-reasons `submission-interrupted`, RFC 8011 5.3.8): as good as never sent.
 */
function isCutOff(job: JobAttributes): boolean {
  return (
    job.state === 'aborted' &&
    job.reasons.includes('submission-interrupted') &&
    (job.sheetsCompleted ?? 0) === 0
  );
}

/** Of several jobs of our name the one that is, or made, the paper. */
function rank(job: JobAttributes): number {
  switch (job.state) {
    case 'pending':
    case 'pendingHeld':
    case 'processing':
    case 'processingStopped':
      return 3;
    case 'completed':
      return 2;
    case 'canceled':
    case 'aborted':
    case null:
      return 1;
  }
}

function failureFields(jobId: string, failure: IppFailure): Record<string, string | number | null> {
  return {
    jobId,
    failure: failure.type,
    status: failure.type === 'refused' ? failure.status : null,
    detail: 'detail' in failure ? failure.detail : null,
  };
}
