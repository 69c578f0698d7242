import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';

const PCSCD = '/usr/sbin/pcscd';
const VPCD = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const SERVICE_STARTS_MS = 10_000;

/** As two readers of one device: vpcd always has two slots, on this port and the next. */
interface ReaderNames {
  readonly name: string;
}

/**
 * A PC/SC service of this test's own: the real pcscd, with a folder of its own in the place of /run/pcscd, so that
 * neither the machine's service nor another test's is touched. Programs find it by the variable that is set here.
 *
 * `libpcsclite` reads the variable once in a process: one service, started as often as you like, for each test file.
 */
export class Pcscd {
  /** Where vpcd waits for the card in the first slot; the second is one higher. */
  readonly port: number;
  readonly #folder: string;
  #process: ChildProcess | null = null;
  log = '';

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  /** Prepares everything and starts nothing. */
  static async prepare(): Promise<Pcscd> {
    requirePrograms();
    const folder = await mkdtemp(`${tmpdir()}/pcscd-`);
    await mkdir(`${folder}/run`);
    await mkdir(`${folder}/readers`);
    const service = new Pcscd(folder, await freePortPair());
    process.env['PCSCLITE_CSOCK_NAME'] = service.#socket;
    return service;
  }

  /** @param reader the name its driver gives it; the service adds two numbers */
  async start(reader: ReaderNames = { name: 'Bench Reader' }): Promise<void> {
    if (this.#process !== null) throw new Error('pcscd runs already');
    await writeFile(
      `${this.#folder}/readers/vpcd`,
      `FRIENDLYNAME "${reader.name}"\nDEVICENAME /dev/null:${this.port}\nLIBPATH ${VPCD}\nCHANNELID ${this.port}\n`,
    );
    const started = spawn(
      'unshare',
      [...NAMESPACE, 'sh', '-c', IN_NAMESPACE, 'sh', `${this.#folder}/run`, PCSCD, `${this.#folder}/readers`],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = started;
    const note = (text: Buffer): void => {
      this.log += text.toString();
    };
    started.stdout.on('data', note);
    started.stderr.on('data', note);
    const deadline = performance.now() + SERVICE_STARTS_MS;
    while (!(await isListening(this.#socket))) {
      if (started.exitCode !== null || performance.now() > deadline)
        throw new Error(`pcscd does not start:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** @param signal SIGTERM as the system stops it, SIGKILL as it dies */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #socket(): string {
    return `${this.#folder}/run/pcscd.comm`;
  }
}

/** Root may have a namespace for mounts of its own; anybody else gets one together with a namespace for users. */
const NAMESPACE = process.getuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount'];
/** The service ends with the test, whatever ends that. */
const IN_NAMESPACE =
  'mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && exec setpriv --pdeathsig KILL "$2" --foreground --error --config "$3"';

function requirePrograms(): void {
  const missing = [
    { name: 'pcscd', proof: PCSCD },
    { name: 'vsmartcard-vpcd', proof: VPCD },
  ].filter(({ proof }) => !existsSync(proof));
  if (missing.length > 0) {
    throw new Error(
      `These tests need Debian packages: apt-get install ${missing.map(({ name }) => name).join(' ')}`,
    );
  }
  const { status, stderr } = spawnSync('unshare', [...NAMESPACE, 'true']);
  if (status !== 0) {
    throw new Error(
      `These tests run a pcscd of their own in a mount namespace; run them as root or allow user namespaces: ${stderr}`,
    );
  }
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** vpcd listens on all addresses; so is looked for what is free on all. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await listen(0);
    const port = portOf(first);
    const second = await listen(port + 1).catch(() => null);
    await close(first);
    if (second === null) continue;
    await close(second);
    return port;
  }
}

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return address.port;
};

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '0.0.0.0', () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
