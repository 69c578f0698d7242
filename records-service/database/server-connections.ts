import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { ServerAddress, TlsMode } from './database-url.ts';
import { findPassword } from './password-file.ts';
import { isConnectionLost, isReadOnlyServer } from './unavailable.ts';

const CONNECTIONS_MAX = 10;
/** Kept open while nobody asks: a new connection takes longer than the query it is for. */
const CONNECTIONS_MIN = 2;
const IDLE_CONNECTION_KEPT_MS = 60_000;
/** Certificates and addresses change; a connection sees that when it is made. */
const CONNECTION_LIFE_S = 1_800;
const CONNECT_TIMEOUT_MS = 3_000;
/** A citizen stands waiting: an answer that takes longer helps nobody. */
const STATEMENT_TIMEOUT_MS = 7_000;
/** Somebody else's transaction holds the row. */
const LOCK_TIMEOUT_MS = 5_000;
/** This process froze or was cut off in the middle: the server lets go of what it held. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
/** The server's own time-out did not arrive: it is frozen, or the line is cut. */
const ANSWER_TIMEOUT_MS = 8_000;
/** A server that is cut off must not keep those waiting who look for another. */
const REPORT_TIMEOUT_MS = 1_500;
const KEEP_ALIVE_AFTER_MS = 5_000;

/** What a server says of itself when a connection is made, and whenever it is asked. */
export interface ServerReport {
  /** Of the cluster it was copied from, the same for a primary and its standbys. */
  readonly systemIdentifier: string;
  readonly inRecovery: boolean;
  /** Counts the promotions in the history of its data. */
  readonly timeline: number;
  /** End of what it has written, or of what it has replayed. */
  readonly position: bigint;
}

/**
 * A standby's own history is in its control file, and comes there a while after it followed a promotion: too late is no
 * harm, too early would be.
 */
const REPORT = `
  select (pg_control_system()).system_identifier::text as system_identifier, r as in_recovery,
    case when r then greatest((pg_control_checkpoint()).timeline_id, (pg_control_recovery()).min_recovery_end_timeline)
      else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline,
    case when r then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text as position
  from pg_is_in_recovery() r`;

/** The types of the driver do not know its time-out of one query. */
type Query = string | (pg.QueryConfig & { readonly rowMode?: 'array'; readonly query_timeout?: number });

/** One server and the connections to it. */
export class ServerConnections {
  readonly #pool: pg.Pool;
  /** The server is asked how it is even where every connection is in use. */
  readonly #reports: pg.Pool;

  /** @param onLost told of an idle connection that broke; the pool replaces it by itself */
  constructor(
    readonly server: ServerAddress,
    onLost: (server: ServerAddress) => void,
    { answerTimeoutMs = ANSWER_TIMEOUT_MS } = {},
  ) {
    const access: pg.PoolConfig = {
      host: server.host,
      port: server.port,
      ...(server.user !== undefined && { user: server.user }),
      password: server.password ?? (() => findPassword(server)),
      ...(server.database !== undefined && { database: server.database }),
      ...(server.options !== undefined && { options: server.options }),
      ssl: tlsOptions(server),
      application_name: 'records-service',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    };
    this.#pool = new pg.Pool({
      ...access,
      max: CONNECTIONS_MAX,
      min: CONNECTIONS_MIN,
      idleTimeoutMillis: IDLE_CONNECTION_KEPT_MS,
      maxLifetimeSeconds: CONNECTION_LIFE_S,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      query_timeout: answerTimeoutMs,
    });
    this.#reports = new pg.Pool({
      ...access,
      max: 1,
      connectionTimeoutMillis: REPORT_TIMEOUT_MS,
      query_timeout: REPORT_TIMEOUT_MS,
    });
    for (const pool of [this.#pool, this.#reports]) {
      pool.on('error', () => onLost(server));
      // The pool listens to idle connections only. One that breaks in somebody's hands tells them by the statement under
      // way, or by the next; unheard, its event would end the process.
      pool.on('connect', (client) => client.on('error', () => undefined));
    }
  }

  /** @throws where there is no connection, or none free in time */
  async take(): Promise<Connection> {
    return new Connection(await this.#pool.connect());
  }

  async report(): Promise<ServerReport> {
    const { rows } = await this.#reports.query(REPORT);
    return {
      systemIdentifier: rows[0].system_identifier,
      inRecovery: rows[0].in_recovery === true,
      timeline: Number(rows[0].timeline),
      position: walPosition(rows[0].position),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#reports.end()]);
  }
}

/** A connection in somebody's hands. Once it broke nothing more is said over it; else it is used again when given back. */
export class Connection {
  #broken: Error | null = null;

  constructor(private readonly client: pg.PoolClient) {}

  async query(query: Query, values?: unknown[]): Promise<pg.QueryResult> {
    if (this.#broken !== null) throw this.#broken;
    try {
      return await this.client.query(query, values);
    } catch (error) {
      if (error instanceof Error && (isConnectionLost(error) || isReadOnlyServer(error)))
        this.#broken = error;
      throw error;
    }
  }

  release(): void {
    this.client.release(this.#broken ?? undefined);
  }
}

/** `16/B374D848` */
function walPosition(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

function tlsOptions({ tls }: ServerAddress): pg.PoolConfig['ssl'] {
  if (tls.mode === 'none') return false;
  return {
    ...filesOf(tls),
    ...(tls.mode === 'verifyCa' && { checkServerIdentity: () => undefined }),
  };
}

function filesOf({
  rootCertificateFile: ca,
  certificateFile: cert,
  keyFile: key,
}: Exclude<TlsMode, { mode: 'none' }>) {
  return {
    ...(ca !== undefined && { ca: readFileSync(ca, 'utf8') }),
    ...(cert !== undefined && { cert: readFileSync(cert, 'utf8') }),
    ...(key !== undefined && { key: readFileSync(key, 'utf8') }),
  };
}
