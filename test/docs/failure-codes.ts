import type { RefusalReason } from '#device-daemon/server/admission.ts';
import { texts as chinese } from '#kiosk-ui/locales/zh-Hans/index.ts';
import type { GoodbyeReason } from '#kiosk-ui/machines/screen-model.ts';
import type { StaffCallErrorCode } from '#shared/protocol/assistance.ts';
import type {
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import type { AcknowledgeStatus, CompletionCode } from '#shared/protocol/header.ts';
import type { SpeechErrorCode } from '#shared/protocol/speech.ts';
import type { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import type { DeviceState, UnavailableReason } from '#shared/protocol/states.ts';
import type { VisitErrorCode } from '#shared/records-api/common.ts';

type TextKey = keyof typeof chinese;

import { SERVICE_FAILURES } from './service-failure-codes.ts';

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

type CardProblem = SocialSecurityCardErrorCode | PinErrorCode | ElectronicCardErrorCode;
/** What the page says of a card: a title and a sentence. */
const problem = (code: CardProblem, cause: string, staff: string): Row =>
  row(cause, [`cardProblem.${code}.title`, `cardProblem.${code}.body`], staff);

/** A social-security card that is pulled out is told so in other words than an identity card that is lifted. */
const ownProblem = (code: 'noMedia' | 'invalidMedia' | 'cardExpired', cause: string, staff: string): Row =>
  row(
    cause,
    [`cardProblem.socialSecurityCard.${code}.title`, `cardProblem.socialSecurityCard.${code}.body`],
    staff,
  );

const NO_MEDIA = ownProblem(
  'noMedia',
  'The card was pulled out before it was read, or before the PIN was entered.',
  NOTHING,
);
const CHIP_SILENT = problem(
  'chipNotAnswering',
  'No answer to a cold and a warm reset: wrong way round, upside down, dirty, or a broken chip.',
  'Clean the chip with a dry cloth and try again. If many cards fail: clean or replace the reader’s contacts.',
);
const CARD_CHANGED = problem(
  'cardChanged',
  'Another card than a moment ago, or the card was moved while it was read.',
  NOTHING,
);
const PIN_LOCKED = problem(
  'pinLocked',
  'No tries left (63C0, 6983). The kiosk cannot unlock it.',
  'Unlock or set the PIN anew at the counter, after the identity has been checked.',
);
const HOLDER_UNKNOWN = problem(
  'holderUnknown',
  'A third-generation card whose holder neither the authority nor the records service knows (`cardNotRegistered`).',
  'Was the card issued elsewhere? Ask for the identity card; look the card up at the counter.',
);
const CARD_NOT_IN_USE = problem(
  'cardNotInUse',
  'The records service says that it was reported lost or cancelled. Audited.',
  'Check the identity at the counter; the new card may be waiting there.',
);
const CARD_RECORDS = problem(
  'recordsUnavailable',
  'The records service could not be asked who the holder is.',
  'See recordsUnavailable among the records.',
);

const SOCIAL_SECURITY_CARD: Record<SocialSecurityCardErrorCode, Row> = {
  noMedia: NO_MEDIA,
  invalidMedia: ownProblem(
    'invalidMedia',
    'The card has no social-security application (6A82 on its name), or answered with a status word nobody expects.',
    'Is it a bank card? If many cards fail: kiosk read-card, then the reader.',
  ),
  chipNotAnswering: CHIP_SILENT,
  mediaJam: problem(
    'mediaJam',
    'The card is stuck in the reader (10); three tries to eject it failed.',
    'Open the reader, take the card out, check the identity and give it back. The reader goes on by itself.',
  ),
  cardCollision: problem(
    'cardCollision',
    'More than one card in the field of a contactless reader.',
    NOTHING,
  ),
  cardLocked: problem(
    'cardLocked',
    'The card answers every command with 6A81, or its application is locked for good (9303).',
    'The card must be replaced at the counter.',
  ),
  securityFail: problem(
    'securityFail',
    'The card’s internal authentication is not what its keys would give.',
    'Keep it apart from the others and report it: it may be forged. If every card fails, the authority has wrong keys.',
  ),
  algorithmUnsupported: problem(
    'algorithmUnsupported',
    'The card computes with SSF33, which is not public.',
    'Ask for the identity card.',
  ),
  cardChanged: CARD_CHANGED,
  cardExpired: ownProblem(
    'cardExpired',
    'The last day on the card is past.',
    'Serve at the counter by its rules for expired cards.',
  ),
  numberNotValid: problem(
    'numberNotValid',
    'The check digit of the social-security number on the card is wrong.',
    'Check the card at the counter; it may be forged or wrongly personalised.',
  ),
  holderUnknown: HOLDER_UNKNOWN,
  cardNotInUse: CARD_NOT_IN_USE,
  pinLocked: PIN_LOCKED,
  recordsUnavailable: CARD_RECORDS,
};

const PIN: Record<PinErrorCode, Row> = {
  pinLocked: PIN_LOCKED,
  pinCanceled: problem('pinCanceled', 'The person pressed the red key, or Back on the screen.', NOTHING),
  pinTimeOut: problem(
    'pinTimeOut',
    'Nothing was pressed for twenty seconds after a digit, or a minute in all; the pad was cleared.',
    NOTHING,
  ),
  pinPadNotReady: problem(
    'pinPadNotReady',
    'There is no PIN pad, or it was lost while it was used.',
    'The pad’s cable and power; then kiosk doctor.',
  ),
  noMedia: NO_MEDIA,
  cardChanged: CARD_CHANGED,
  chipNotAnswering: CHIP_SILENT,
  holderUnknown: HOLDER_UNKNOWN,
  cardNotInUse: CARD_NOT_IN_USE,
  recordsUnavailable: CARD_RECORDS,
};

const ELECTRONIC_CARD: Record<ElectronicCardErrorCode, Row> = {
  codeNotReadable: problem(
    'codeNotReadable',
    'What was scanned is not printable text of 8 to 512 characters.',
    'Clean the scanner’s window. Does it send its codes with a carriage return at the end?',
  ),
  codeRefused: problem(
    'codeRefused',
    'The platform does not know the code, or it is too old or used: it changes every minute.',
    'Is it the electronic social-security card, and not the medical-insurance code? Let it be shown anew.',
  ),
  platformUnavailable: problem(
    'platformUnavailable',
    'The records service could not ask the platform of electronic cards, or none is configured.',
    'Ask for a card of plastic meanwhile; tell whoever runs the records service.',
  ),
  recordsUnavailable: CARD_RECORDS,
};

const STAFF_CALL: Record<StaffCallErrorCode, Row> = {
  deskNotReached: row(
    'The desk of the hall did not answer twice, or there is none in `[staff]`. The call stands at `/self-test` all the same.',
    ['help.notReached', 'help.notReachedBody'],
    'Go there. `doctor` says whether the desk answers; network, `staff.url`. Alerts that wait are told when it is back.',
  ),
};

const SPEECH: Record<SpeechErrorCode, Row> = {
  noVoice: row(
    'The engine has no voice for that language, and not every sentence of the text is recorded. Nothing is said in another language’s voice.',
    ['spoken.noVoice'],
    'Put recordings into `speech.clipsFolder`, or an engine that has the language.',
  ),
  headphonesOff: row(
    'It is personal, and no headphones are plugged in; or they were pulled in the middle of it.',
    ['spoken.needHeadphones'],
    'Offer headphones. If they are plugged in: pull them and plug them in again; `doctor` says whether the jack can be read.',
  ),
  speechUnavailable: row(
    'No `[speech]`, no engine, no player, no sound card, or one of them failed just now.',
    [],
    'See the state of the voice at `/self-test`; `doctor` and `kiosk say` on the kiosk.',
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
  secondFactorRequired: row(
    'The whole identity number on paper asks for the query password, which a kiosk cannot take yet.',
    ['printFailed.secondFactorRequired', 'printFailed.nothingLost'],
    'Print with the number covered, or print at the counter.',
  ),
};

const RECORDS: Record<VisitErrorCode, Row> = {
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
    'The evidence is not signed by the terminal’s key, or is not well formed; or a registered card names another person or number. Audited.',
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
  cardNotRegistered: row(
    'A card that keeps its holder to itself, and whose number and identification code are not registered together. Audited.',
    ['cardProblem.holderUnknown.title', 'cardProblem.holderUnknown.body'],
    'Ask for the identity card. The audit (cardRefused) says whether the register has something against the card; otherwise register it at the counter.',
  ),
  cardNotInUse: row(
    'The register says that the card was reported lost, was cancelled or was replaced. Audited.',
    ['cardProblem.cardNotInUse.title', 'cardProblem.cardNotInUse.body'],
    'Check the identity at the counter.',
  ),
  codeRefused: row(
    'The platform of electronic cards refused the code. Audited.',
    ['cardProblem.codeRefused.title', 'cardProblem.codeRefused.body'],
    'Let the code be shown anew.',
  ),
  platformUnavailable: row(
    'The platform of electronic cards did not answer within three seconds, or none is configured.',
    ['cardProblem.platformUnavailable.title', 'cardProblem.platformUnavailable.body'],
    'Network to the platform; `electronicCard.url` of the records service.',
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
  secondFactorRequired: row(
    'The region’s policy asks for the query password (查询密码) before such a service, and it was not entered in this visit. Nothing of the call was done. Audited.',
    ['printFailed.secondFactorRequired', 'printFailed.nothingLost'],
    'Help with setting a password where the citizen asks. Which services ask: docs/security.md.',
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
    'No reader and no scanner is usable; with one of them left the kiosk stays open.',
    READER_OUT,
    'Cables and power of the readers; then kiosk doctor, or /self-test in the kiosk’s browser.',
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
  noDevice: row('This kiosk is not meant to have one.', [], NOTHING),
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
    'The card was taken off the reader, or out of it.',
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
  [
    'A social-security card that opens no visit (`errorCode` of `SocialSecurityCard.Read`)',
    SOCIAL_SECURITY_CARD,
  ],
  ['A PIN that was not verified (`errorCode` of `SocialSecurityCard.VerifyPin`)', PIN],
  ['An electronic card that opens no visit (`errorCode` of `ElectronicCard.Read`)', ELECTRONIC_CARD],
  ['A call for staff that reached nobody (`errorCode` of `Staff.Call`)', STAFF_CALL],
  ['Something that is not said (`errorCode` of `Speech.Say`)', SPEECH],
  ['Paper that does not come (`errorCode` of `Statement.Print`)', PRINT],
  ['Records that do not come (`code` of the records service)', RECORDS],
  ['The whole kiosk (`reasons` of its availability)', UNAVAILABLE],
  ['A device (`device` in its state)', DEVICE],
  ['How a visit ended', GOODBYE],
  ['How a command ended (`completionCode`)', COMPLETION],
  ['A command that was not taken (`status` of the acknowledge)', ACKNOWLEDGE],
  ['A connection that was refused (HTTP status line)', REFUSAL],
];

export const FAILURE_CODES: readonly string[] = [
  ...TABLES.flatMap(([, table]) => Object.keys(table)),
  ...Object.keys(SERVICE_FAILURES),
];

export function failureCodesPage(): string {
  const texts: Readonly<Record<string, string>> = chinese;
  const sections = TABLES.map(([title, table]) => {
    const rows = Object.entries(table).map(([code, { cause, reads, staff }]) => {
      const words = reads.map((key) => texts[key]).join('<br>');
      return `| \`${code}\` | ${cause} | ${words === '' ? '–' : words} | ${staff} |`;
    });
    return section(title, rows);
  });
  sections.push(
    section(
      'A service that was refused (`code` of the records service)',
      Object.entries(SERVICE_FAILURES).map(
        ([code, { cause, citizen, staff }]) =>
          `| \`${code}\` | ${cause} | ${citizen === '' ? '–' : citizen} | ${staff} |`,
      ),
    ),
  );
  return `# Failure codes

<!-- Made from test/docs/failure-codes.ts and the page's texts by \`npm run docs\`; a test fails when it is out of date. -->

Every way in which something can go wrong, in the protocol's words. None of them loses anything: records are only read, a statement
is printed once or not at all, and devices are found again by themselves.

${sections.join('\n')}`;
}

const section = (title: string, rows: readonly string[]): string =>
  `## ${title}\n\n| code | cause | what the citizen reads | what staff does |\n|---|---|---|---|\n${rows.join('\n')}\n`;
