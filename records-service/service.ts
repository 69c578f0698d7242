import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import { type Clock, chinaDate } from '#shared/time/calendar.ts';
import { registerOffices } from './api/office/offices.ts';
import { RefusedCalls } from './api/refused-calls.ts';
import { createServer } from './api/server.ts';
import { NO_ELECTRONIC_CARD_PLATFORM } from './api/sessions/electronic-card-platform.ts';
import { HttpElectronicCardPlatform } from './api/sessions/http-electronic-card-platform.ts';
import { Sessions } from './api/sessions/sessions.ts';
import { registerTerminals } from './api/sessions/terminals.ts';
import { AuditLog } from './audit/audit-log.ts';
import { createLogger } from './audit/logger.ts';
import type { RecordsServiceConfiguration } from './config/schema.ts';
import type { OpenDatabase } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations/all.ts';
import { openConfigured } from './database/open-configured.ts';
import { refreshSampleData } from './sample-data/refresh.ts';
import { createPayments } from './services/payments/payments.ts';
import { readContent } from './services/public-information/content.ts';
import { loadContent } from './services/public-information/load.ts';
import { PasswordHashing } from './services/query-password/password-hashing.ts';
import { QueryPasswords } from './services/query-password/query-passwords.ts';
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
    // Where real people are on file this refuses, before a terminal of a demonstration is let in to them.
    if (configuration.sampleData.enabled)
      await refreshSampleData(database.queries, audit, configuration.issuer.region, chinaDate(clock()));
    await registerTerminals(database.queries, audit, configuration.terminals);
    await registerOffices(database.queries, audit, configuration.offices);
    await loadContent(
      database.queries,
      audit,
      await readContent({
        folder: configuration.publicInformation?.folder ?? null,
        sample: configuration.sampleData.enabled,
        today: chinaDate(clock()),
      }),
      clock(),
    );
    database.requireReplicasToCatchUp();
    const electronicCards =
      configuration.electronicCard === undefined
        ? NO_ELECTRONIC_CARD_PLATFORM
        : new HttpElectronicCardPlatform(configuration.electronicCard, logger);
    const sessions = new Sessions(database.queries, audit, clock, electronicCards);
    const { region } = configuration.issuer;
    const secrets = configuration.queryPassword?.secrets ?? [];
    if (secrets.length === 0) logger.warn('query passwords are hashed without a key of their own');
    const hashing = new PasswordHashing(secrets);
    await warmUp(database.queries, sessions, clock());
    const payments = createPayments(configuration.payments, database.queries, audit, logger, clock);
    const server = createServer(
      {
        database,
        sessions,
        queryPasswords: new QueryPasswords(database.queries, audit, clock, hashing, region),
        refusedCalls: new RefusedCalls(database, audit, clock),
        audit,
        logger,
        issuer: configuration.issuer,
        clock,
        payments,
      },
      configuration.server.trustedProxies,
    );
    await server.listen({ host: configuration.server.host, port: configuration.server.port });
    const { port } = server.server.address() as AddressInfo;
    payments.reconciler.start();
    logger.info('records service ready', { port });
    return {
      port,
      stop: async () => {
        await server.close();
        await payments.reconciler.stop();
        await database.close();
        logger.info('records service stopped');
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
