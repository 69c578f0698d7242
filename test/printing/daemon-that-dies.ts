import { pathToFileURL } from 'node:url';
import { createLogger } from '#device-daemon/audit/logger.ts';
import { createComposer } from '#device-daemon/printing/composer.ts';
import { createStatementPrinter } from '#device-daemon/printing/statement-printer.ts';
import { ok } from '#shared/result.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';

/**
 * The printing part of the daemon as a process of its own, so that a test can kill it at a chosen moment.
 * Arguments: printer URI, journal folder, worker file, job id.
 */
const [printerUri = '', journalFolder = '', worker = '', jobId = ''] = process.argv.slice(2);
const logger = createLogger('error');
const printer = createStatementPrinter({
  printerUri,
  journalFolder,
  logger,
  composer: createComposer(logger, pathToFileURL(worker)),
});
await printer.start();
const tell = (what: string) => () => process.send?.(what);
await printer.print(
  { jobId, kind: 'pensionAccount', parameters: { hideNumber: false } },
  async () => {
    process.send?.('issuing');
    return ok(SAMPLE_STATEMENTS.inWork);
  },
  { composed: tell('composed'), progress: tell('progress') },
  new AbortController().signal,
);
process.send?.('printed');
