import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLogger } from './audit/logger.ts';
import { loadConfiguration } from './config/load.ts';
import type { DaemonConfiguration } from './config/schema.ts';
import { openIdentityCardReader } from './devices/open-identity-card-reader.ts';
import { createStatementPrinter } from './printing/statement-printer.ts';
import { CitizenSession } from './records/citizen-session.ts';
import { createEvidenceSigner } from './records/evidence.ts';
import { RecordsClient } from './records/records-client.ts';
import { RecordsWatch } from './records/records-watch.ts';
import { openTerminalKey } from './records/terminal-key.ts';
import { identityCardRead } from './server/commands/identity-card-read.ts';
import { statementPrint } from './server/commands/statement-print.ts';
import { KioskServer } from './server/kiosk-server.ts';
import { KioskState } from './server/kiosk-state.ts';
import { Metrics } from './server/metrics.ts';
import { PageFiles } from './server/page-files.ts';
import { RecordsProxy } from './server/records-proxy.ts';
import { VisitKeeper } from './server/visit-keeper.ts';

/** The first screen has the processor to itself; nobody asks for paper sooner. */
const FIRST_SCREEN_MS = 1_500;

const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (values.config === undefined) refuse(['--config FILE is needed']);
const configuration = await loadConfiguration(values.config);
if (!configuration.ok) refuse(configuration.error);
await run(configuration.value);

function refuse(reasons: readonly string[]): never {
  process.stderr.write(
    `kiosk-daemon: the configuration is refused\n${reasons.map((reason) => `  ${reason}\n`).join('')}`,
  );
  process.exit(2);
}

async function run(config: DaemonConfiguration): Promise<void> {
  const logger = createLogger(config.log.level);
  const clock = Date.now;
  const key = await openTerminalKey(config.terminal.privateKeyFile);
  if (key.made) logger.info('terminal key made', { publicKeyFile: key.publicKeyFile });

  const reader = openIdentityCardReader(config.identityCardReader, logger);
  const printer = createStatementPrinter({
    printerUri: config.printer.uri,
    journalFolder: config.journal.folder,
    clock,
    logger,
  });
  const records = new RecordsClient(config.records.url);
  const state = new KioskState({
    identityCardReader: reader.status,
    printer: printer.status,
    records: { device: 'starting' },
  });
  const session = new CitizenSession(
    records,
    createEvidenceSigner(config.terminal.id, key.privateKey, clock),
    logger,
    (open) => state.setSessionOpen(open),
  );
  const metrics = new Metrics(state);
  const visits = new VisitKeeper(session, (name, payload) => server.tell(name, payload), logger);
  const server = new KioskServer({
    terminalId: config.terminal.id,
    page: new PageFiles(join(import.meta.dirname, '..', 'kiosk-ui')),
    records: new RecordsProxy(session, metrics, logger, visits.sessionExpired),
    handlers: {
      'Common.Status': {
        outlivesPage: false,
        run: async () => ({ completionCode: 'success', payload: state.status }),
      },
      'IdentityCard.Read': identityCardRead(reader, (card) => {
        session.begin(card);
        setTimeout(() => printer.prepare(), FIRST_SCREEN_MS);
      }),
      'Statement.Print': statementPrint(printer, session),
      'Session.End': {
        outlivesPage: false,
        run: async () => {
          void session.end();
          return { completionCode: 'success', payload: {} };
        },
      },
    },
    state,
    metrics,
    logger,
    onPageCame: visits.pageCame,
    onPageGone: visits.pageGone,
  });
  const recordsWatch = new RecordsWatch(records, (status) => state.change('records', status));

  visits.watch(reader);
  reader.on('statusChanged', (status) => state.change('identityCardReader', status));
  printer.on('statusChanged', (status) => state.change('printer', status));
  printer.on('mediaTaken', () => server.tell('Printer.MediaTakenEvent', {}));

  const port = await server.listen(config.server.port);
  reader.start();
  recordsWatch.start();
  await printer.start();
  logger.info('kiosk daemon ready', { port, terminalId: config.terminal.id });

  const stop = async () => {
    recordsWatch.stop();
    await visits.stop();
    await Promise.all([server.stop(), reader.stop(), printer.stop()]);
    records.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}
