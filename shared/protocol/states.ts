import * as v from 'valibot';

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

export const FullStatus = v.strictObject({
  identityCardReader: IdentityCardReaderStatus,
  printer: PrinterStatus,
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
