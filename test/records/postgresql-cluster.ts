import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const PROGRAMS = '/usr/lib/postgresql';
const OLDEST_VERSION = 15;

export interface Cluster {
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A private PostgreSQL server in a temporary folder, reached by a socket in that folder, so that no port is taken and
 * nobody else's server is touched.
 * @throws where PostgreSQL is not installed: these tests say what the service does on it, and cannot be left out
 */
export async function startCluster(): Promise<Cluster> {
  const programs = await findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'records-pg-'));
  const asServer = await serverUser(folder);
  await asServer(`${programs}/initdb`, [
    '-D',
    `${folder}/data`,
    '-A',
    'trust',
    '-U',
    'postgres',
    '--locale=C.UTF-8',
  ]);
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c max_connections=60`;
  await asServer(`${programs}/pg_ctl`, [
    '-D',
    `${folder}/data`,
    '-l',
    `${folder}/server.log`,
    '-o',
    settings,
    '-w',
    'start',
  ]);
  const urlOf = (database: string) =>
    `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const client = new pg.Client(urlOf('postgres'));
      await client.connect();
      await client.query(`create database records_${databases}`);
      await client.end();
      return urlOf(`records_${databases}`);
    },
    async stop() {
      await asServer(`${programs}/pg_ctl`, ['-D', `${folder}/data`, '-m', 'immediate', '-w', 'stop']);
      await rm(folder, { recursive: true });
    },
  };
}

async function findPrograms(): Promise<string> {
  const versions = existsSync(PROGRAMS) ? (await readdir(PROGRAMS)).map(Number) : [];
  const [newest] = versions.filter((version) => version >= OLDEST_VERSION).sort((a, b) => b - a);
  if (newest === undefined || !existsSync(`${PROGRAMS}/${newest}/bin/initdb`))
    throw new Error(
      `PostgreSQL ${OLDEST_VERSION} or newer is not installed in ${PROGRAMS}: apt-get install postgresql`,
    );
  return `${PROGRAMS}/${newest}/bin`;
}

/** PostgreSQL refuses to run as root: root hands the folder to the user `postgres` and works through it. */
async function serverUser(folder: string) {
  if (process.getuid?.() !== 0)
    return (program: string, args: string[]) => run(program, args, { cwd: folder });
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) => Number((await run('id', [option, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('There is no user postgres');
  await chown(folder, uid, gid);
  await chmod(folder, 0o755);
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return (program: string, args: string[]) =>
    run('su', ['postgres', '-s', '/bin/sh', '-c', [program, ...args].map(quote).join(' ')], { cwd: folder });
}
