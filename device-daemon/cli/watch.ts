import { once } from 'node:events';
import type { DaemonConfiguration } from '../config/schema.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openDevices } from './open-devices.ts';

/** Shows every change of every device until Ctrl-C: pull the cable, lay a card, and see what the kiosk sees. */
export async function watch(config: DaemonConfiguration): Promise<ExitCode> {
  const devices = openDevices(config, 'error');
  const { identityCardReader, socialSecurityCardReader, pinPad, codeScanner, speech, keypad } = devices;
  const say = (device: string, what: string) =>
    console.log(`${new Date().toISOString().slice(11, 23)}  ${device.padEnd(28)} ${what}`);
  identityCardReader.on('statusChanged', ({ device, media }) =>
    say('identity-card reader', `${device}, card ${media}`),
  );
  identityCardReader.on('mediaRemoved', () => say('identity-card reader', 'card taken'));
  socialSecurityCardReader.on('statusChanged', ({ device, media, retainBin }) =>
    say('social-security-card reader', `${device}, card ${media}, bin ${retainBin}`),
  );
  socialSecurityCardReader.on('mediaRemoved', () => say('social-security-card reader', 'card taken'));
  socialSecurityCardReader.on('mediaRetained', () => say('social-security-card reader', 'card captured'));
  pinPad.on('statusChanged', ({ device }) => say('PIN pad', device));
  codeScanner.on('statusChanged', ({ device }) => say('code scanner', device));
  speech.on('statusChanged', ({ device, output }) => say('speech', `${device}, heard by ${output}`));
  keypad.on('statusChanged', ({ device }) => say('keypad', device));
  keypad.on('keyPressed', (key) => say('keypad', `key ${key}`));

  const stopped = new AbortController();
  for (const device of Object.values(devices)) device.start();
  const ends = [once(process, 'SIGINT'), once(process, 'SIGTERM')];
  // Cards are only looked for while a read waits: one does all the time.
  const reading = [
    keepReading(async () => {
      const read = await identityCardReader.read(SILENT, stopped.signal);
      if (!read.ok && read.error.type === 'commandErrorCode')
        say('identity-card reader', read.error.errorCode);
      if (!read.ok) return;
      say('identity-card reader', `read ${read.value.kind}`);
      identityCardReader.release();
    }, stopped.signal),
    keepReading(async () => {
      const read = await socialSecurityCardReader.read(SILENT, stopped.signal);
      if (!read.ok && read.error.type === 'commandErrorCode') {
        say('social-security-card reader', read.error.errorCode);
      }
      if (!read.ok) return;
      say('social-security-card reader', `read card ${read.value.version}, PIN ${read.value.pin.type}`);
      socialSecurityCardReader.release();
    }, stopped.signal),
    keepReading(async () => {
      const scanned = await codeScanner.scan(stopped.signal);
      if (scanned.ok) say('code scanner', `a code of ${scanned.value.length} characters`);
      else if (scanned.error === 'unreadable') say('code scanner', 'something unreadable');
    }, stopped.signal),
  ];
  await Promise.race(ends);
  stopped.abort();
  await Promise.all(Object.values(devices).map((device) => device.stop()));
  await Promise.all(reading);
  return EXIT.well;
}

const SILENT = { insertCard: () => undefined, mediaInserted: () => undefined };
/** A device that is not there refuses at once. */
const BETWEEN_READS_MS = 500;

async function keepReading(read: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await read();
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_READS_MS));
  }
}
