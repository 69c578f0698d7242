/** Operation codes, RFC 8011 5.4.15. */
export const IppOperation = {
  printJob: 0x0002,
  validateJob: 0x0004,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;
export type IppOperation = (typeof IppOperation)[keyof typeof IppOperation];

/** Delimiter tags, RFC 8010 3.5.1. */
export const GroupTag = {
  operation: 0x01,
  job: 0x02,
  end: 0x03,
  printer: 0x04,
  unsupported: 0x05,
} as const;
/** Anything from here on is a value tag. */
export const FIRST_VALUE_TAG = 0x10;

/** Value tags, RFC 8010 3.5.2. */
export const ValueTag = {
  unsupported: 0x10,
  unknown: 0x12,
  noValue: 0x13,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  rangeOfInteger: 0x33,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  textWithoutLanguage: 0x41,
  nameWithoutLanguage: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberAttributeName: 0x4a,
} as const;

/** Status codes the daemon acts on, RFC 8011 appendix B. Everything below 0x0100 is a success. */
export const IppStatus = {
  clientErrorNotPossible: 0x0404,
  clientErrorNotFound: 0x0406,
  serverErrorOperationNotSupported: 0x0501,
  serverErrorServiceUnavailable: 0x0502,
  serverErrorTemporaryError: 0x0505,
  serverErrorNotAcceptingJobs: 0x0506,
  serverErrorBusy: 0x0507,
} as const;

/** job-state, RFC 8011 5.3.7. */
export const JobState = {
  pending: 3,
  pendingHeld: 4,
  processing: 5,
  processingStopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

/** printer-state, RFC 8011 5.4.11. */
export const PrinterState = { idle: 3, processing: 4, stopped: 5 } as const;
