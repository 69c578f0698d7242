import * as v from 'valibot';

/** Raised when a page of an older release could misread a message. */
export const PROTOCOL_VERSION = '1.0';

/** Subprotocols of the WebSocket upgrade: the version, and the token of this load of the page. */
export const SUBPROTOCOL = 'kiosk.v1';
export const TOKEN_SUBPROTOCOL_PREFIX = 'token.';
/** Every `/records` request carries the page's token here. */
export const TOKEN_HEADER = 'x-kiosk-token';

/** XFS4IoT: a whole number above zero, not in use by a command that still runs. */
export const RequestId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const AcknowledgeStatus = v.picklist(['invalidMessage', 'invalidRequestID', 'tooManyRequests']);
export type AcknowledgeStatus = v.InferOutput<typeof AcknowledgeStatus>;

/** XFS4IoT's completion codes without those for tokens, nonces and storage, which this protocol has no use for. */
export const CompletionCode = v.picklist([
  'success',
  'commandErrorCode',
  'canceled',
  'deviceNotReady',
  'hardwareError',
  'internalError',
  'invalidCommand',
  'invalidRequestID',
  'timeOut',
  'unsupportedCommand',
  'invalidData',
  'userError',
  'unsupportedData',
  'fraudAttempt',
  'sequenceError',
  'authorisationRequired',
]);
export type CompletionCode = v.InferOutput<typeof CompletionCode>;

const version = v.literal(PROTOCOL_VERSION);

/** `timeout` in ms, 0 or absent = none; the command can still be cancelled. */
export const COMMAND_TIMEOUT_MAX_MS = 3_600_000;

export const CommandHeader = v.strictObject({
  type: v.literal('command'),
  name: v.string(),
  requestId: RequestId,
  version,
  timeout: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(COMMAND_TIMEOUT_MAX_MS))),
});

export const AcknowledgeHeader = v.strictObject({
  type: v.literal('acknowledge'),
  name: v.string(),
  requestId: v.number(),
  version,
  status: v.optional(AcknowledgeStatus),
});

export const EventHeader = v.strictObject({
  type: v.literal('event'),
  name: v.string(),
  requestId: RequestId,
  version,
});

export const CompletionHeader = v.strictObject({
  type: v.literal('completion'),
  name: v.string(),
  requestId: RequestId,
  version,
  completionCode: CompletionCode,
  errorDescription: v.optional(v.string()),
});

export const UnsolicitedHeader = v.strictObject({
  type: v.literal('unsolicited'),
  name: v.string(),
  version,
});
