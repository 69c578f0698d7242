import type { PrimaryPool } from './primary-pool.ts';
import { codeOf } from './unavailable.ts';

const VERSION_MIN = 15;

/** The database is not one this service can work with; the message says what to do, and holds nothing about a person. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly readOnly: boolean;
  readonly forgetsCommits: boolean;
  /** Where tables are made; null: the search_path leads nowhere. */
  readonly schema: string | null;
}

/** @throws DatabaseRefused */
export async function requireFitServer(primary: PrimaryPool): Promise<void> {
  const { rows } = await primary.query(`select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding, current_setting('transaction_read_only') = 'on' as "readOnly",
      current_setting('synchronous_commit') = 'off' as "forgetsCommits", current_schema() as schema`);
  const why = whyUnfit(rows[0]);
  if (why !== null) throw new DatabaseRefused(`${primary.current?.name ?? 'the server'}: ${why}`);
}

/** @returns what is wrong and what is allowed; null: nothing */
export function whyUnfit(facts: ServerFacts): string | null {
  if (facts.version < VERSION_MIN)
    return `it is PostgreSQL ${facts.version}; allowed: PostgreSQL ${VERSION_MIN} or newer`;
  if (facts.encoding !== 'UTF8')
    return `the database has the encoding ${facts.encoding}; allowed: UTF8 (createdb --encoding UTF8 --template template0)`;
  if (facts.readOnly)
    return 'the role may only read (default_transaction_read_only); allowed: one that may write';
  if (facts.forgetsCommits)
    return 'synchronous_commit is off: after a crash it would have forgotten papers that were handed out; allowed: any other value';
  if (facts.schema === null)
    return 'the search_path of the role names no schema that is there; allowed: one with a schema';
  return null;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'nobody listens there: is the server running, are host and port right?'],
  [/^ENOENT$/, 'there is no socket: is the server running, is the folder right? (ENOENT)'],
  [/^EACCES$/, 'this user may not use the socket'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of the host is not known'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, 'there is no way to it through the network'],
  [
    /^28P01$/,
    'the password is wrong or missing: PGPASSWORD, the file that PGPASSFILE names (~/.pgpass), or the address in the configuration file has it',
  ],
  [/^28000$/, 'the server does not let this role in: see its pg_hba.conf'],
  [/^3D000$/, 'it has no database of that name: create it first'],
  [/^(57P03|57P0[12])$/, 'it is starting up or shutting down'],
  [/^53300$/, 'it has no connection left: see max_connections'],
  [
    /^((ERR_TLS|ERR_SSL|CERT|UNABLE_TO)_.*|.*SELF_SIGNED_CERT.*)$/,
    'its certificate cannot be verified: sslrootcert names who issued it, and it must be made out to this host',
  ],
];

/** Why no server can be written to, in a sentence for whoever starts the service. */
export function whyUnreachable(error: unknown): string {
  const deepest = deepestCause(error);
  if (deepest === null) return 'the database cannot be reached';
  // Without any password the driver fails before the server can refuse it.
  const code = /^SASL: .*password must be/.test(deepest.message) ? '28P01' : codeOf(deepest);
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  if (reason !== undefined) return `the database cannot be reached: ${reason}`;
  if (deepest.message === 'The server does not support SSL connections')
    return 'the database cannot be reached: it has no TLS, and the address does not say sslmode=disable';
  return `the database cannot be reached${code === '' ? '' : ` (${code})`}: ${
    code === '' ? deepest.message : 'see the log of the server'
  }`;
}

function deepestCause(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return deepestCause(error.cause) ?? error;
}
