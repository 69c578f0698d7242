import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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
 * nobody else's server is touched. To be used by whoever stops it, pulls its cable or copies it; everybody else shares one.
 * @param emptyCluster data folder of a server that was made before and has stopped; copying it is quicker than making one
 * @throws where PostgreSQL is not installed: these tests say what the service does on it, and cannot be left out
 */
export async function startCluster(emptyCluster?: string): Promise<Server> {
  const server = await Server.inNewFolder();
  if (emptyCluster === undefined) await server.make();
  else await server.copy(emptyCluster);
  await server.start();
  return server;
}

/** A server that has not started yet, and a copy of its empty data folder beside it. */
export async function makeServer(): Promise<{ server: Server; emptyCluster: string }> {
  const server = await Server.inNewFolder();
  await server.make();
  const emptyCluster = join(server.folder, 'empty');
  await server.copyTo(emptyCluster);
  return { server, emptyCluster };
}

/** The address of a database by the folder of its server's socket. */
const urlOf = (folder: string, database: string): string =>
  `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;

/** Where the server listens: on a socket in this folder. */
export async function createDatabaseAt(folder: string, options = ''): Promise<string> {
  const name = `records_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(urlOf(folder, 'postgres'));
  await client.connect();
  await client.query(`create database ${name} ${options}`);
  await client.end();
  return urlOf(folder, name);
}

type AsServer = (program: string, args: readonly string[]) => Promise<unknown>;

/** A server of its own, and what can happen to one. */
export class Server implements Cluster {
  readonly #settings = ['fsync=off', 'max_connections=200', 'wal_keep_size=64MB'];

  private constructor(
    readonly folder: string,
    private readonly programs: string,
    private readonly asServer: AsServer,
  ) {}

  static async inNewFolder(): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'records-pg-'));
    return new Server(folder, await findPrograms(), await serverUser(folder));
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  urlOf(database: string): string {
    return urlOf(this.folder, database);
  }

  createDatabase(): Promise<string> {
    return createDatabaseAt(this.folder);
  }

  async make(): Promise<void> {
    await this.#program('initdb', [
      '-D',
      this.data,
      '-A',
      'trust',
      '-U',
      'postgres',
      '--locale=C.UTF-8',
      '--no-sync',
    ]);
  }

  async copy(emptyCluster: string): Promise<void> {
    await this.asServer('cp', ['-a', emptyCluster, this.data]);
  }

  async copyTo(emptyCluster: string): Promise<void> {
    await this.asServer('cp', ['-a', this.data, emptyCluster]);
  }

  /** A standby that follows this server. */
  async addStandby(): Promise<Server> {
    const standby = await Server.inNewFolder();
    await this.#program('pg_basebackup', [
      '-D',
      standby.data,
      '-d',
      this.urlOf('postgres'),
      '-R',
      '-X',
      'stream',
      '--checkpoint=fast',
      '--no-sync',
    ]);
    await standby.start();
    return standby;
  }

  /** @param settings as on the command line of postgres, kept for later starts */
  async start(...settings: readonly string[]): Promise<void> {
    this.#settings.push(...settings);
    const options = ['listen_addresses=', `unix_socket_directories=${this.folder}`, ...this.#settings];
    await this.#program('pg_ctl', [
      ...['-D', this.data, '-l', join(this.folder, 'server.log'), '-w', 'start'],
      ...['-o', options.map((option) => `-c ${option}`).join(' ')],
    ]);
  }

  /** `immediate`: as when the power goes. */
  async halt(mode: 'fast' | 'immediate' = 'immediate'): Promise<void> {
    await this.#program('pg_ctl', ['-D', this.data, '-m', mode, '-w', 'stop']);
  }

  async promote(): Promise<void> {
    await this.#program('pg_ctl', ['-D', this.data, '-w', 'promote']);
  }

  /** Plain SQL as the superuser, each call over a connection of its own. */
  async rows(sql: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.urlOf(database));
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    if (existsSync(join(this.data, 'postmaster.pid'))) await this.halt();
    await rm(this.folder, { recursive: true });
  }

  /** Any program as the server's user, in its folder. */
  async run(program: string, ...args: readonly string[]): Promise<void> {
    await this.asServer(program, args);
  }

  #program(name: string, args: readonly string[]): Promise<unknown> {
    return this.asServer(`${this.programs}/${name}`, args);
  }
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
async function serverUser(folder: string): Promise<AsServer> {
  if (process.getuid?.() !== 0) return (program, args) => run(program, args, { cwd: folder });
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) => Number((await run('id', [option, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('There is no user postgres');
  await chown(folder, uid, gid);
  await chmod(folder, 0o755);
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return (program, args) =>
    run('su', ['postgres', '-s', '/bin/sh', '-c', [program, ...args].map(quote).join(' ')], { cwd: folder });
}
