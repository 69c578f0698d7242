// The whole product on one machine with fake devices: records service, device bench, daemon. `npm start` and the
// browser journeys both run this; nothing here is part of the product.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './prepare.mjs';
import { writeConfigurations } from './stack-configuration.mjs';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const RESTART_DELAY_MS = 1_000;

/** @typedef {import('./stack-configuration.mjs').Ports} Ports */
/** @typedef {import('./stack-configuration.mjs').Readers} Readers */

/** @type {Ports} */
export const DEFAULT_PORTS = {
  kiosk: 8640,
  bench: 8649,
  printer: 8631,
  records: 8650,
  platform: 8651,
  authority: 8652,
  staffDesk: 8653,
  bank: 8654,
};

/**
 * Eight ports in a row, for a stack beside others.
 * @param {number} first
 * @returns {Ports}
 */
export const portsFrom = (first) => ({
  kiosk: first,
  bench: first + 1,
  printer: first + 2,
  records: first + 3,
  platform: first + 4,
  authority: first + 5,
  staffDesk: first + 6,
  bank: first + 7,
});

/**
 * @typedef {object} Stack
 * @property {string} kioskUrl
 * @property {string} benchUrl
 * @property {string} recordsUrl
 * @property {string} folder
 * @property {Record<'records' | 'bench' | 'daemon', Supervised>} processes
 * @property {() => Promise<void>} waitUntilReady until a card could be laid on the reader
 * @property {() => Promise<void>} stop ends every process that was started
 */

/**
 * @param {{ folder: string, ports?: Ports, recordsDatabase?: string, readers?: Readers }} options `recordsDatabase`: TOML
 * lines of the [database] table instead of the embedded one; `readers`: which ones stand on the bench
 * @returns {Promise<Stack>} when it is ready
 */
export async function startStack({ folder, ports = DEFAULT_PORTS, recordsDatabase, readers }) {
  for (const [name, port] of Object.entries(ports)) await requireFreePort(name, port);
  await mkdir(join(folder, 'logs'), { recursive: true });
  const kioskUrl = `http://127.0.0.1:${ports.kiosk}/`;
  const benchUrl = `http://127.0.0.1:${ports.bench}/`;
  const recordsUrl = `http://127.0.0.1:${ports.records}/`;
  const configurations = await writeConfigurations({ folder, ports, recordsDatabase, readers });
  await makeTerminalKey(configurations.kiosk);

  const records = new Supervised(
    'records',
    'records-service/main.js',
    ['--config', configurations.records],
    folder,
  );
  const bench = new Supervised(
    'bench',
    'fakes/bench.js',
    ['--port', String(ports.bench), '--devices', configurations.devices, '--kiosk-url', kioskUrl],
    folder,
  );
  const daemon = new Supervised(
    'daemon',
    'device-daemon/main.js',
    ['--config', configurations.kiosk],
    folder,
  );
  const processes = { records, bench, daemon };
  const stop = async () => {
    await Promise.all([daemon.stop(), bench.stop(), records.stop()]);
  };
  const waitUntilReady = async () => {
    await waitFor('the device bench', `${benchUrl}state`, () => true, [bench]);
    await waitFor('the records service', `${recordsUrl}health`, () => true, [records]);
    await waitFor('the kiosk', `${kioskUrl}health`, (health) => health.status === 'ok', [daemon]);
  };
  try {
    for (const process of [records, bench, daemon]) process.start();
    await waitUntilReady();
  } catch (error) {
    await stop();
    throw error;
  }
  return { kioskUrl, benchUrl, recordsUrl, folder, processes, waitUntilReady, stop };
}

/** One process that is started again when it dies, as systemd does in a hall. Its output goes to a log file. */
export class Supervised {
  /** @type {import('node:child_process').ChildProcess | null} */
  child = null;
  restarts = 0;
  #stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  #restarting;

  /**
   * @param {string} name
   * @param {string} program below dist/
   * @param {string[]} args
   * @param {string} folder
   */
  constructor(name, program, args, folder) {
    this.name = name;
    this.program = join(ROOT, 'dist', program);
    this.args = args;
    this.logFile = join(folder, 'logs', `${name}.log`);
    this.log = createWriteStream(this.logFile, { flags: 'a' });
  }

  start() {
    // A process group of its own: Ctrl-C reaches only the script, which then ends the rest in order.
    const child = spawn(process.execPath, [this.program, ...this.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child = child;
    child.stdout.pipe(this.log, { end: false });
    child.stderr.pipe(this.log, { end: false });
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      console.error(`${this.name} ended (${signal ?? code}), starting it again; see ${this.logFile}`);
      this.restarts += 1;
      this.#restarting = setTimeout(() => this.start(), RESTART_DELAY_MS);
    });
  }

  /** Ends it and starts it anew, as an engineer would. */
  async restart() {
    await this.stop();
    this.#stopping = false;
    this.start();
  }

  async stop() {
    this.#stopping = true;
    clearTimeout(this.#restarting);
    const child = this.child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(late);
  }
}

/**
 * The records service must know the terminal's public key before the daemon comes.
 * @param {string} configuration
 */
export async function makeTerminalKey(configuration) {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist', 'device-daemon', 'cli.js'), 'terminal-key', '--config', configuration],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the terminal key could not be made');
}

/**
 * @param {string} what
 * @param {string} url
 * @param {(body: any) => boolean} isReady
 * @param {Supervised[]} processes
 */
async function waitFor(what, url, isReady, processes) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const body = await getJson(url);
    if (body !== null && isReady(body)) return;
    for (const supervised of processes) {
      if (supervised.restarts > 2)
        throw new Error(
          `${what} does not stay up; see ${supervised.logFile}${await reasonIn(supervised.logFile)}`,
        );
    }
    await sleep(50);
  }
  throw new Error(
    `${what} was not ready after ${READY_TIMEOUT_MS / 1000} s; see the logs beside ${processes[0]?.logFile}`,
  );
}

/**
 * What a program wrote that could not start: its sentences are the lines that are no JSON.
 * @param {string} logFile
 */
async function reasonIn(logFile) {
  const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n');
  const sentence = lines.findLast((line) => line.includes(' cannot start: '));
  return sentence === undefined ? '' : `\n${sentence}`;
}

/**
 * @param {string} url
 * @returns {Promise<any>} null while nobody answers
 */
function getJson(url) {
  return new Promise((resolve) => {
    get(url, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(response.statusCode === 200 ? JSON.parse(text) : null));
    }).on('error', () => resolve(null));
  });
}

/**
 * @param {string} name
 * @param {number} port
 */
async function requireFreePort(name, port) {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} (${name}) is in use. Is the kiosk running already?`);
  }
  probe.close();
  await once(probe, 'close');
}
