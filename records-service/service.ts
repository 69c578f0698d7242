import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import { assertNever } from '#shared/result.ts';
import { type Clock, chinaDate } from '#shared/time/calendar.ts';
import { createServer } from './api/server.ts';
import { NO_ELECTRONIC_CARD_PLATFORM } from './api/sessions/electronic-card-platform.ts';
import { HttpElectronicCardPlatform } from './api/sessions/http-electronic-card-platform.ts';
import { Sessions } from './api/sessions/sessions.ts';
import { registerTerminals } from './api/sessions/terminals.ts';
import { AuditLog } from './audit/audit-log.ts';
import { createLogger, type Logger } from './audit/logger.ts';
import type { RecordsServiceConfiguration } from './config/schema.ts';
import type { OpenDatabase } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations/all.ts';
import { refreshSampleData } from './database/sample-data/refresh.ts';
import { warmUp } from './warm-up.ts';

export interface RecordsService {
  /** The port it really listens on. */
  readonly port: number;
  /** Finishes the calls under way, then closes the database. */
  stop(): Promise<void>;
}

export interface RecordsServiceSurroundings {
  readonly clock?: Clock;
  readonly logDestination?: DestinationStream;
  /** Another way to the database than the configuration's. */
  readonly openDatabase?: () => Promise<OpenDatabase>;
}

/** Starts the whole service: database, schema, terminals, sample citizens, HTTP. */
export async function createRecordsService(
  configuration: RecordsServiceConfiguration,
  { clock = Date.now, logDestination, openDatabase }: RecordsServiceSurroundings = {},
): Promise<RecordsService> {
  const logger = createLogger(configuration.log.level, logDestination);
  const database = await (openDatabase?.() ?? openConfigured(configuration.database, logger));
  try {
    const applied = await database.inScript((script) => migrate(script, MIGRATIONS));
    for (const name of applied) logger.info('migration applied', { name });
    const audit = new AuditLog(logger, clock);
    await registerTerminals(database.queries, audit, configuration.terminals);
    if (configuration.sampleData.enabled)
      await refreshSampleData(database.queries, audit, configuration.issuer.region, chinaDate(clock()));
    const electronicCards =
      configuration.electronicCard === undefined
        ? NO_ELECTRONIC_CARD_PLATFORM
        : new HttpElectronicCardPlatform(configuration.electronicCard, logger);
    const sessions = new Sessions(database.queries, audit, clock, electronicCards);
    await warmUp(database.queries, sessions, clock());
    const server = createServer({
      database,
      sessions,
      audit,
      logger,
      issuer: configuration.issuer,
      clock,
    });
    await server.listen({ host: configuration.server.host, port: configuration.server.port });
    const { port } = server.server.address() as AddressInfo;
    logger.info('records service ready', { port });
    return {
      port,
      stop: async () => {
        await server.close();
        await database.close();
        logger.info('records service stopped');
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The embedded database is loaded only where it is used: it takes some hundred megabytes. */
async function openConfigured(
  configuration: RecordsServiceConfiguration['database'],
  logger: Logger,
): Promise<OpenDatabase> {
  switch (configuration.kind) {
    case 'embedded': {
      const { openEmbeddedDatabase } = await import('./database/embedded.ts');
      await mkdir(configuration.folder, { recursive: true, mode: 0o700 });
      return openEmbeddedDatabase(configuration.folder);
    }
    case 'postgresql': {
      const { openPostgresqlDatabase } = await import('./database/postgresql.ts');
      return openPostgresqlDatabase(configuration.url, () => logger.warn('database connection lost'));
    }
    default:
      return assertNever(configuration, 'kind of database');
  }
}
