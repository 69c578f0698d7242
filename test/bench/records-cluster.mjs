// A PostgreSQL server of the benchmark's own, kept in a folder from one run to the next.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROGRAMS = '/usr/lib/postgresql';

/**
 * As a server would be set up whose records fit in its memory; what is committed is on the disk.
 * `lz4` halves the time that a history takes to unpack.
 */
const SETTINGS = {
  listen_addresses: '',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '2GB',
  effective_cache_size: '12GB',
  max_connections: '200',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_compression: 'lz4',
  random_page_cost: '1.1',
  jit: 'off',
};

/**
 * @typedef {object} Cluster
 * @property {(database: string) => string} urlOf
 * @property {string} socketFolder
 * @property {string} programs folder of psql, pgbench and the like
 * @property {(program: string, args: string[]) => Promise<string>} runProgram as the server's user; gives its output
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} folder made where it is not there
 * @returns {Promise<Cluster>}
 */
export async function startCluster(folder) {
  const versions = existsSync(PROGRAMS) ? (await readdir(PROGRAMS)).map(Number).sort((a, b) => b - a) : [];
  if (versions[0] === undefined) throw new Error(`PostgreSQL is not installed in ${PROGRAMS}`);
  const programs = `${PROGRAMS}/${versions[0]}/bin`;
  await mkdir(folder, { recursive: true });
  const runProgram = await serverUser(folder);
  if (!existsSync(`${folder}/data/PG_VERSION`))
    await runProgram(`${programs}/initdb`, [
      '-D',
      `${folder}/data`,
      '-A',
      'trust',
      '-U',
      'postgres',
      '--locale=C.UTF-8',
    ]);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  await runProgram(`${programs}/pg_ctl`, [
    ...['-D', `${folder}/data`, '-l', `${folder}/server.log`, '-w', '-t', '300'],
    ...['-o', settings.join(' '), 'start'],
  ]);
  return {
    programs,
    socketFolder: folder,
    urlOf: (database) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`,
    runProgram,
    stop: async () => {
      await runProgram(`${programs}/pg_ctl`, [
        '-D',
        `${folder}/data`,
        '-m',
        'fast',
        '-w',
        '-t',
        '300',
        'stop',
      ]);
    },
  };
}

/**
 * PostgreSQL refuses to run as root: root hands the folder to the user `postgres` and works through it.
 * @param {string} folder
 */
async function serverUser(folder) {
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  if (process.getuid?.() !== 0)
    return async (/** @type {string} */ program, /** @type {string[]} */ args) =>
      (await run(program, args, options)).stdout;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) => Number((await run('id', [option, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('There is no user postgres');
  await chown(folder, uid, gid);
  await chmod(folder, 0o755);
  const quote = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`;
  return async (/** @type {string} */ program, /** @type {string[]} */ args) => {
    const command = [program, ...args].map(quote).join(' ');
    return (await run('su', ['postgres', '-s', '/bin/sh', '-c', command], options)).stdout;
  };
}
