import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openTerminalKey } from '#device-daemon/records/terminal-key.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { startCluster } from '#test/records/postgresql-cluster.ts';
import { ROOT } from '../../scripts/prepare.mjs';
import { portsFrom } from '../../scripts/stack.mjs';
import { writeConfigurations } from '../../scripts/stack-configuration.mjs';
import { until } from './guest/guest.ts';
import { prepareGuestSystem } from './guest/guest-system.ts';
import { VirtualMachine } from './guest/virtual-machine.ts';
import { HallProgram, requireFreePort } from './hall-program.ts';
import type { HallAddresses, KernelDevices } from './provided.ts';

/** Where the records service looks for the public half of it. */
const TERMINAL_KEY = 'terminal-key.pem';
const PORTS = portsFrom(18600);
const AGENT_PORT = 18610;
/** Sockets at the back of the machine. */
export const CABLES = { serialAdapter: 'serial-adapter', cardSlot: 'card-slot' } as const;

/** What has been opened so far, to be closed in the opposite order. */
const closing: (() => Promise<unknown>)[] = [];

/**
 * One hall for all files of this folder: the kiosk is a virtual machine, records service and printer stand on the host.
 * A guest that cannot start must fail the tests of this folder and no others.
 */
export async function setup(project: TestProject): Promise<void> {
  project.provide('kernelDevices', await openOrExplain());
}

export async function teardown(): Promise<void> {
  for (let close = closing.pop(); close !== undefined; close = closing.pop()) await close();
}

async function openOrExplain(): Promise<KernelDevices> {
  const platform = `${process.platform}/${process.arch}`;
  if (platform !== 'linux/x64') return { state: 'elsewhere', platform };
  try {
    return { state: 'ready', hall: await openHall() };
  } catch (error) {
    await teardown();
    return { state: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function openHall(): Promise<HallAddresses> {
  if (!existsSync(join(ROOT, 'dist', 'device-daemon', 'main.js')))
    throw new Error('the programs are not built: node scripts/build.mjs');
  for (const port of [AGENT_PORT, ...Object.values(PORTS)]) await requireFreePort(port);
  const folder = await mkdtemp(join(tmpdir(), 'kernel-devices-'));
  closing.push(() => rm(folder, { recursive: true }));
  const booting = bootGuest(folder);
  closing.push(async () => (await booting.catch(() => null))?.stop());
  const [, machine] = await Promise.all([startRecords(folder), booting]);
  const printer = await FakeDevice.start('printer', [
    ...['--port', String(PORTS.printer)],
    ...['--folder', join(folder, 'printed')],
  ]);
  closing.push(() => printer.stop());
  return {
    agentPort: AGENT_PORT,
    kioskPort: PORTS.kiosk,
    benchPort: PORTS.bench,
    recordsPort: PORTS.records,
    printerPort: PORTS.printer,
    platformPort: PORTS.platform,
    folder,
    monitorSocket: machine.monitorSocket,
    terminalKey: await readFile(join(folder, TERMINAL_KEY), 'utf8'),
  };
}

async function bootGuest(folder: string): Promise<VirtualMachine> {
  return VirtualMachine.boot({
    system: await prepareGuestSystem(),
    folder,
    agentPort: AGENT_PORT,
    ports: [PORTS.kiosk, PORTS.bench],
    cables: Object.values(CABLES),
  });
}

/** The records service with invented citizens in a real PostgreSQL, and the kiosk registered there. */
async function startRecords(folder: string): Promise<void> {
  const cluster = await startCluster();
  closing.push(() => cluster.stop());
  const recordsDatabase = `kind = "postgresql"\nurl = ${JSON.stringify(await cluster.createDatabase())}`;
  const files = await writeConfigurations({ folder, ports: PORTS, recordsDatabase });
  await openTerminalKey(join(folder, TERMINAL_KEY));
  const records = new HallProgram('records-service/main.js', ['--config', files.records]);
  closing.push(() => records.stop());
  await until('the records service answers', async () => {
    records.mustRun();
    return (await fetch(`http://127.0.0.1:${PORTS.records}/health`).catch(() => null))?.ok;
  });
}
