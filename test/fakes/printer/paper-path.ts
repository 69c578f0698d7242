import { countPdfPages } from './pdf-pages.ts';

export type Paper = 'full' | 'low' | 'out' | 'jammed';
export type Toner = 'full' | 'low' | 'out';
export type Cover = 'closed' | 'open';

/** job-state of RFC 8011 5.3.7. */
export const JOB_STATE = {
  pending: 3,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;
export type JobStateCode = (typeof JOB_STATE)[keyof typeof JOB_STATE];

export interface FakeJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly createdAt: number;
  state: JobStateCode;
  reasons: string[];
  document: Buffer | null;
  pages: number;
  sheetsCompleted: number;
  processingAt: number | null;
  completedAt: number | null;
}

export interface Output {
  readonly n: number;
  readonly jobName: string;
  /** Sheets that lie, or lay, in the tray. */
  pages: number;
  taken: boolean;
  readonly document: Buffer;
  readonly complete: () => boolean;
}

export const TRAY_CAPACITY = 100;
/** The tray counts sheets below this as low. */
const LOW_SHEETS = 10;
const FULL_SHEETS = 250;
const MS_PER_PAGE = 300;

/** The mechanics: takes jobs one after another, moves sheets, stops where paper, toner or cover say so. */
export class PaperPath {
  readonly jobs: FakeJob[] = [];
  readonly outputs: Output[] = [];
  sheetsLeft = FULL_SHEETS;
  jammed = false;
  toner: Toner = 'full';
  cover: Cover = 'closed';
  sensor = true;
  msPerPage = MS_PER_PAGE;
  /** Without power nothing moves. */
  powered = true;
  #nextJobId = 1;
  #turn: NodeJS.Timeout | null = null;
  #output: Output | null = null;

  constructor(readonly stored: (output: Output) => void) {}

  get paper(): Paper {
    if (this.jammed) return 'jammed';
    if (this.sheetsLeft === 0) return 'out';
    return this.sheetsLeft < LOW_SHEETS ? 'low' : 'full';
  }

  setPaper(paper: Paper): void {
    this.jammed = paper === 'jammed';
    switch (paper) {
      case 'full':
        this.sheetsLeft = FULL_SHEETS;
        break;
      case 'low':
        this.sheetsLeft = LOW_SHEETS - 1;
        break;
      case 'out':
        this.sheetsLeft = 0;
        break;
      case 'jammed':
        break;
    }
  }

  /** What keeps a sheet from moving, as printer-state-reasons. */
  get hindrances(): string[] {
    const reasons: string[] = [];
    if (this.jammed) reasons.push('media-jam-error');
    if (this.sheetsLeft === 0) reasons.push('media-empty-error');
    if (this.toner === 'out') reasons.push('toner-empty-error');
    if (this.cover === 'open') reasons.push('cover-open-error');
    return reasons;
  }

  get trayRemaining(): number {
    const lying = this.outputs.reduce((sum, output) => sum + (output.taken ? 0 : output.pages), 0);
    return Math.max(0, TRAY_CAPACITY - lying);
  }

  get current(): FakeJob | undefined {
    return this.jobs.find((job) => job.state === JOB_STATE.processing || job.state === JOB_STATE.stopped);
  }

  create(name: string, user: string): FakeJob {
    const job: FakeJob = {
      id: this.#nextJobId,
      name,
      user,
      createdAt: Date.now(),
      state: JOB_STATE.pending,
      reasons: ['job-incoming'],
      document: null,
      pages: 0,
      sheetsCompleted: 0,
      processingAt: null,
      completedAt: null,
    };
    this.#nextJobId += 1;
    this.jobs.push(job);
    return job;
  }

  submit(job: FakeJob, document: Buffer): void {
    job.document = document;
    job.pages = countPdfPages(document);
    job.reasons = ['none'];
    this.advance();
  }

  abort(job: FakeJob, reason: string): void {
    this.#end(job, JOB_STATE.aborted, [reason, 'aborted-by-system']);
  }

  /** @returns false when the job is past cancelling */
  cancel(job: FakeJob): boolean {
    if (job.state >= JOB_STATE.canceled) return false;
    if (job === this.current) this.#stopTurning();
    this.#end(job, JOB_STATE.canceled, ['job-canceled-by-user']);
    this.advance();
    return true;
  }

  take(output: Output): void {
    output.taken = true;
    this.advance();
  }

  /** Looks at everything anew and lets the next sheet start when nothing is in its way. */
  advance(): void {
    if (!this.powered) {
      this.#stopTurning();
      return;
    }
    const job = this.current ?? this.jobs.find((next) => next.state === JOB_STATE.pending && next.document);
    if (job === undefined) return;
    const hindrances = this.hindrances;
    if (hindrances.length > 0) {
      this.#stopTurning();
      job.state = JOB_STATE.stopped;
      job.reasons = ['printer-stopped', ...hindrances];
      return;
    }
    job.state = JOB_STATE.processing;
    job.reasons = ['job-printing'];
    job.processingAt ??= Date.now();
    this.#turn ??= setTimeout(() => this.#sheetOut(job), this.msPerPage);
  }

  #sheetOut(job: FakeJob): void {
    this.#turn = null;
    const document = job.document;
    if (document === null) throw new Error('a job without a document was started');
    this.sheetsLeft -= 1;
    job.sheetsCompleted += 1;
    if (this.#output === null) {
      this.#output = {
        n: this.outputs.length + 1,
        jobName: job.name,
        pages: 0,
        taken: false,
        document,
        complete: () => job.state === JOB_STATE.completed,
      };
      this.outputs.push(this.#output);
    }
    this.#output.pages += 1;
    if (job.sheetsCompleted >= job.pages) {
      const output = this.#output;
      this.#end(job, JOB_STATE.completed, ['job-completed-successfully']);
      this.stored(output);
    }
    this.advance();
  }

  #end(job: FakeJob, state: JobStateCode, reasons: string[]): void {
    if (job.state === JOB_STATE.processing || job.state === JOB_STATE.stopped) this.#output = null;
    job.state = state;
    job.reasons = reasons;
    job.completedAt = Date.now();
  }

  #stopTurning(): void {
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
  }
}
