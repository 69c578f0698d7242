import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '#shared/result.ts';
import { createLogger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { INVENTED_STATEMENT } from '../printing/statement/invented-statement.ts';
import { createStatementPrinter } from '../printing/statement-printer.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

const PRINT_TIMEOUT_MS = 120_000;

/** Prints one sample statement of nobody, with 样张 across it: printer, paper and fonts without the rest. */
export async function printTest(config: DaemonConfiguration): Promise<ExitCode> {
  const printer = createStatementPrinter({
    printerUri: config.printer.uri,
    // A journal of its own: a test leaves no trace in the kiosk's.
    journalFolder: join(tmpdir(), `kiosk-print-test-${process.pid}`),
    logger: createLogger('warn'),
  });
  await printer.start();
  const printed = await printer.print(
    { jobId: randomUUID(), kind: 'pensionAccount', parameters: { hideNumber: false } },
    async () => ok({ ...INVENTED_STATEMENT, issuedAt: Date.now() }),
    {
      composed: ({ pages }) => console.log(`Set: ${pages} page(s). Sending …`),
      progress: ({ jobState }) => console.log(`Printer: ${jobState}, ${JSON.stringify(printer.status)}`),
    },
    AbortSignal.timeout(PRINT_TIMEOUT_MS),
  );
  await printer.stop();
  if (printed.ok) {
    console.log('Printed.');
    return EXIT.well;
  }
  console.error(printed.error.type === 'commandErrorCode' ? printed.error.errorCode : printed.error.type);
  return EXIT.ill;
}
