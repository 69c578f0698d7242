import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { ROOT } from '../../scripts/prepare.mjs';
import { Guest, type ProgramState, type User, until } from './guest/guest.ts';
import { MachineMonitor } from './guest/qmp.ts';
import { PageSocket } from './page-socket.ts';
import type { HallAddresses } from './provided.ts';

/** The loopback of the host as the guest sees it. */
const HOST = '10.0.2.2';
export const CONFIGURATION = '/etc/kiosk/kiosk.toml';
const KEY = '/var/lib/kiosk/terminal-key.pem';

type Scalar = string | number | boolean;
type Table = Readonly<Record<string, Scalar | readonly Readonly<Record<string, Scalar>>[]>>;
/** The tables of the configuration that name readers, scanners and keypads. */
export interface ReaderTables {
  readonly identityCardReader: Table;
  readonly socialSecurityCardReader?: Table;
  readonly codeScanner?: Table;
  readonly keypad?: Table;
}

export interface BenchDevice {
  readonly name: string;
  readonly fake: string;
  readonly args: readonly string[];
}

export interface Health {
  readonly status: string;
  readonly devices: Readonly<Record<string, { readonly device: string; readonly media?: string }>>;
}

/** The computer of the kiosk: a machine of its own with the daemon on it, as its own user, set up as deploy/ says. */
export class KioskComputer {
  readonly guest: Guest;
  readonly kioskUrl: string;

  private constructor(
    readonly hall: HallAddresses,
    /** What is plugged into it and pulled. */
    readonly monitor: MachineMonitor,
  ) {
    this.guest = new Guest(hall.agentPort);
    this.kioskUrl = `http://127.0.0.1:${hall.kioskPort}/`;
  }

  static async at(hall: HallAddresses): Promise<KioskComputer> {
    const computer = new KioskComputer(hall, await MachineMonitor.open(hall.monitorSocket));
    await computer.guest.openPort(hall.kioskPort);
    await computer.guest.openPort(hall.benchPort);
    await computer.guest.writeFile(KEY, hall.terminalKey, 'kiosk');
    return computer;
  }

  /** Writes the configuration and starts the daemon; whatever ran before is ended. */
  async startDaemon(tables: ReaderTables): Promise<void> {
    await this.stopDaemon();
    await this.configure(tables);
    await this.guest.start('daemon', this.#node('device-daemon/main.js', '--config', CONFIGURATION), 'kiosk');
    await until('the daemon answers', async () => {
      const { running, output } = await this.guest.program('daemon');
      if (!running) throw new Error(`the daemon ended:\n${output}`);
      return this.health().then(
        () => true,
        () => false,
      );
    });
  }

  async stopDaemon(): Promise<void> {
    await this.guest.stop('daemon').catch((error: Error) => {
      if (!error.message.includes('never started')) throw error;
    });
  }

  async configure(tables: ReaderTables): Promise<void> {
    const { hall } = this;
    const all: Record<string, Table> = {
      server: { port: hall.kioskPort },
      terminal: { id: '999999-0001', privateKeyFile: KEY },
      records: { url: `http://${HOST}:${hall.recordsPort}` },
      printer: { uri: `ipp://${HOST}:${hall.printerPort}/ipp/print` },
      journal: { folder: '/var/lib/kiosk/journal' },
      ...tables,
    };
    const text = Object.entries(all).map(([name, table]) => `[${name}]\n${linesOf(table)}`);
    await this.guest.writeFile(CONFIGURATION, text.join('\n'), 'kiosk');
  }

  async health(): Promise<Health> {
    const answer = await fetch(new URL('/health', this.kioskUrl), { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as Health;
  }

  /** Waits until a device of the daemon is in this state. */
  async deviceIs(device: string, state: string): Promise<void> {
    let last = '';
    await until(`${device} is ${state}`, async () => {
      last = (await this.health()).devices[device]?.device ?? 'not there';
      return last === state;
    }).catch(async (error: Error) => {
      const { output } = await this.guest.program('daemon');
      throw new Error(`${error.message}; it is ${last}. The daemon said:\n${output.slice(-3_000)}`);
    });
  }

  mediaIs(device: string, media: string): Promise<unknown> {
    return until(`media of ${device} is ${media}`, async () => {
      return (await this.health()).devices[device]?.media === media;
    });
  }

  page(): Promise<PageSocket> {
    return PageSocket.open(this.kioskUrl);
  }

  /** A tool of the engineer; its standard output and errors together. */
  cli(args: readonly string[], user: User = 'kiosk'): Promise<ProgramState> {
    return this.guest.run(this.#node('device-daemon/cli.js', ...args), { user, timeoutMs: 60_000 });
  }

  cliWithConfiguration(name: string, user: User = 'kiosk'): Promise<ProgramState> {
    return this.cli([name, '--config', CONFIGURATION], user);
  }

  /** Fakes that are devices of the guest's own kernel; they need root there. */
  async startBench(devices: readonly BenchDevice[]): Promise<void> {
    await this.stopBench();
    const list = '/run/bench/devices.json';
    await this.guest.writeFile(list, JSON.stringify(devices));
    await this.guest.start(
      'bench',
      this.#node('fakes/bench.js', '--port', String(this.hall.benchPort), '--devices', list),
    );
    await until('the bench answers', async () => {
      const { running, output } = await this.guest.program('bench');
      if (!running) throw new Error(`the bench ended:\n${output}`);
      return this.bench('GET', '/state').then(
        () => true,
        () => false,
      );
    });
  }

  async stopBench(): Promise<void> {
    await this.guest.stop('bench').catch((error: Error) => {
      if (!error.message.includes('never started')) throw error;
    });
  }

  /** Somebody at the device bench. */
  async bench<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${this.hall.benchPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async close(): Promise<void> {
    await this.stopDaemon();
    await this.stopBench();
    this.monitor.close();
  }

  #node(program: string, ...args: string[]): string[] {
    return [process.execPath, join(ROOT, 'dist', program), ...args];
  }
}

/** TOML's strings, numbers and truth values are written as in JSON. */
const linesOf = (table: Table): string =>
  Object.entries(table)
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? listOf(value) : JSON.stringify(value)}\n`)
    .join('');

const listOf = (rows: readonly Table[]): string =>
  `[${rows.map((row) => `{ ${linesOf(row).trim().replaceAll('\n', ', ')} }`).join(', ')}]`;

/**
 * Tests with the kiosk's computer. On a machine for which there is no such guest one test says so; one on which the
 * guest should run and does not fails them all.
 */
export function describeOnKioskComputer(name: string, tests: (computer: () => KioskComputer) => void): void {
  const provided = inject('kernelDevices');
  if (provided.state === 'elsewhere') {
    test(`${name}: tested on linux/x64 only, this is ${provided.platform}`, () => undefined);
    return;
  }
  if (provided.state === 'broken') {
    test(`${name}: the guest runs`, () => {
      throw new Error(provided.reason);
    });
    return;
  }
  describe(name, () => {
    let computer: KioskComputer | undefined;
    beforeAll(async () => {
      computer = await KioskComputer.at(provided.hall);
    });
    afterAll(async () => computer?.close());
    tests(() => {
      if (computer === undefined) throw new Error('the computer is not running');
      return computer;
    });
  });
}
