import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Logger } from '../audit/logger.ts';
import type { Database, OpenDatabase, ReadFreshness, SqlScript } from './database.ts';
import { parseDatabaseUrl, type ServerAddress } from './database-url.ts';
import { PrimaryPool } from './primary-pool.ts';
import { Replicas } from './replicas.ts';
import { DatabaseRefused, requireFitServer, whyUnreachable } from './requirements.ts';
import type { Connection, ServerConnections } from './server-connections.ts';
import { DatabaseUnavailable, isConnectionLost, isDatabaseUnavailable } from './unavailable.ts';

const WATCH_EVERY_MS = 500;
/** After so long its caller is about to leave: a read that broke is not begun again. */
const READ_AGAIN_WITHIN_MS = 5_000;
/** A migration may rewrite a large table. The driver has no word for "for ever". */
const NO_TIMEOUT_MS = 2_147_483_647;

export interface PostgresqlSettings {
  /** One server, or several of which one can be written to. */
  readonly url: string;
  /** Addresses of standbys. */
  readonly replicas: readonly string[];
  readonly replicaLagMaxMs: number;
}

/**
 * @returns once a server that can be written to has been found
 * @throws DatabaseRefused with what staff has to do
 */
export async function openPostgresqlDatabase(
  { url, replicas: replicaUrls, replicaLagMaxMs }: PostgresqlSettings,
  logger: Logger,
): Promise<OpenDatabase> {
  const onLost = ({ name }: ServerAddress) => logger.warn('database connection lost', { server: name });
  const primary = new PrimaryPool(serversOf(url), {
    connectionLost: onLost,
    primaryFound: ({ name }, timeline) => logger.info('database found', { server: name, timeline }),
    primaryLost: ({ name }) => logger.warn('database lost', { server: name }),
  });
  const replicas = new Replicas(
    replicaUrls.flatMap((replica) => serversOf(replica)),
    replicaLagMaxMs,
    onLost,
    ({ name }, usable) =>
      usable
        ? logger.info('replica in use', { server: name })
        : logger.warn('replica left out', { server: name }),
  );
  const watch = new Watch(primary, replicas);
  const close = async () => {
    watch.stop();
    await Promise.all([primary.close(), replicas.close()]);
  };
  try {
    await requireFitServer(primary);
  } catch (error) {
    await close();
    throw isDatabaseUnavailable(error) ? new DatabaseRefused(whyUnreachable(error), { cause: error }) : error;
  }
  watch.start();

  async function onPrimary<T>(work: (queries: Database) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const look = async () => lookWith(await primary.begin(LOOK), work);
    try {
      return await look();
    } catch (error) {
      const mayRepeat =
        isConnectionLost(error) &&
        !(error instanceof DatabaseUnavailable) &&
        performance.now() - startedAt < READ_AGAIN_WITHIN_MS;
      if (!mayRepeat) throw error;
      return look();
    }
  }

  /** On the primary where there is no replica, or where it fails. */
  async function onReplica<T>(
    freshness: ReadFreshness,
    ask: (replica: ServerConnections) => Promise<T>,
    askPrimary: () => Promise<T>,
  ): Promise<T> {
    const replica = freshness === 'recent' ? replicas.pick() : null;
    if (replica === null) return askPrimary();
    try {
      return await ask(replica);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (isConnectionLost(error)) replicas.leaveOut(replica);
      return askPrimary();
    }
  }

  const queries = drizzle(asPool(primary));
  return {
    queries,
    read: (freshness, work) =>
      onReplica(
        freshness,
        async (replica) => lookWith(await begun(replica), work),
        () => onPrimary(work),
      ),
    readOnce: (freshness, work) =>
      onReplica(
        freshness,
        async (replica) => askWith(await replica.take(), work),
        () => work(queries),
      ),
    async inScript(work) {
      const outcome = await runScript(await primary.take(), work);
      replicas.requireEverything();
      return outcome;
    },
    requireReplicasToCatchUp: () => replicas.requireEverything(),
    isAlive: async () => (await primary.report()) !== null,
    state: () => ({ isWritable: primary.current !== null, replicas: replicas.states() }),
    close,
  };
}

function serversOf(url: string): readonly ServerAddress[] {
  const servers = parseDatabaseUrl(url);
  if (!servers.ok) throw new DatabaseRefused(`the address of the database: ${servers.error}`);
  return servers.value;
}

/** Of a pool or a client drizzle uses no more than these classes have. */
const asPool = (primary: PrimaryPool) => primary as unknown as pg.Pool;
const asClient = (connection: Connection) => connection as unknown as pg.PoolClient;

/** One snapshot for all of the work. */
const LOOK = 'begin isolation level repeatable read, read only';

async function begun(replica: ServerConnections): Promise<Connection> {
  const connection = await replica.take();
  try {
    await connection.query(LOOK);
    return connection;
  } catch (error) {
    connection.release();
    throw error;
  }
}

/** A statement is a snapshot by itself; a transaction around it would take the way three times. */
async function askWith<T>(connection: Connection, work: (queries: Database) => Promise<T>): Promise<T> {
  try {
    return await work(drizzle(asClient(connection)));
  } finally {
    connection.release();
  }
}

/** Nothing is kept of a transaction that only looked, so its end is not waited for. */
async function lookWith<T>(connection: Connection, work: (queries: Database) => Promise<T>): Promise<T> {
  try {
    return await work(drizzle(asClient(connection)));
  } finally {
    const release = () => connection.release();
    void connection.query('commit').then(release, release);
  }
}

async function runScript<T>(connection: Connection, work: (script: SqlScript) => Promise<T>): Promise<T> {
  const ask = (text: string, values: readonly unknown[] = []) =>
    connection.query({
      text,
      ...(values.length > 0 && { values: [...values] }),
      query_timeout: NO_TIMEOUT_MS,
    });
  try {
    await ask('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    const outcome = await work({
      run: async (sql) => {
        await ask(sql);
      },
      rows: async (sql, parameters) => (await ask(sql, parameters)).rows,
    });
    await ask('commit');
    return outcome;
  } catch (error) {
    // A connection that broke refuses this, and the server has rolled back by itself.
    await ask('rollback').catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

/** Follows what becomes of the servers, so that a call does not have to find out. */
class Watch {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly primary: PrimaryPool,
    private readonly replicas: Replicas,
  ) {}

  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const at = performance.now();
    const report = await this.primary.report();
    if (report !== null) {
      await this.replicas.observe(at, report);
      await this.primary.followPromotion();
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#look(), WATCH_EVERY_MS);
    this.#timer.unref();
  }
}
