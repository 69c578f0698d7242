import * as v from 'valibot';
import { KeypadKey, StaffCallErrorCode, StaffCallReason } from './assistance.ts';
import {
  CardHolder,
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
  SocialSecurityCardRead,
} from './cards.ts';
import { AcknowledgeHeader, CompletionHeader, EventHeader, RequestId, UnsolicitedHeader } from './header.ts';
import { SpeechErrorCode, Utterance } from './speech.ts';
import {
  StatementJobId,
  StatementKind,
  StatementParameters,
  StatementPrintErrorCode,
  StatementPrinted,
} from './statements.ts';
import {
  Availability,
  CardReaderName,
  CodeScannerStatus,
  FullStatus,
  IdentityCardReaderStatus,
  KeypadStatus,
  PinPadStatus,
  PrinterStatus,
  RecordsStatus,
  SocialSecurityCardReaderStatus,
  SpeechStatus,
  UnavailableReason,
} from './states.ts';

/**
 * The whole vocabulary of the socket. Types, run-time checks and docs/protocol.md all come from these tables.
 *
 * ```
 *   page                                daemon
 *    │ ── command ────────────────────▶ │
 *    │ ◀──────────────── acknowledge ── │   refused here: nothing follows
 *    │ ◀────────────────────── event ── │   none or many
 *    │ ◀───────────────── completion ── │   exactly one
 *    │ ◀──────────────── unsolicited ── │   at any time
 * ```
 */
const nothing = v.strictObject({});

/** Every command: what the page sends, and what a successful completion carries. */
export const COMMANDS = {
  'Common.Status': { payload: nothing, completion: FullStatus },
  'Common.Cancel': {
    payload: v.strictObject({ requestIds: v.optional(v.pipe(v.array(RequestId), v.maxLength(16))) }),
    completion: nothing,
  },
  'IdentityCard.Read': { payload: nothing, completion: CardHolder },
  /** Waits for a card to be inserted. Where a PIN is to be entered the session opens only after `VerifyPin`. */
  'SocialSecurityCard.Read': { payload: nothing, completion: SocialSecurityCardRead },
  /** Asks for the PIN on the pad until it is right, the card is locked, or the person gives up. No digit comes here. */
  'SocialSecurityCard.VerifyPin': { payload: nothing, completion: CardHolder },
  /** Waits for the code of an electronic social-security card before the scanner. */
  'ElectronicCard.Read': { payload: nothing, completion: CardHolder },
  'Statement.Print': {
    payload: v.strictObject({ jobId: StatementJobId, kind: StatementKind, parameters: StatementParameters }),
    completion: StatementPrinted,
  },
  /**
   * Says one thing and completes when it is said. A further `Say` ends the one before, which completes as `canceled`;
   * `Common.Cancel` silences it.
   */
  'Speech.Say': { payload: Utterance, completion: nothing },
  /** Asks a member of staff to come; completes when their desk has it. Asked again it only changes the reason. */
  'Staff.Call': { payload: v.strictObject({ reason: StaffCallReason }), completion: nothing },
  'Staff.CancelCall': { payload: nothing, completion: nothing },
  'Session.End': { payload: nothing, completion: nothing },
} as const;
export type CommandName = keyof typeof COMMANDS;

/** Words of `payload.errorCode` where a completion says `commandErrorCode`. */
export const COMMAND_ERROR_CODES = {
  'IdentityCard.Read': IdentityCardErrorCode,
  'SocialSecurityCard.Read': SocialSecurityCardErrorCode,
  'SocialSecurityCard.VerifyPin': PinErrorCode,
  'ElectronicCard.Read': ElectronicCardErrorCode,
  'Statement.Print': StatementPrintErrorCode,
  'Speech.Say': SpeechErrorCode,
  'Staff.Call': StaffCallErrorCode,
} as const;

/** The words a command may fail with under `commandErrorCode`; commands without a list cannot. */
export type ErrorCodeOf<Name extends CommandName> = Name extends keyof typeof COMMAND_ERROR_CODES
  ? v.InferOutput<(typeof COMMAND_ERROR_CODES)[Name]>
  : never;

/** Events that belong to a running command. */
export const EVENTS = {
  /** The reader waits: show where the card goes. */
  'CardReader.InsertCardEvent': nothing,
  /** A card lies there and is being read: ask to leave it. */
  'CardReader.MediaInsertedEvent': nothing,
  /** The pad waits for the PIN; `wrong`: the one before was not right and has cost a try. */
  'PinPad.EntryRequestedEvent': v.strictObject({
    triesLeft: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
    wrong: v.boolean(),
  }),
  /** How many digits stand in the pad now; never which. */
  'PinPad.KeyPressedEvent': v.strictObject({
    digits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(12)),
  }),
  /** The statement is set and on its way to the printer. */
  'Statement.ComposedEvent': v.strictObject({ pages: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** How far the printer says it is. `sheets` as reported by the printer, absent where it does not count. */
  'Statement.ProgressEvent': v.strictObject({
    jobState: v.picklist(['pending', 'processing', 'processing-stopped']),
    sheets: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
} as const;
export type EventName = keyof typeof EVENTS;

/** Facts that belong to no command. */
export const UNSOLICITED = {
  /** The first message on every socket: nothing before it counts. */
  'Kiosk.HelloEvent': v.strictObject({
    protocolVersion: v.string(),
    terminalId: v.string(),
    availability: Availability,
    reasons: v.array(UnavailableReason),
    status: FullStatus,
    /** True while a citizen's session is open, so that a page loaded anew knows to end it. */
    sessionOpen: v.boolean(),
  }),
  /** Only the devices that changed. */
  'Common.StatusChangedEvent': v.strictObject({
    identityCardReader: v.optional(IdentityCardReaderStatus),
    socialSecurityCardReader: v.optional(SocialSecurityCardReaderStatus),
    pinPad: v.optional(PinPadStatus),
    codeScanner: v.optional(CodeScannerStatus),
    printer: v.optional(PrinterStatus),
    speech: v.optional(SpeechStatus),
    keypad: v.optional(KeypadStatus),
    records: v.optional(RecordsStatus),
  }),
  'Kiosk.AvailabilityChangedEvent': v.strictObject({
    availability: Availability,
    reasons: v.array(UnavailableReason),
  }),
  'CardReader.MediaRemovedEvent': v.strictObject({ reader: CardReaderName }),
  /** A card that nobody took was drawn into the reader's bin; the citizen gets it back at the counter. */
  'CardReader.MediaRetainedEvent': v.strictObject({ reader: CardReaderName }),
  /** The printer's tray is empty again. */
  'Printer.MediaTakenEvent': nothing,
  /** A key of a keypad that is the daemon's own device; one that is a keyboard types into the page itself. */
  'Keypad.KeyPressedEvent': v.strictObject({ key: KeypadKey }),
  /** A member of staff has seen the call and is coming. */
  'Staff.CallAnsweredEvent': nothing,
  /** The citizen's session at the records service ended for another reason than `Session.End`. */
  'Session.EndedEvent': v.strictObject({
    reason: v.picklist(['cardRemoved', 'expired', 'recordsUnavailable']),
  }),
} as const;
export type UnsolicitedName = keyof typeof UNSOLICITED;

type Payload<Schema extends v.GenericSchema> = v.InferOutput<Schema>;
type Header<Schema extends v.GenericSchema, Name extends string> = Omit<v.InferOutput<Schema>, 'name'> & {
  name: Name;
};

export type CommandPayload<Name extends CommandName> = Payload<(typeof COMMANDS)[Name]['payload']>;
export type CompletionPayload<Name extends CommandName> = Payload<(typeof COMMANDS)[Name]['completion']>;
export type EventPayload<Name extends EventName> = Payload<(typeof EVENTS)[Name]>;
export type UnsolicitedPayload<Name extends UnsolicitedName> = Payload<(typeof UNSOLICITED)[Name]>;

export type Acknowledge = { header: v.InferOutput<typeof AcknowledgeHeader> };

export type Event = {
  [Name in EventName]: { header: Header<typeof EventHeader, Name>; payload: EventPayload<Name> };
}[EventName];

export type Completion = {
  header: v.InferOutput<typeof CompletionHeader>;
  /** The command's own payload on `success`; `{ errorCode }` on `commandErrorCode`; empty otherwise. */
  payload: unknown;
};

export type Unsolicited = {
  [Name in UnsolicitedName]: {
    header: Header<typeof UnsolicitedHeader, Name>;
    payload: UnsolicitedPayload<Name>;
  };
}[UnsolicitedName];

export type DaemonMessage = Acknowledge | Event | Completion | Unsolicited;

/** The envelope of anything the daemon sends; the payload is checked by name afterwards. */
export const DaemonEnvelope = v.variant('type', [
  AcknowledgeHeader,
  EventHeader,
  CompletionHeader,
  UnsolicitedHeader,
]);

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
export const isEventName = (name: string): name is EventName => Object.hasOwn(EVENTS, name);
export const isUnsolicitedName = (name: string): name is UnsolicitedName => Object.hasOwn(UNSOLICITED, name);
