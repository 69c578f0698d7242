import type { RefusalReason } from '#device-daemon/server/admission.ts';
import { zhHans } from '#kiosk-ui/locales/zh-hans.ts';
import { zhHansVisit } from '#kiosk-ui/locales/zh-hans-visit.ts';
import type { GoodbyeReason } from '#kiosk-ui/machines/screen-model.ts';
import type { IdentityCardErrorCode } from '#shared/protocol/cards.ts';
import type { AcknowledgeStatus, CompletionCode } from '#shared/protocol/header.ts';
import type { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import type { DeviceState, UnavailableReason } from '#shared/protocol/states.ts';
import type { RecordsErrorCode } from '#shared/records-api/common.ts';

type TextKey = keyof typeof zhHans | keyof typeof zhHansVisit;

interface Row {
  readonly cause: string;
  /** What the citizen reads; none where no citizen is concerned. */
  readonly reads: readonly TextKey[];
  readonly staff: string;
}

const row = (cause: string, reads: readonly TextKey[], staff: string): Row => ({ cause, reads, staff });
const NOTHING = 'Nothing.';
const BUG =
  'Nothing in the hall; report the log lines around it: page and daemon are not of one build, or it is a bug.';
const READER_OUT: readonly TextKey[] = [
  'outOfService.title',
  'outOfService.outOfServiceHardware',
  'outOfService.body',
];
const NO_RECORDS: readonly TextKey[] = [
  'recordsUnavailable.title',
  'recordsUnavailable.body',
  'recordsUnavailable.next',
];

/** Every code there is. The types make the tables complete; the page is written from them. */
const CARD: Record<IdentityCardErrorCode, Row> = {
  noMedia: row(
    'The card left the reader before it was read.',
    ['cardProblem.noMedia.title', 'cardProblem.noMedia.body'],
    NOTHING,
  ),
  invalidMedia: row(
    'The reader does not know this kind of card (SW3 40), or cannot read it (41), or its text has no known layout.',
    ['cardProblem.invalidMedia.title', 'cardProblem.invalidMedia.body'],
    'Ask for the identity card itself, out of its sleeve. If many cards fail: read-card, then another reader.',
  ),
  cardCollision: row(
    'More than one card lies in the field.',
    ['cardProblem.cardCollision.title', 'cardProblem.cardCollision.body'],
    NOTHING,
  ),
  securityFail: row(
    'Card and security module did not accept each other (SW3 31, 32, 33).',
    ['cardProblem.securityFail.title', 'cardProblem.securityFail.body'],
    'Check the card at the counter. If every card fails, the security module is faulty: replace the reader.',
  ),
  cardExpired: row(
    'The last day on the card is past.',
    ['cardProblem.cardExpired.title', 'cardProblem.cardExpired.body'],
    'Serve at the counter by its rules for expired cards.',
  ),
  cardNotYetValid: row(
    'The first day on the card is to come, or the kiosk’s clock is wrong.',
    ['cardProblem.cardNotYetValid.title', 'cardProblem.cardNotYetValid.body'],
    'Check the kiosk’s date.',
  ),
  numberNotValid: row(
    'The number’s check digit or date is wrong.',
    ['cardProblem.numberNotValid.title', 'cardProblem.numberNotValid.body'],
    'Check the card at the counter; a card with a wrong check digit may be forged.',
  ),
  readerFirmwareOutdated: row(
    'The text block has an old layout for a newer kind of card: the reader was never updated for it (2017 I, 2018 J, 2023 Y).',
    ['cardProblem.readerFirmwareOutdated.title', 'cardProblem.readerFirmwareOutdated.body'],
    'Update the reader’s firmware with its maker’s tool.',
  ),
};

const PRINT: Record<StatementPrintErrorCode, Row> = {
  paperOut: row(
    'No paper before the job began.',
    ['obstacle.paperOut', 'printFailed.paperOut', 'printing.held.paperOut'],
    'Put paper in. A job that is held goes on from the same page by itself.',
  ),
  paperJammed: row(
    'Paper is jammed.',
    ['obstacle.paperJammed', 'printFailed.paperJammed', 'printing.held.paperJammed'],
    'Clear the jam; destroy the torn sheet. A job that is held goes on by itself.',
  ),
  tonerOut: row(
    'Toner or ink is empty.',
    ['obstacle.tonerOut', 'printFailed.tonerOut', 'printing.held.tonerOut'],
    'Change the cartridge.',
  ),
  coverOpen: row(
    'A cover or door of the printer is open.',
    ['obstacle.coverOpen', 'printFailed.coverOpen', 'printing.held.coverOpen'],
    'Close it.',
  ),
  printerOffline: row(
    'The printer does not answer.',
    ['obstacle.printerOffline', 'printFailed.printerOffline', 'printing.held.printerOffline'],
    'Power, cable, address; then doctor.',
  ),
  jobAborted: row(
    'The printer gave the job up.',
    ['printFailed.title', 'printFailed.jobAborted', 'printFailed.nothingLost'],
    'If it happens again: print-test, and the printer’s own log.',
  ),
  notPrinted: row(
    'The daemon restarted before the printer had the job; no sheet came out and none will.',
    ['printFailed.notPrinted', 'printFailed.nothingLost'],
    'Look in the journal of the system why the daemon restarted.',
  ),
  recordsUnavailable: row(
    'The statement’s content could not be fetched.',
    ['printFailed.recordsUnavailable', 'printFailed.nothingLost'],
    'See recordsUnavailable below.',
  ),
  notOnFile: row(
    'There is no record to print.',
    ['printFailed.notOnFile'],
    'Look for records elsewhere or under an old number.',
  ),
};

const RECORDS: Record<RecordsErrorCode, Row> = {
  notAuthorised: row(
    'A request without a session: no card was read, or the visit is over. Audited.',
    ['goodbye.sessionEnded.title', 'goodbye.sessionEnded.body'],
    'Many of them from one terminal or address: somebody tries the door. Tell security.',
  ),
  sessionExpired: row(
    'The session was too old or unused for too long. Audited.',
    ['goodbye.sessionEnded.title', 'goodbye.sessionEnded.body'],
    NOTHING,
  ),
  terminalUnknown: row(
    'The evidence names a terminal that is not registered or was switched off. Audited.',
    NO_RECORDS,
    'Register the terminal’s public key at the records service, or find out who pretends to be it.',
  ),
  evidenceInvalid: row(
    'The evidence is not signed by the terminal’s key, or is not well formed. Audited.',
    NO_RECORDS,
    'The terminal’s key was changed: register the new public half.',
  ),
  evidenceStale: row(
    'The evidence is older than a minute, or from the future. Audited.',
    NO_RECORDS,
    'Set the kiosk’s clock; it needs a time service.',
  ),
  evidenceReplayed: row(
    'The same evidence a second time. Audited.',
    NO_RECORDS,
    'Somebody recorded the traffic: tell security.',
  ),
  notOnFile: row(
    'No insured person has the number on the card.',
    ['notOnFile.title', 'notOnFile.body', 'notOnFile.next'],
    'Look for records in other regions and under an old number.',
  ),
  invalidData: row('A request that is not of the published form.', NO_RECORDS, BUG),
  jobBelongsToAnotherPerson: row(
    'A job number that was used for somebody else. Audited.',
    ['printFailed.recordsUnavailable'],
    BUG,
  ),
  notFound: row('No such address, or no such statement.', [], BUG),
  recordsUnavailable: row(
    'The records service does not answer.',
    NO_RECORDS,
    'Network, then the records service’s /health. The kiosk opens again by itself.',
  ),
  internalError: row(
    'The records service has a bug, or its database is away.',
    NO_RECORDS,
    'The records service’s log and /health.',
  ),
};

const UNAVAILABLE: Record<UnavailableReason, Row> = {
  outOfServiceHardware: row(
    'The identity-card reader is not usable.',
    READER_OUT,
    'Reader’s cable and power; then doctor.',
  ),
  outOfServiceConsumables: row(
    'Something has run out that the kiosk cannot serve without.',
    ['outOfService.title', 'outOfService.outOfServiceConsumables', 'outOfService.body'],
    'Refill.',
  ),
  outOfServiceBackend: row(
    'The records service does not answer.',
    ['outOfService.title', 'outOfService.outOfServiceBackend', 'outOfService.body'],
    'Network, then the records service.',
  ),
};

const DEVICE: Record<Exclude<DeviceState, 'online' | 'deviceBusy'>, Row> = {
  starting: row('Not asked yet, seconds after the start.', ['starting.title', 'starting.body'], NOTHING),
  offline: row('It is there and does not answer.', READER_OUT, 'Switch it off and on; then doctor.'),
  powerOff: row('It is off or not connected.', READER_OUT, 'Cable and power.'),
  noDevice: row(
    'Reserved by the standard for a device that is not configured; this daemon does not send it.',
    READER_OUT,
    'list-devices, and the path in the configuration.',
  ),
  hardwareError: row(
    'It says itself that it is broken (SW3 60, 66), or sends nothing that makes sense.',
    READER_OUT,
    'Replace it.',
  ),
  userError: row(
    'A person prevents it from working: a cover is open, paper is jammed.',
    ['obstacle.coverOpen', 'obstacle.paperJammed'],
    'Look at the device.',
  ),
};

const GOODBYE: Record<GoodbyeReason, Row> = {
  ended: row(
    'The citizen pressed End, or took the paper.',
    ['goodbye.ended.title', 'goodbye.ended.body'],
    NOTHING,
  ),
  cardTaken: row(
    'The card was taken off the reader.',
    ['goodbye.cardTaken.title', 'goodbye.cardTaken.body'],
    NOTHING,
  ),
  idle: row(
    'Nobody answered the question whether somebody is there.',
    ['goodbye.idle.title', 'goodbye.idle.body'],
    NOTHING,
  ),
  sessionEnded: row(
    'The session at the records service is over.',
    ['goodbye.sessionEnded.title', 'goodbye.sessionEnded.body'],
    NOTHING,
  ),
  linkLost: row(
    'The page lost the daemon for twenty seconds.',
    ['goodbye.linkLost.title', 'goodbye.linkLost.body'],
    'The daemon’s log: why did it stop?',
  ),
  readerLost: row(
    'The reader was away for ten seconds: nobody could say whose card lies there.',
    ['goodbye.readerLost.title', 'goodbye.readerLost.body'],
    'Reader’s cable and power.',
  ),
  nothingPrinted: row(
    'The citizen had left when printing failed.',
    ['goodbye.nothingPrinted.title', 'goodbye.nothingPrinted.body'],
    'See the print codes in the log.',
  ),
};

const COMPLETION: Record<Exclude<CompletionCode, 'success' | 'commandErrorCode'>, Row> = {
  canceled: row('The page cancelled the command.', ['printFailed.canceled'], NOTHING),
  timeOut: row('The command’s own time was up.', [], NOTHING),
  deviceNotReady: row('The device is not online.', READER_OUT, 'See the device’s state below.'),
  hardwareError: row('The device says that it is broken.', READER_OUT, 'Replace it.'),
  sequenceError: row('The device is busy with another command of the same kind.', [], BUG),
  authorisationRequired: row('No citizen’s session is open.', ['goodbye.sessionEnded.title'], NOTHING),
  internalError: row('A bug in the daemon.', ['printFailed.other'], BUG),
  invalidCommand: row('Reserved by the standard; this daemon does not send it.', [], BUG),
  invalidRequestID: row('Reserved by the standard; this daemon says it in the acknowledge.', [], BUG),
  unsupportedCommand: row('There is no command of that name.', [], BUG),
  invalidData: row('The payload is not of the command’s schema.', [], BUG),
  userError: row('Reserved by the standard; this daemon does not send it.', [], BUG),
  unsupportedData: row('Reserved by the standard; this daemon does not send it.', [], BUG),
  fraudAttempt: row('Reserved by the standard; this daemon does not send it.', [], BUG),
};

const ACKNOWLEDGE: Record<AcknowledgeStatus, Row> = {
  invalidMessage: row('Not a command of this version.', [], BUG),
  invalidRequestID: row('The number is no whole number above zero, or still in use.', [], BUG),
  tooManyRequests: row('More than sixteen commands run.', [], BUG),
};

const REFUSAL: Record<RefusalReason, Row> = {
  wrongHost: row(
    'The daemon was called by a name that is not its own: a page elsewhere whose name points here.',
    [],
    'Tell security.',
  ),
  wrongOrigin: row('A page of another origin, or a program, wanted the socket.', [], 'Tell security.'),
  wrongToken: row('No token of a page the daemon served since it started.', ['starting.title'], NOTHING),
  wrongSubprotocol: row('A client that does not speak this version.', [], 'Load the page anew.'),
  olderPage: row('A newer load of the page has the kiosk.', ['starting.title'], NOTHING),
  secondClient: row('The same load of the page a second time.', [], 'Close the other window.'),
  tooManyAttempts: row(
    'More than thirty upgrades in ten seconds.',
    ['starting.title'],
    'Something tries the door: tell security.',
  ),
  stopping: row('The daemon is ending.', ['starting.title'], NOTHING),
};

const TABLES: readonly [title: string, table: Readonly<Record<string, Row>>][] = [
  ['A card that gives no citizen (`errorCode` of `IdentityCard.Read`)', CARD],
  ['Paper that does not come (`errorCode` of `Statement.Print`)', PRINT],
  ['Records that do not come (`code` of the records service)', RECORDS],
  ['The whole kiosk (`reasons` of its availability)', UNAVAILABLE],
  ['A device (`device` in its state)', DEVICE],
  ['How a visit ended', GOODBYE],
  ['How a command ended (`completionCode`)', COMPLETION],
  ['A command that was not taken (`status` of the acknowledge)', ACKNOWLEDGE],
  ['A connection that was refused (HTTP status line)', REFUSAL],
];

export const FAILURE_CODES: readonly string[] = TABLES.flatMap(([, table]) => Object.keys(table));

export function failureCodesPage(): string {
  const texts: Readonly<Record<string, string>> = { ...zhHans, ...zhHansVisit };
  const sections = TABLES.map(([title, table]) => {
    const rows = Object.entries(table).map(([code, { cause, reads, staff }]) => {
      const words = reads.map((key) => texts[key]).join('<br>');
      return `| \`${code}\` | ${cause} | ${words === '' ? '–' : words} | ${staff} |`;
    });
    return `## ${title}\n\n| code | cause | what the citizen reads | what staff does |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Failure codes

<!-- Made from test/docs/failure-codes.ts and the page's texts by \`npm run docs\`; a test fails when it is out of date. -->

Every way in which something can go wrong, in the protocol's words. None of them loses anything: records are only read, a statement
is printed once or not at all, and devices are found again by themselves.

${sections.join('\n')}`;
}
