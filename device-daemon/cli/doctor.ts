import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceState } from '#shared/protocol/states.ts';
import { createLogger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { createStatementPrinter } from '../printing/statement-printer.ts';
import { RecordsClient } from '../records/records-client.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type OpenDevices, openDevices } from './open-devices.ts';

const DEVICE_TIMEOUT_MS = 8_000;

type Finding =
  | { readonly well: true; readonly says: string }
  | { readonly well: false; readonly says: string; readonly do: string };

const CHECKS: readonly [name: string, check: (config: DaemonConfiguration) => Promise<Finding>][] = [
  ['page', checkPage],
  ['terminal key', checkKey],
  ['print journal', checkJournal],
  ['records service', checkRecords],
  ['identity-card reader', (config) => checkDevice(config, 'identityCardReader')],
  ['social-security-card reader', (config) => checkDevice(config, 'socialSecurityCardReader')],
  ['PIN pad', (config) => checkDevice(config, 'pinPad')],
  ['code scanner', (config) => checkDevice(config, 'codeScanner')],
  ['printer', checkPrinter],
];

/** Looks at every part of a kiosk and says what is missing and what to do about it. */
export async function doctor(config: DaemonConfiguration): Promise<ExitCode> {
  let ill = 0;
  for (const [name, check] of CHECKS) {
    const finding = await check(config);
    console.log(`${finding.well ? 'ok  ' : 'FAIL'} ${name}: ${finding.says}`);
    if (finding.well) continue;
    console.log(`     → ${finding.do}`);
    ill += 1;
  }
  return ill === 0 ? EXIT.well : EXIT.ill;
}

async function checkPage(): Promise<Finding> {
  const file = join(import.meta.dirname, '..', 'kiosk-ui', 'index.html');
  return (await isThere(file))
    ? { well: true, says: 'built' }
    : { well: false, says: 'not built', do: 'npm run build' };
}

async function checkKey({ terminal }: DaemonConfiguration): Promise<Finding> {
  const file = terminal.privateKeyFile;
  if (!(await isThere(file))) {
    return {
      well: false,
      says: 'none yet',
      do: 'run terminal-key, then register the public half at the records service',
    };
  }
  try {
    await access(file, constants.R_OK);
  } catch {
    return { well: false, says: 'cannot be read', do: "run this as the daemon's user" };
  }
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) return { well: false, says: 'others can read it', do: `chmod 600 ${file}` };
  return { well: true, says: `there, public half in ${file}.public.json` };
}

async function checkJournal({ journal }: DaemonConfiguration): Promise<Finding> {
  try {
    await mkdir(journal.folder, { recursive: true });
    await access(journal.folder, constants.W_OK);
    return { well: true, says: 'can be written' };
  } catch (error) {
    const says = `cannot be written (${(error as NodeJS.ErrnoException).code})`;
    return { well: false, says, do: `give the daemon's user the folder ${journal.folder}` };
  }
}

async function checkRecords({ records }: DaemonConfiguration): Promise<Finding> {
  const client = new RecordsClient(records.url);
  const healthy = await client.isHealthy();
  client.close();
  if (healthy) return { well: true, says: 'answers' };
  return {
    well: false,
    says: 'does not answer',
    do: `try ${new URL('/health', records.url)} from this machine`,
  };
}

async function checkDevice(config: DaemonConfiguration, name: keyof OpenDevices): Promise<Finding> {
  const device = openDevices(config, 'error')[name];
  if (device.status.device === 'noDevice') return { well: true, says: 'this kiosk has none' };
  const state = await settled(
    (onChange) => device.on('statusChanged', ({ device: now }: { device: DeviceState }) => onChange(now)),
    () => device.start(),
  );
  await device.stop();
  if (state === 'online') return { well: true, says: 'online' };
  return {
    well: false,
    says: state,
    do: HELP[state] ?? 'turn it off and on; report it when that does not help',
  };
}

const HELP: Readonly<Record<string, string>> = {
  powerOff: 'nothing is found: is the cable in, and does list-devices show it?',
  offline:
    'it is there and does not answer: list-devices says whether the udev rule or a permission is missing or another program (the daemon?) holds the port',
  starting: 'it does not get ready: is it the right driver and path?',
  hardwareError:
    'it answers nothing that makes sense, or says it is broken: is it the right driver? turn it off and on',
};

async function checkPrinter(config: DaemonConfiguration): Promise<Finding> {
  const printer = createStatementPrinter({
    printerUri: config.printer.uri,
    // Not the kiosk's own journal: looking must not settle the jobs of a daemon that runs.
    journalFolder: join(tmpdir(), `kiosk-doctor-${process.pid}`),
    logger: createLogger('error'),
  });
  const device = await settled(
    (onChange) => printer.on('statusChanged', ({ device: state }) => onChange(state)),
    () => void printer.start(),
  );
  const { paper, toner, cover } = printer.status;
  await printer.stop();
  const says = `${device}, paper ${paper}, toner ${toner}, cover ${cover}`;
  if (device === 'online' && paper !== 'out' && paper !== 'jammed') return { well: true, says };
  return {
    well: false,
    says,
    do: `look at the printer; does ${config.printer.uri} answer from this machine?`,
  };
}

/** The first state after `starting`, or `starting` when none comes in time. */
function settled(watch: (onChange: (state: string) => void) => void, start: () => void): Promise<string> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve('starting'), DEVICE_TIMEOUT_MS);
    watch((state) => {
      if (state === 'starting') return;
      clearTimeout(late);
      resolve(state);
    });
    start();
  });
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
