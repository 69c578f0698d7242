// The whole product on one machine with fake devices: records service, device bench, daemon. `npm start` and the
// browser journeys both run this; nothing here is part of the product.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './prepare.mjs';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const RESTART_DELAY_MS = 1_000;

/** @typedef {{ kiosk: number, bench: number, printer: number, records: number }} Ports */

/** @type {Ports} */
export const DEFAULT_PORTS = { kiosk: 8640, bench: 8649, printer: 8631, records: 8650 };

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
 * @param {{ folder: string, ports?: Ports, recordsDatabase?: string }} options `recordsDatabase`: TOML lines of the
 * [database] table instead of the embedded one
 * @returns {Promise<Stack>} when it is ready
 */
export async function startStack({ folder, ports = DEFAULT_PORTS, recordsDatabase }) {
  for (const [name, port] of Object.entries(ports)) await requireFreePort(name, port);
  await mkdir(join(folder, 'logs'), { recursive: true });
  const kioskUrl = `http://127.0.0.1:${ports.kiosk}/`;
  const benchUrl = `http://127.0.0.1:${ports.bench}/`;
  const recordsUrl = `http://127.0.0.1:${ports.records}/`;
  const configurations = await writeConfigurations(folder, ports, recordsDatabase);
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
    [
      '--port',
      String(ports.bench),
      '--folder',
      join(folder, 'printed'),
      '--reader-link',
      join(folder, 'reader'),
    ].concat(['--printer-port', String(ports.printer), '--kiosk-url', kioskUrl]),
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
      setTimeout(() => {
        if (!this.#stopping) this.start();
      }, RESTART_DELAY_MS);
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
 * @param {string} folder
 * @param {Ports} ports
 * @param {string | undefined} recordsDatabase
 */
async function writeConfigurations(folder, ports, recordsDatabase) {
  const path = (/** @type {string} */ name) => JSON.stringify(join(folder, name));
  const kiosk = join(folder, 'kiosk.toml');
  const records = join(folder, 'records.toml');
  await writeFile(
    kiosk,
    `# Written by npm start: fake devices on this machine.
[server]
port = ${ports.kiosk}
[terminal]
id = "999999-0001"
privateKeyFile = ${path('terminal-key.pem')}
[records]
url = "http://127.0.0.1:${ports.records}"
[identityCardReader]
driver = "sdt"
transport = "serial"
path = ${path('reader')}
[printer]
uri = "ipp://127.0.0.1:${ports.printer}/ipp/print"
[journal]
folder = ${path('journal')}
`,
  );
  await writeFile(
    records,
    `# Written by npm start: invented citizens in an embedded database.
[server]
port = ${ports.records}
[database]
${recordsDatabase ?? `kind = "embedded"\nfolder = ${path('records-database')}`}
[sampleData]
enabled = true
[issuer]
region = "999999"
name = "示范市社会保险经办中心（样例）"
verificationUrl = "http://127.0.0.1:${ports.records}/v"
[[terminal]]
id = "999999-0001"
publicKeyFile = ${path('terminal-key.pem.public.json')}
`,
  );
  return { kiosk, records };
}

/**
 * The records service must know the terminal's public key before the daemon comes.
 * @param {string} configuration
 */
async function makeTerminalKey(configuration) {
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
      if (supervised.restarts > 2) throw new Error(`${what} does not stay up; see ${supervised.logFile}`);
    }
    await sleep(50);
  }
  throw new Error(
    `${what} was not ready after ${READY_TIMEOUT_MS / 1000} s; see the logs beside ${processes[0]?.logFile}`,
  );
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
