import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { createLogger, errorFields } from './audit/logger.ts';
import { loadConfiguration } from './config/load.ts';
import { PostgresqlDatabase, type RecordsServiceConfiguration } from './config/schema.ts';
import { DATABASE_URL_ALLOWED, parseDatabaseUrl } from './database/database-url.ts';
import { MigrationError } from './database/migrate.ts';
import { DatabaseRefused } from './database/requirements.ts';
import { codeOf } from './database/unavailable.ts';
import { PolicyGapError } from './policy-packs/policy-pack.ts';
import { SampleDataRefused } from './sample-data/refresh.ts';
import { createRecordsService } from './service.ts';
import { PublicInformationRefused } from './services/public-information/content-file.ts';

const WRONG_USE = 2;

function refuse(sentences: readonly string[]): never {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(WRONG_USE);
}

const USAGE = [
  'Usage: records-service --config FILE [--database URL] [--port N]',
  '  --database  a PostgreSQL server instead of the database that FILE names',
  '  --port      instead of the port that FILE names',
];

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { config: { type: 'string' }, database: { type: 'string' }, port: { type: 'string' } },
    });
    if (values.config !== undefined) return { ...values, config: values.config };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return refuse(USAGE);
}

/** What the command line says goes before what stands in the file. */
function withArguments(
  configuration: RecordsServiceConfiguration,
  { database, port }: { readonly database?: string; readonly port?: string },
): RecordsServiceConfiguration {
  return {
    ...configuration,
    database: database === undefined ? configuration.database : namedDatabase(database),
    server: port === undefined ? configuration.server : { ...configuration.server, port: portOf(port) },
  };
}

/** Without the replicas of the file: they are another database's. */
function namedDatabase(url: string): v.InferOutput<typeof PostgresqlDatabase> {
  const servers = parseDatabaseUrl(url);
  if (!servers.ok) refuse([`--database is refused: ${servers.error}; allowed: ${DATABASE_URL_ALLOWED}`]);
  if (servers.value.some((server) => server.password !== undefined))
    process.stderr.write(
      'Everybody on this machine can read the password on the command line. PGPASSWORD, the file that PGPASSFILE names (~/.pgpass) and the configuration file keep it to themselves.\n',
    );
  return v.parse(PostgresqlDatabase, { kind: 'postgresql', url });
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    refuse(['--port is refused; allowed: a whole number from 0 to 65535']);
  return port;
}

const given = readArguments();
const file = given.config;
const configuration = await loadConfiguration(file);
if (!configuration.ok) refuse([`${file} is refused:`, ...configuration.error.map((line) => `  ${line}`)]);

const started = withArguments(configuration.value, given);
try {
  const service = await createRecordsService(started);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void service.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  // These say what staff has to do, and hold nothing about a person; any other message may.
  const ours =
    error instanceof MigrationError ||
    error instanceof SampleDataRefused ||
    error instanceof PolicyGapError ||
    error instanceof DatabaseRefused ||
    error instanceof PublicInformationRefused;
  const portInUse = error instanceof Error && codeOf(error) === 'EADDRINUSE';
  if (portInUse)
    process.stderr.write(`records-service cannot start: port ${started.server.port} is in use\n`);
  if (ours) process.stderr.write(`records-service cannot start: ${error.message}\n`);
  createLogger('error').error('records service cannot start', errorFields(error));
  process.exit(1);
}
