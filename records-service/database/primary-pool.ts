import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from './database-url.ts';
import { type Connection, ServerConnections, type ServerReport } from './server-connections.ts';
import {
  DatabaseUnavailable,
  isConnectionLost,
  isPoolExhausted,
  isReadOnlyServer,
  wasNeverSent,
} from './unavailable.ts';

/** How long a call waits while the server restarts or another takes over. */
const PATIENCE_MS = 2_500;
const SEARCH_EVERY_MS = 200;

export interface PoolEvents {
  connectionLost(server: ServerAddress): void;
  primaryFound(server: ServerAddress, timeline: number): void;
  primaryLost(server: ServerAddress): void;
}

type Statement = Parameters<Connection['query']>[0];
type Outcome = Awaited<ReturnType<Connection['query']>>;

/**
 * Connections to whichever server of a list can be written to.
 *
 * Of two that can, the one whose data was promoted later counts, and never again one from before it: what the new primary
 * took since is not in the old one, and whoever is not fenced off must not be written to.
 *
 * Has what drizzle's node-postgres driver uses of a `pg.Pool`; it knows a pool by the end of the class's name.
 */
export class PrimaryPool {
  readonly #servers: readonly ServerConnections[];
  readonly #events: PoolEvents;
  #current: ServerConnections | null = null;
  #newestTimeline = 0;
  #systemIdentifier: string | null = null;
  #search: Promise<void> | null = null;
  #lostAt = 0;
  #lastError: unknown = null;
  #closed = false;

  constructor(addresses: readonly ServerAddress[], events: PoolEvents) {
    this.#servers = addresses.map(
      (address) => new ServerConnections(address, (server) => events.connectionLost(server)),
    );
    this.#events = events;
  }

  /** The server that is written to now; null while none is found. */
  get current(): ServerAddress | null {
    return this.#current?.server ?? null;
  }

  get timeline(): number {
    return this.#newestTimeline;
  }

  /** For several statements in one transaction, the first of which is `begin`. */
  async connect(): Promise<Transaction> {
    return new Transaction(this);
  }

  /**
   * @returns a connection on which a transaction has begun. Nothing is lost where one broke while nobody used it: any
   * other is as good
   */
  async begin(begin: Statement): Promise<Connection> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const connection = await this.take();
      try {
        await connection.query(begin);
        return connection;
      } catch (error) {
        connection.release();
        if (!isConnectionLost(error) || performance.now() >= deadline) throw error;
      }
    }
  }

  /**
   * One statement on its own. It is sent again where it did not reach a server that would have carried it out; what only
   * looks, also where the connection broke meanwhile. Whether anything else was carried out then is not known, and its
   * caller has to find out.
   */
  async query(statement: Statement, values?: unknown[]): Promise<Outcome> {
    const deadline = performance.now() + PATIENCE_MS;
    const onlyLooks = /^\s*select\s/.test(textOf(statement));
    for (;;) {
      try {
        return await this.#queryOnce(statement, values);
      } catch (error) {
        const isHarmless =
          wasNeverSent(error) || isReadOnlyServer(error) || (onlyLooks && isConnectionLost(error));
        if (!isHarmless || error instanceof DatabaseUnavailable || performance.now() >= deadline) throw error;
      }
    }
  }

  async #queryOnce(statement: Statement, values?: unknown[]) {
    const connection = await this.take();
    try {
      return await connection.query(statement, values);
    } catch (error) {
      this.noteFailure(error);
      throw error;
    } finally {
      connection.release();
    }
  }

  /**
   * @returns a connection to the primary, waiting a little for one to be found
   * @throws DatabaseUnavailable
   */
  async take(): Promise<Connection> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const server = this.#current ?? (await this.#found(deadline));
      try {
        return await server.take();
      } catch (error) {
        // The server is well, and everybody asks at once.
        if (isPoolExhausted(error)) throw new DatabaseUnavailable('no connection is free', { cause: error });
        this.#lose(server, error);
        if (performance.now() >= deadline) throw unavailable(error);
      }
    }
  }

  /** Tells what came of a statement; a server that turned out to be a standby is not asked again. */
  noteFailure(error: unknown): void {
    if (isReadOnlyServer(error) && this.#current !== null) this.#lose(this.#current, error);
  }

  /** What the primary says of itself; null where there is none. */
  async report(): Promise<ServerReport | null> {
    const server = this.#current;
    if (server === null) {
      void this.#startSearch();
      return null;
    }
    try {
      const report = await server.report();
      if (!report.inRecovery) return report;
      this.#lose(server, new DatabaseUnavailable('the primary has become a standby'));
    } catch (error) {
      this.#lose(server, error);
    }
    return null;
  }

  /** Where several servers are named: has another one been promoted, while this one still lives? */
  async followPromotion(): Promise<void> {
    const before = this.#current;
    if (this.#servers.length === 1 || before === null) return;
    const best = await this.#best(this.#servers.filter((server) => server !== before));
    if (best === null || best.report.timeline <= this.#newestTimeline || this.#current !== before) return;
    this.#events.primaryLost(before.server);
    this.#use(best.server, best.report);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#search;
    await Promise.all(this.#servers.map((server) => server.close()));
  }

  async #found(deadline: number): Promise<ServerConnections> {
    // It has been away for longer than anybody waits: whoever comes now is told at once.
    const until = this.#lostAt === 0 ? deadline : Math.min(deadline, this.#lostAt + PATIENCE_MS);
    const search = this.#startSearch();
    await Promise.race([search, sleep(Math.max(until - performance.now(), 0), undefined, { ref: false })]);
    if (this.#current === null) throw unavailable(this.#lastError);
    return this.#current;
  }

  #startSearch(): Promise<void> {
    this.#search ??= this.#searchOn().finally(() => {
      this.#search = null;
    });
    return this.#search;
  }

  async #searchOn(): Promise<void> {
    while (!this.#closed && this.#current === null) {
      const best = await this.#best(this.#servers);
      if (best !== null && best.report.timeline >= this.#newestTimeline)
        return this.#use(best.server, best.report);
      // At the start nobody waits yet, and whoever starts it wants to know why it cannot.
      if (this.#newestTimeline === 0) return;
      await sleep(SEARCH_EVERY_MS);
    }
  }

  async #best(
    servers: readonly ServerConnections[],
  ): Promise<{ server: ServerConnections; report: ServerReport } | null> {
    const reports = await Promise.all(
      servers.map(async (server) => {
        try {
          return { server, report: await server.report() };
        } catch (error) {
          this.#lastError = error;
          return null;
        }
      }),
    );
    const writable = reports.filter(
      (entry) =>
        entry !== null &&
        !entry.report.inRecovery &&
        entry.report.systemIdentifier === (this.#systemIdentifier ?? entry.report.systemIdentifier),
    );
    if (writable.length === 0 && reports.some((entry) => entry !== null))
      this.#lastError = new DatabaseUnavailable('every server that answers is a standby');
    return writable.toSorted((a, b) => (b?.report.timeline ?? 0) - (a?.report.timeline ?? 0))[0] ?? null;
  }

  #use(server: ServerConnections, { timeline, systemIdentifier }: ServerReport): void {
    this.#current = server;
    this.#systemIdentifier = systemIdentifier;
    this.#newestTimeline = timeline;
    this.#lostAt = 0;
    this.#events.primaryFound(server.server, timeline);
  }

  #lose(server: ServerConnections, error: unknown): void {
    if (this.#current !== server) return;
    this.#current = null;
    this.#lostAt = performance.now();
    this.#lastError = error;
    this.#events.primaryLost(server.server);
    void this.#startSearch();
  }
}

/** What drizzle runs a transaction on. It gives this back only where `begin` succeeded. */
class Transaction {
  #connection: Connection | null = null;

  constructor(private readonly pool: PrimaryPool) {}

  async query(statement: Statement, values?: unknown[]): Promise<Outcome | undefined> {
    if (this.#connection === null) {
      this.#connection = await this.pool.begin(statement);
      return undefined;
    }
    try {
      const outcome = await this.#connection.query(statement, values);
      // What a failed statement leaves behind can only be rolled back, and the server does so when asked to commit.
      if (textOf(statement) === 'commit' && outcome.command === 'ROLLBACK')
        throw new Error('A transaction was committed after one of its statements had failed');
      return outcome;
    } catch (error) {
      this.pool.noteFailure(error);
      throw error;
    }
  }

  release(): void {
    this.#connection?.release();
  }
}

const textOf = (statement: Statement): string => (typeof statement === 'string' ? statement : statement.text);

const unavailable = (cause: unknown) =>
  cause instanceof DatabaseUnavailable ? cause : new DatabaseUnavailable('no primary answers', { cause });
