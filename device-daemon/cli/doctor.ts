import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceState } from '#shared/protocol/states.ts';
import { createLogger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { openSpeech } from '../devices/open-speech.ts';
import { createStatementPrinter } from '../printing/statement-printer.ts';
import { RecordsClient } from '../records/records-client.ts';
import { DeskClient } from '../staff/desk-client.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type OpenDevices, openDevices } from './open-devices.ts';
import { settled } from './settled.ts';

type Finding =
  | { readonly well: true; readonly says: string }
  | { readonly well: false; readonly says: string; readonly do: string };

const CHECKS: readonly [name: string, check: (config: DaemonConfiguration) => Promise<Finding>][] = [
  ['page', checkPage],
  ['terminal key', checkKey],
  ['print journal', checkJournal],
  ['records service', checkRecords],
  ['staff desk', checkStaffDesk],
  ['identity-card reader', (config) => checkDevice(config, 'identityCardReader')],
  ['social-security-card reader', (config) => checkDevice(config, 'socialSecurityCardReader')],
  ['PIN pad', (config) => checkDevice(config, 'pinPad')],
  ['code scanner', (config) => checkDevice(config, 'codeScanner')],
  ['keypad', checkKeypad],
  ['printer', checkPrinter],
  ['speech', checkSpeech],
  ['headphone jack', checkHeadphoneJack],
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

async function checkStaffDesk({ staff }: DaemonConfiguration): Promise<Finding> {
  if (staff.url === undefined) return { well: true, says: 'this hall has none' };
  // A call that nobody made: a desk says that it does not know it.
  const state = await new DeskClient(staff.url).stateOf(randomUUID(), 0, new AbortController().signal);
  if (state === 'unknown') return { well: true, says: 'answers' };
  return {
    well: false,
    says: state === 'notReached' ? 'does not answer' : 'knows a call that nobody made',
    do: 'is the address in [staff] that of a desk as docs/staff-desk.md has it, and reached from this machine?',
  };
}

/** One that is a keyboard is the browser's. */
async function checkKeypad(config: DaemonConfiguration): Promise<Finding> {
  if (config.keypad?.kind === 'keyboard')
    return { well: true, says: 'a keyboard, which the page hears and this program does not' };
  return checkDevice(config, 'keypad');
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

async function checkSpeech(config: DaemonConfiguration): Promise<Finding> {
  if (config.speech === undefined) return { well: true, says: 'this kiosk has none' };
  const speech = openSpeech(config.speech, createLogger('error'));
  const state = await settled(
    (onChange) => speech.on('statusChanged', ({ device }) => onChange(device)),
    () => speech.start(),
  );
  await speech.stop();
  if (state === 'online') return { well: true, says: 'the engine makes a sound, and it can be played' };
  const { engine, player } = config.speech;
  const programs = `${engine.program} and ${player.program}`;
  return {
    well: false,
    says: state,
    do:
      state === 'powerOff'
        ? `install ${programs} (apt-get install espeak-ng alsa-utils)`
        : `run ${programs} by hand as the daemon's user, who must be in the group audio; is there a sound card?`,
  };
}

async function checkHeadphoneJack({ speech }: DaemonConfiguration): Promise<Finding> {
  const { headphones = 'never' } = speech ?? {};
  if (!headphones.startsWith('/'))
    return { well: true, says: headphones === 'always' ? 'sound comes out of one' : 'this kiosk has none' };
  try {
    await access(headphones, constants.R_OK);
    return { well: true, says: 'can be read; watch shows whether it tells of headphones' };
  } catch (error) {
    const says = `cannot be read (${(error as NodeJS.ErrnoException).code}): nothing personal will be said`;
    return {
      well: false,
      says,
      do: 'install deploy/60-kiosk-readers.rules; evtest shows what the jack is called',
    };
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
