import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { StatementJobId, StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';

/**
 * What the daemon must know of its print jobs after a sudden death: one JSON line a step, on the disk before the step
 * is taken. It holds no personal datum: a job's own id, the statement's number, and what became of it.
 *
 * ```
 *   accepted ─▶ composed ─▶ sending ─▶ sent ─▶ completed
 *      │           │           │         │
 *      │           │           └────┬────┴───▶ cancelRequested ─▶ canceled | completed
 *      │           └────────────────┴────────▶ failed | canceled
 *      └─▶ released                             nothing was issued: the id may be used again
 * ```
 * Between `sending` and `sent` only the printer knows whether it has the job.
 */
const JournalStep = v.variant('step', [
  v.strictObject({ step: v.literal('accepted') }),
  v.strictObject({
    step: v.literal('composed'),
    number: v.string(),
    pages: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.strictObject({ step: v.literal('sending') }),
  v.strictObject({ step: v.literal('sent'), ippJobId: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ step: v.literal('cancelRequested') }),
  v.strictObject({ step: v.literal('completed'), mediaTakenSensor: v.boolean() }),
  v.strictObject({ step: v.literal('failed'), code: StatementPrintErrorCode }),
  v.strictObject({ step: v.literal('canceled') }),
  v.strictObject({ step: v.literal('released') }),
]);
export type JournalStep = v.InferOutput<typeof JournalStep>;

const JournalLine = v.strictObject({
  jobId: StatementJobId,
  /** Epoch milliseconds. */
  at: v.number(),
  entry: JournalStep,
});
type JournalLine = v.InferOutput<typeof JournalLine>;

/** All that is known of one job. */
export interface JournalJob {
  readonly jobId: string;
  readonly updatedAt: number;
  readonly last: JournalStep;
  readonly composed: { readonly number: string; readonly pages: number } | null;
  readonly ippJobId: number | null;
  /** True once the document may have reached the printer. */
  readonly mayBeAtPrinter: boolean;
  readonly cancelRequested: boolean;
}

export const isFinished = (job: JournalJob): boolean =>
  job.last.step === 'completed' || job.last.step === 'failed' || job.last.step === 'canceled';

export interface PrintJournal {
  find(jobId: string): JournalJob | null;
  unfinished(): readonly JournalJob[];
  /** Resolves when the line is on the disk. */
  append(jobId: string, entry: JournalStep): Promise<void>;
  close(): Promise<void>;
}

const FILE_NAME = 'print-journal.jsonl';
/** A page repeats a call within minutes; a month answers any question of staff as well. */
const KEEP_FINISHED_MS = 31 * 86_400_000;
/** The file is written anew when it has this many lines more than it needs. */
const COMPACTION_SLACK_LINES = 5_000;

export async function openPrintJournal(folder: string, clock: Clock, logger: Logger): Promise<PrintJournal> {
  const path = join(folder, FILE_NAME);
  await mkdir(folder, { recursive: true });
  const { lines, damaged } = parseJournal(await readIfPresent(path));
  if (damaged > 0) logger.warn('print journal: lines passed over', { damaged });
  const jobs = replay(lines);
  let file = await rewrite(path, jobs, clock());
  let lineCount = countLines(jobs);
  let queue: Promise<void> = Promise.resolve();

  async function write(line: JournalLine): Promise<void> {
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.datasync();
    lineCount += 1;
    apply(jobs, line);
    if (lineCount < countLines(jobs) + COMPACTION_SLACK_LINES) return;
    await file.close();
    file = await rewrite(path, jobs, clock());
    lineCount = countLines(jobs);
  }

  return {
    find: (jobId) => {
      const steps = jobs.get(jobId);
      return steps === undefined ? null : jobOf(steps);
    },
    unfinished: () => [...jobs.values()].map(jobOf).filter((job) => !isFinished(job)),
    append(jobId, entry) {
      const written = queue.then(() => write({ jobId, at: clock(), entry }));
      // A failed write is the caller's to see; the next one starts afresh.
      queue = written.catch(() => undefined);
      return written;
    },
    async close() {
      await queue;
      await file.close();
    },
  };
}

/**
 * Reads what can be read. A power cut can tear the last line; it never parses, because a line is one JSON object and
 * no beginning of an object is one.
 */
export function parseJournal(text: string): { lines: JournalLine[]; damaged: number } {
  const lines: JournalLine[] = [];
  let damaged = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const parsed = v.safeParse(JournalLine, parseJson(line));
    if (parsed.success) lines.push(parsed.output);
    else damaged += 1;
  }
  return { lines, damaged };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Steps = [JournalLine, ...JournalLine[]];

function replay(lines: readonly JournalLine[]): Map<string, Steps> {
  const jobs = new Map<string, Steps>();
  for (const line of lines) apply(jobs, line);
  return jobs;
}

function apply(jobs: Map<string, Steps>, line: JournalLine): void {
  const steps = jobs.get(line.jobId);
  if (line.entry.step === 'released') jobs.delete(line.jobId);
  else if (steps === undefined) jobs.set(line.jobId, [line]);
  else steps.push(line);
}

function jobOf(steps: Steps): JournalJob {
  const last = steps.at(-1) ?? steps[0];
  let composed: JournalJob['composed'] = null;
  let ippJobId: number | null = null;
  for (const { entry } of steps) {
    if (entry.step === 'composed') composed = { number: entry.number, pages: entry.pages };
    if (entry.step === 'sent') ippJobId = entry.ippJobId;
  }
  const had = (step: JournalStep['step']) => steps.some(({ entry }) => entry.step === step);
  return {
    jobId: last.jobId,
    updatedAt: last.at,
    last: last.entry,
    composed,
    ippJobId,
    mayBeAtPrinter: had('sending') || had('sent'),
    cancelRequested: had('cancelRequested'),
  };
}

const countLines = (jobs: ReadonlyMap<string, Steps>): number =>
  [...jobs.values()].reduce((sum, steps) => sum + steps.length, 0);

/** Writes a fresh file beside the old one and puts it in its place: at every moment one whole journal is there. */
async function rewrite(path: string, jobs: Map<string, Steps>, now: number): Promise<FileHandle> {
  for (const [jobId, steps] of jobs) {
    const job = jobOf(steps);
    if (isFinished(job) && job.updatedAt < now - KEEP_FINISHED_MS) jobs.delete(jobId);
  }
  const text = [...jobs.values()]
    .flatMap((steps) => steps.map((line) => `${JSON.stringify(line)}\n`))
    .join('');
  const next = `${path}.next`;
  const fresh = await open(next, 'w', 0o600);
  try {
    await fresh.writeFile(text);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(next, path);
  await syncFolder(dirname(path));
  return open(path, 'a', 0o600);
}

/** The new name is durable only when its folder is. Windows cannot open a folder and does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfPresent(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
