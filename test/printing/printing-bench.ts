import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { createLogger } from '#device-daemon/audit/logger.ts';
import { createComposer } from '#device-daemon/printing/composer.ts';
import { createStatementPrinter } from '#device-daemon/printing/statement-printer.ts';
import type {
  PrintFailure,
  StatementPrinter,
  StatementSource,
} from '#device-daemon/printing/statement-printer-contract.ts';
import type { EventPayload } from '#shared/protocol/messages.ts';
import type { StatementPrinted } from '#shared/protocol/statements.ts';
import type { PrinterStatus } from '#shared/protocol/states.ts';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { ok, type Result } from '#shared/result.ts';
import { FakeDevice } from '../fakes/fake-client.ts';
import { builtFakePrinter, builtTypstWorker } from './built.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';

const execute = promisify(execFile);

export interface FakeOutput {
  n: number;
  jobName: string;
  pages: number;
  complete: boolean;
  taken: boolean;
  size: number;
}

export interface FakePrinterState {
  paper: string;
  trayRemaining: number;
  jobs: { id: number; name: string; state: number; sheetsCompleted: number; pages: number }[];
}

/** Short waits, so that a test takes as long as the paper does. */
const TEST_TIMING = {
  idlePollMs: 100,
  busyPollMs: 20,
  retryMs: 50,
  absenceConfirmMs: 100,
  cancelWaitMs: 1_500,
};

/** A fake printer in a process of its own, with a folder for journals. */
export async function fakePrinter(speedMsPerPage = 30, port = 0) {
  const program = await builtFakePrinter();
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-printing-'));
  const device = await FakeDevice.start(
    'printer',
    ['--port', String(port), '--folder', join(folder, 'printed')],
    dirname(program),
  );
  onTestFinished(async () => {
    await device.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await device.call('PUT /state', { speedMsPerPage });
  const outputs = () => device.call<FakeOutput[]>('GET /output');
  return {
    device,
    uri: String(device.info['uri']),
    journalFolder: join(folder, 'journal'),
    outputs,
    state: () => device.call<FakePrinterState>('GET /state'),
    set: (state: object) => device.call('PUT /state', state),
    faults: (faults: object) => device.call('PUT /faults', faults),
    power: (on: boolean) => device.call('PUT /power', { on }),
    /** The cancel key on the printer's own panel. */
    cancelAtPanel: (jobId: number) => device.call(`DELETE /jobs/${jobId}`),
    take: (n: number) => device.call(`DELETE /output/${n}`),
    async textOf(n: number): Promise<string> {
      const { base64 } = await device.call<{ base64: string }>(`GET /output/${n}`);
      const file = join(folder, `output-${n}.pdf`);
      await writeFile(file, Buffer.from(base64, 'base64'));
      // In the order of the document: a table's row is a line.
      const { stdout } = await execute('pdftotext', ['-raw', file, '-']);
      return stdout;
    },
  };
}
export type FakePrinter = Awaited<ReturnType<typeof fakePrinter>>;

/** The real statement printer of the daemon, started on that printer. */
export async function startedPrinter(
  fake: Pick<FakePrinter, 'uri' | 'journalFolder'>,
): Promise<StatementPrinter> {
  const logger = createLogger('error');
  const printer = createStatementPrinter({
    printerUri: fake.uri,
    journalFolder: fake.journalFolder,
    logger,
    timing: TEST_TIMING,
    composer: createComposer(logger, pathToFileURL(await builtTypstWorker())),
  });
  await printer.start();
  onTestFinished(() => printer.stop());
  return printer;
}

export interface RunningPrint {
  readonly jobId: string;
  readonly outcome: Promise<Result<StatementPrinted, PrintFailure>>;
  readonly cancel: () => void;
  readonly composed: EventPayload<'Statement.ComposedEvent'>[];
  readonly progress: EventPayload<'Statement.ProgressEvent'>[];
  readonly issued: string[];
}

/** Calls `print` as the server does and writes down what it tells. */
export function print(
  printer: StatementPrinter,
  {
    statement = SAMPLE_STATEMENTS.inWork as PensionAccountStatement,
    jobId = randomUUID() as string,
    source,
  }: { statement?: PensionAccountStatement; jobId?: string; source?: StatementSource } = {},
): RunningPrint {
  const controller = new AbortController();
  const composed: RunningPrint['composed'] = [];
  const progress: RunningPrint['progress'] = [];
  const issued: string[] = [];
  const outcome = printer.print(
    { jobId, kind: 'pensionAccount', parameters: { hideNumber: false } },
    source ??
      (async (request) => {
        issued.push(request.jobId);
        return ok(statement);
      }),
    { composed: (event) => composed.push(event), progress: (event) => progress.push(event) },
    controller.signal,
  );
  return { jobId, outcome, cancel: () => controller.abort(), composed, progress, issued };
}

/** Waits for the status, as the page would see it. */
export async function statusOf(
  printer: StatementPrinter,
  wanted: Partial<PrinterStatus>,
): Promise<PrinterStatus> {
  const fits = (status: PrinterStatus) =>
    Object.entries(wanted).every(([key, value]) => status[key as keyof PrinterStatus] === value);
  while (!fits(printer.status)) await once(printer, 'statusChanged', { signal: AbortSignal.timeout(10_000) });
  return printer.status;
}

export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
