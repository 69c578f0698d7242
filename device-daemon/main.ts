import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLogger } from './audit/logger.ts';
import { AuthorityClient } from './cards/social-security-card/authority-client.ts';
import { kioskProfileOf } from './config/kiosk-profile.ts';
import { loadConfiguration } from './config/load.ts';
import type { DaemonConfiguration } from './config/schema.ts';
import { openCodeScanner } from './devices/open-code-scanner.ts';
import { openIdentityCardReader } from './devices/open-identity-card-reader.ts';
import { openKeypad } from './devices/open-keypad.ts';
import { openPinPad } from './devices/open-pin-pad.ts';
import { openSocialSecurityCardReader } from './devices/open-social-security-card-reader.ts';
import { openSpeech } from './devices/open-speech.ts';
import { createStatementPrinter } from './printing/statement-printer.ts';
import { CitizenSession } from './records/citizen-session.ts';
import { identityCardCredential } from './records/credentials.ts';
import { createEvidenceSigner } from './records/evidence.ts';
import { RecordsClient } from './records/records-client.ts';
import { RecordsWatch } from './records/records-watch.ts';
import { openTerminalKey } from './records/terminal-key.ts';
import { CallKeeper } from './server/call-keeper.ts';
import { electronicCardRead } from './server/commands/electronic-card-read.ts';
import { identityCardRead } from './server/commands/identity-card-read.ts';
import { CardAwaitingPin, socialSecurityCardRead } from './server/commands/social-security-card-read.ts';
import { socialSecurityCardVerifyPin } from './server/commands/social-security-card-verify-pin.ts';
import { speechSay } from './server/commands/speech-say.ts';
import { staffCall, staffCancelCall } from './server/commands/staff-call.ts';
import { statementPrint } from './server/commands/statement-print.ts';
import { KioskServer } from './server/kiosk-server.ts';
import { KioskState } from './server/kiosk-state.ts';
import { Metrics } from './server/metrics.ts';
import { PageFiles } from './server/page-files.ts';
import { Reception } from './server/reception.ts';
import { RecordsProxy } from './server/records-proxy.ts';
import { VisitKeeper } from './server/visit-keeper.ts';
import { DeskClient } from './staff/desk-client.ts';
import { StaffDesk } from './staff/staff-desk.ts';

/** The first screen has the processor to itself; nobody asks for paper sooner. */
const FIRST_SCREEN_MS = 1_500;

const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (values.config === undefined) refuse(['--config FILE is needed']);
const configuration = await loadConfiguration(values.config);
if (!configuration.ok) refuse(configuration.error);
await run(configuration.value);

function refuse(reasons: readonly string[]): never {
  process.stderr.write(
    `kiosk-daemon: the configuration is refused\n${reasons.map((reason) => `  ${reason}\n`).join('')}`,
  );
  process.exit(2);
}

async function run(config: DaemonConfiguration): Promise<void> {
  const logger = createLogger(config.log.level);
  const clock = Date.now;
  const key = await openTerminalKey(config.terminal.privateKeyFile);
  if (key.made) logger.info('terminal key made', { publicKeyFile: key.publicKeyFile });

  const reader = openIdentityCardReader(config.identityCardReader, logger, (count) =>
    metrics.bytesDiscarded('identityCardReader', count),
  );
  const socialSecurityCardReader = openSocialSecurityCardReader(
    config,
    config.authority === undefined ? null : new AuthorityClient(config.authority.url),
    logger,
  );
  const pinPad = openPinPad(config.pinPad, logger);
  const codeScanner = openCodeScanner(config.codeScanner, logger);
  const keypad = openKeypad(config.keypad, logger);
  const speech = openSpeech(config.speech, logger);
  const printer = createStatementPrinter({
    printerUri: config.printer.uri,
    journalFolder: config.journal.folder,
    clock,
    logger,
  });
  const staff = new StaffDesk({
    terminalId: config.terminal.id,
    desk: config.staff.url === undefined ? null : new DeskClient(config.staff.url),
    alertAfterMs: config.staff.alertAfterS * 1_000,
    folder: config.journal.folder,
    clock,
    logger,
  });
  const records = new RecordsClient(config.records.url);
  const state = new KioskState({
    identityCardReader: reader.status,
    socialSecurityCardReader: socialSecurityCardReader.status,
    pinPad: pinPad.status,
    codeScanner: codeScanner.status,
    printer: printer.status,
    speech: speech.status,
    keypad: keypad.status,
    records: { device: 'starting' },
  });
  const session = new CitizenSession(
    records,
    createEvidenceSigner(config.terminal.id, key.privateKey, clock),
    logger,
    (open) => {
      state.setSessionOpen(open);
      tellStaff();
      if (open) return;
      // What is left on a reader or in it is its owner's, and no next visit's.
      reader.release();
      socialSecurityCardReader.release();
      speech.endPrivate();
    },
  );
  const tellStaff = () => staff.take(state.status, state.sessionOpen);
  const metrics = new Metrics(state, staff);
  const visits = new VisitKeeper(session, (name, payload) => server.tell(name, payload), logger);
  const calls = new CallKeeper(staff);
  const onVisit = () => void setTimeout(() => printer.prepare(), FIRST_SCREEN_MS);
  const socialSecurityCardDesk = { reader: socialSecurityCardReader, session, onVisit };
  const reception = new Reception();
  const cardAwaitingPin = new CardAwaitingPin(socialSecurityCardReader);
  const server = new KioskServer({
    terminalId: config.terminal.id,
    page: new PageFiles(join(import.meta.dirname, '..', 'kiosk-ui'), kioskProfileOf(config)),
    records: new RecordsProxy(session, metrics, logger, visits.sessionExpired),
    handlers: {
      'Common.Status': {
        outlivesPage: false,
        run: async () => ({ completionCode: 'success', payload: state.status }),
      },
      'IdentityCard.Read': identityCardRead(reader, reception, (card) => {
        session.begin(identityCardCredential(card));
        onVisit();
      }),
      'SocialSecurityCard.Read': socialSecurityCardRead(
        socialSecurityCardDesk,
        reception,
        cardAwaitingPin,
        config.socialSecurityCardReader?.verifyPin ?? false,
      ),
      'SocialSecurityCard.VerifyPin': socialSecurityCardVerifyPin(
        socialSecurityCardDesk,
        cardAwaitingPin,
        pinPad,
      ),
      'ElectronicCard.Read': electronicCardRead(codeScanner, reception, session, onVisit),
      'Statement.Print': statementPrint(printer, session),
      'Speech.Say': speechSay(speech),
      'Staff.Call': staffCall(staff),
      'Staff.CancelCall': staffCancelCall(staff),
      'Session.End': {
        outlivesPage: false,
        run: async () => {
          void session.end();
          return { completionCode: 'success', payload: {} };
        },
      },
    },
    state,
    staff,
    metrics,
    logger,
    onPageCame: (sameLoad) => {
      visits.pageCame();
      calls.pageCame(sameLoad);
    },
    onPageGone: () => {
      visits.pageGone();
      calls.pageGone();
    },
  });
  const recordsWatch = new RecordsWatch(records, (status) => state.change('records', status));

  visits.watchIdentityCard(reader);
  visits.watchSocialSecurityCard(socialSecurityCardReader);
  reader.on('statusChanged', (status) => state.change('identityCardReader', status));
  socialSecurityCardReader.on('statusChanged', (status) => state.change('socialSecurityCardReader', status));
  socialSecurityCardReader.on('mediaRetained', () => {
    metrics.cardRetained();
    staff.cardRetained('socialSecurityCardReader');
  });
  socialSecurityCardReader.on('mediaRemoved', () => cardAwaitingPin.end());
  pinPad.on('statusChanged', (status) => state.change('pinPad', status));
  codeScanner.on('statusChanged', (status) => state.change('codeScanner', status));
  speech.on('statusChanged', (status) => state.change('speech', status));
  keypad.on('statusChanged', (status) => state.change('keypad', status));
  keypad.on('keyPressed', (key) => server.tell('Keypad.KeyPressedEvent', { key }));
  printer.on('statusChanged', (status) => state.change('printer', status));
  printer.on('mediaTaken', () => server.tell('Printer.MediaTakenEvent', {}));
  state.on('statusChanged', tellStaff);
  staff.on('called', (reason) => metrics.staffCalled(reason));
  staff.on('callAnswered', () => server.tell('Staff.CallAnsweredEvent', {}));

  await staff.start();
  const port = await server.listen(config.server.port);
  // Those with a port of their own first: a reader that looks everywhere leaves alone what is in use.
  const devices = [pinPad, codeScanner, socialSecurityCardReader, reader, speech, keypad];
  for (const device of devices) device.start();
  recordsWatch.start();
  await printer.start();
  logger.info('kiosk daemon ready', { port, terminalId: config.terminal.id });

  const stop = async () => {
    recordsWatch.stop();
    // First nobody comes in any more; then what is open is closed.
    await server.stop();
    calls.stop();
    await Promise.all([
      visits.stop(),
      staff.stop(),
      printer.stop(),
      ...devices.map((device) => device.stop()),
    ]);
    records.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}
