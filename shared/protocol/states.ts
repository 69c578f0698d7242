import * as v from 'valibot';
import { SpeechOutput } from './speech.ts';

/** Words of XFS4IoT (CEN/XFS 4) for the state of a device; see docs/protocol.md for what we claim of it. */
export const DeviceState = v.picklist([
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'starting',
]);
export type DeviceState = v.InferOutput<typeof DeviceState>;

/**
 * A contactless reader has no slot, so XFS gives it no media state of its own; ours can tell by polling whether a
 * card lies on it, and says so with the standard's words.
 */
export const CardMediaState = v.picklist(['unknown', 'present', 'notPresent']);
export type CardMediaState = v.InferOutput<typeof CardMediaState>;

/**
 * XFS4IoT's words for a reader that takes the card in: `entering` = it stands in the slot and can be taken; `latched` =
 * it is held fast though the way is open.
 */
export const InsertedMediaState = v.picklist([
  'unknown',
  'present',
  'notPresent',
  'jammed',
  'entering',
  'latched',
]);
export type InsertedMediaState = v.InferOutput<typeof InsertedMediaState>;

export const PaperState = v.picklist(['unknown', 'full', 'low', 'out', 'jammed']);
export type PaperState = v.InferOutput<typeof PaperState>;

export const TonerState = v.picklist(['unknown', 'full', 'low', 'out']);
export type TonerState = v.InferOutput<typeof TonerState>;

export const CoverState = v.picklist(['unknown', 'closed', 'open']);
export type CoverState = v.InferOutput<typeof CoverState>;

/** Printed paper that nobody has taken yet. `unknown` where the printer has no sensor for it. */
export const PrintedMediaState = v.picklist(['unknown', 'present', 'notPresent']);
export type PrintedMediaState = v.InferOutput<typeof PrintedMediaState>;

export const IdentityCardReaderStatus = v.strictObject({ device: DeviceState, media: CardMediaState });
export type IdentityCardReaderStatus = v.InferOutput<typeof IdentityCardReaderStatus>;

/** `retainBin`: XFS4IoT's word for the box of captured cards; `notSupported` where the reader has none. */
export const SocialSecurityCardReaderStatus = v.strictObject({
  device: DeviceState,
  media: InsertedMediaState,
  retainBin: v.picklist(['ok', 'full', 'notSupported']),
});
export type SocialSecurityCardReaderStatus = v.InferOutput<typeof SocialSecurityCardReaderStatus>;

export const PinPadStatus = v.strictObject({ device: DeviceState });
export type PinPadStatus = v.InferOutput<typeof PinPadStatus>;

export const CodeScannerStatus = v.strictObject({ device: DeviceState });
export type CodeScannerStatus = v.InferOutput<typeof CodeScannerStatus>;

/** `output`: where a voice would come from now. */
export const SpeechStatus = v.strictObject({ device: DeviceState, output: SpeechOutput });
export type SpeechStatus = v.InferOutput<typeof SpeechStatus>;

export const KeypadStatus = v.strictObject({ device: DeviceState });
export type KeypadStatus = v.InferOutput<typeof KeypadStatus>;

export const CardReaderName = v.picklist(['identityCardReader', 'socialSecurityCardReader']);
export type CardReaderName = v.InferOutput<typeof CardReaderName>;

export const PrinterStatus = v.strictObject({
  device: DeviceState,
  paper: PaperState,
  toner: TonerState,
  cover: CoverState,
  media: PrintedMediaState,
});
export type PrinterStatus = v.InferOutput<typeof PrinterStatus>;

/** The records service, seen from the kiosk. */
export const RecordsStatus = v.strictObject({ device: v.picklist(['online', 'offline', 'starting']) });
export type RecordsStatus = v.InferOutput<typeof RecordsStatus>;

/** A device that this kiosk is not meant to have is `noDevice`, the standard's word for that. */
export const FullStatus = v.strictObject({
  identityCardReader: IdentityCardReaderStatus,
  socialSecurityCardReader: SocialSecurityCardReaderStatus,
  pinPad: PinPadStatus,
  codeScanner: CodeScannerStatus,
  printer: PrinterStatus,
  speech: SpeechStatus,
  keypad: KeypadStatus,
  records: RecordsStatus,
});
export type FullStatus = v.InferOutput<typeof FullStatus>;

/** Words of IATA CUSS for the kiosk as a whole. */
export const Availability = v.picklist(['unavailable', 'available', 'active']);
export type Availability = v.InferOutput<typeof Availability>;

export const UnavailableReason = v.picklist([
  'outOfServiceHardware',
  'outOfServiceConsumables',
  'outOfServiceBackend',
]);
export type UnavailableReason = v.InferOutput<typeof UnavailableReason>;
