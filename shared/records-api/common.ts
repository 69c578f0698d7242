import * as v from 'valibot';
import { isIsoDate } from '../time/calendar.ts';
import { Office, RefusedGroup } from './offices.ts';

export const IsoDateText = v.pipe(v.string(), v.isoDate());
/** What callers send: 30 February has the form and is no day. */
export const CalendarDay = v.pipe(IsoDateText, v.check(isIsoDate, 'a day that exists'));
export const YearMonthText = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM'));
/** Whole fen; negative for a refund. */
export const FenAmount = v.pipe(v.number(), v.safeInteger());

/** What a visit's own calls may be refused with: opening and closing a session, reading, issuing a statement. */
const VISIT_ERROR_CODES = [
  'notAuthorised',
  'sessionExpired',
  'terminalUnknown',
  'evidenceInvalid',
  'evidenceStale',
  'evidenceReplayed',
  'cardNotRegistered',
  'cardNotInUse',
  'codeRefused',
  'platformUnavailable',
  'notOnFile',
  'invalidData',
  'jobBelongsToAnotherPerson',
  'secondFactorRequired',
  'notFound',
  'recordsUnavailable',
  'internalError',
] as const;
export const VisitErrorCode = v.picklist(VISIT_ERROR_CODES);
export type VisitErrorCode = v.InferOutput<typeof VisitErrorCode>;

/** What a single service may refuse. */
const SERVICE_ERROR_CODES = [
  'idempotencyKeyReused',
  'policyNotFound',
  'queryPasswordWrong',
  'queryPasswordLocked',
  'queryPasswordNotSet',
  'queryPasswordAlreadySet',
  'queryPasswordTooSimple',
  'queryPasswordNeedsCard',
  'tooManyTries',
  'renewalNotHere',
  'paidElsewhere',
  'gapTooLong',
  'nothingToPay',
  'paymentOrderOpen',
  'paymentOrderNotFound',
  'paymentOrderOver',
  'paymentUnderWay',
  'cardFinanceNotActivated',
  'receiptNotReady',
  'notificationInvalid',
  'paymentsUnavailable',
  'familyMemberNotFound',
  'relativeNotOnFile',
  'familyMemberBound',
  'familyFullNow',
  'familyFullEver',
  'familyAuthorisationInvalid',
  'applicationNotFound',
  'applicationAlreadyOpen',
  'applicationMovedOn',
  'applicationStepTooEarly',
  'filingPlaceNotAllowed',
  'filingProofMissing',
  'filingNotRetired',
  'notFlexibleWorker',
  'declarationClosed',
  'baseOutOfLimits',
  'transferNotNeeded',
  'transferNotPossible',
  'recordRowNotFound',
  'unitNotAuthorised',
  'workerNotOfUnit',
  'workerAlreadyOfUnit',
  'papersMissing',
  'officeUnknown',
  'officeRequestInvalid',
  'officeRequestStale',
] as const;
export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** Every error answer of the records service. `code` is a row of docs/failure-codes.md. */
export const RecordsErrorCode = v.picklist([...VISIT_ERROR_CODES, ...SERVICE_ERROR_CODES]);
export type RecordsErrorCode = v.InferOutput<typeof RecordsErrorCode>;

/** HTTP status of each code of RecordsError. */
export const RECORDS_ERROR_STATUS: Readonly<Record<RecordsErrorCode, number>> = {
  invalidData: 400,
  notAuthorised: 401,
  sessionExpired: 401,
  terminalUnknown: 403,
  evidenceInvalid: 403,
  evidenceStale: 403,
  evidenceReplayed: 403,
  cardNotInUse: 403,
  codeRefused: 403,
  secondFactorRequired: 403,
  queryPasswordWrong: 403,
  queryPasswordLocked: 403,
  queryPasswordNeedsCard: 403,
  notificationInvalid: 403,
  familyAuthorisationInvalid: 403,
  unitNotAuthorised: 403,
  officeUnknown: 403,
  officeRequestInvalid: 403,
  officeRequestStale: 403,
  cardNotRegistered: 404,
  notOnFile: 404,
  notFound: 404,
  policyNotFound: 404,
  paymentOrderNotFound: 404,
  familyMemberNotFound: 404,
  relativeNotOnFile: 404,
  applicationNotFound: 404,
  recordRowNotFound: 404,
  jobBelongsToAnotherPerson: 409,
  idempotencyKeyReused: 409,
  queryPasswordNotSet: 409,
  queryPasswordAlreadySet: 409,
  renewalNotHere: 409,
  paidElsewhere: 409,
  gapTooLong: 409,
  nothingToPay: 409,
  paymentOrderOpen: 409,
  paymentOrderOver: 409,
  paymentUnderWay: 409,
  cardFinanceNotActivated: 409,
  receiptNotReady: 409,
  familyMemberBound: 409,
  familyFullNow: 409,
  familyFullEver: 409,
  applicationAlreadyOpen: 409,
  applicationMovedOn: 409,
  applicationStepTooEarly: 409,
  filingPlaceNotAllowed: 409,
  filingProofMissing: 409,
  filingNotRetired: 409,
  notFlexibleWorker: 409,
  declarationClosed: 409,
  baseOutOfLimits: 409,
  transferNotNeeded: 409,
  transferNotPossible: 409,
  workerNotOfUnit: 409,
  workerAlreadyOfUnit: 409,
  papersMissing: 409,
  queryPasswordTooSimple: 422,
  tooManyTries: 429,
  internalError: 500,
  platformUnavailable: 503,
  recordsUnavailable: 503,
  paymentsUnavailable: 503,
};

/** How often a wrong query password may still be tried today. */
export const TriesLeft = v.strictObject({
  left: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** First day, in China, on which it can be tried again; null where it is not locked. */
  lockedUntil: v.nullable(IsoDateText),
  unlockedAt: v.picklist(['counter']),
});
export type TriesLeft = v.InferOutput<typeof TriesLeft>;

/**
 * What is wrong with a new query password: too few or too many digits, digits that repeat (111111, 123123), digits in
 * order (123456, 987654), the day of birth, digits as they follow each other in the citizen's own number, the old one.
 */
export const QueryPasswordFault = v.picklist([
  'tooShort',
  'tooLong',
  'repeatedDigits',
  'digitsInOrder',
  'birthDate',
  'citizenNumber',
  'sameAsBefore',
]);
export type QueryPasswordFault = v.InferOutput<typeof QueryPasswordFault>;

const PROBLEM = {
  /** `/problems/CODE` */
  type: v.string(),
  /** The code in words; the same for each answer with that code. */
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  /** For the log of the caller: names the field and the limit, never a person. */
  detail: v.string(),
};

/** RFC 9457: every error answer is `application/problem+json` of this shape. */
export const RecordsError = v.strictObject({
  ...PROBLEM,
  code: RecordsErrorCode,
  /** With `queryPasswordWrong` and `queryPasswordLocked`. */
  tries: v.optional(TriesLeft),
  /** With `queryPasswordTooSimple`: the first rule that the new one breaks. */
  fault: v.optional(QueryPasswordFault),
  /** With `renewalNotHere`: who goes where. */
  elsewhere: v.optional(v.strictObject({ group: RefusedGroup, office: Office })),
});
export type RecordsError = v.InferOutput<typeof RecordsError>;

/** The same, as a visit's own calls may get it. */
export const VisitError = v.strictObject({ ...PROBLEM, code: VisitErrorCode });

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

const RECORDS_ERROR_TITLE: Readonly<Record<RecordsErrorCode, string>> = {
  notAuthorised: 'No open session has this token',
  sessionExpired: 'The session has ended',
  terminalUnknown: 'The terminal is not registered, or no longer',
  evidenceInvalid: 'The evidence of the card read is not valid',
  evidenceStale: 'The evidence of the card read is too old',
  evidenceReplayed: 'The evidence of the card read was used before',
  cardNotRegistered: 'The card is not registered',
  cardNotInUse: 'The card is lost, replaced or cancelled',
  codeRefused: 'The electronic card’s platform refused the code',
  platformUnavailable: 'The electronic card’s platform does not answer',
  notOnFile: 'There is no such record of this person',
  invalidData: 'The request is not as the description says',
  policyNotFound: 'No policy pack sets such figures for the region',
  jobBelongsToAnotherPerson: 'The job id was used by another person',
  idempotencyKeyReused: 'The idempotency key came with another call before',
  secondFactorRequired: 'This service asks for the query password first',
  queryPasswordWrong: 'The query password is wrong',
  queryPasswordLocked: 'The query password is locked for today',
  queryPasswordNotSet: 'No query password is set',
  queryPasswordAlreadySet: 'A query password is set already',
  queryPasswordTooSimple: 'The new query password is too easy to guess',
  queryPasswordNeedsCard: 'The first query password is set with the card itself',
  tooManyTries: 'There were too many such calls',
  renewalNotHere: 'This group does not renew here',
  paidElsewhere: 'The insurance of this person is not paid here',
  gapTooLong: 'The contributions stopped for longer than can be made up here',
  nothingToPay: 'There is nothing like that to pay',
  paymentOrderOpen: 'An order for the same is open',
  paymentOrderNotFound: 'There is no such order of this person',
  paymentOrderOver: 'The order is over; it has to be begun again',
  paymentUnderWay: 'The order is being paid, or is paid',
  cardFinanceNotActivated: 'No card of this person has its financial function activated',
  receiptNotReady: 'The payment is not posted',
  notificationInvalid: 'The notification is not signed by the payment provider',
  paymentsUnavailable: 'No payment provider is configured',
  familyMemberNotFound: 'There is no such family member',
  relativeNotOnFile: 'There is no record of the relative',
  familyMemberBound: 'The relative is bound already',
  familyFullNow: 'As many relatives are bound as may be at one time',
  familyFullEver: 'As many relatives were bound as may ever be',
  familyAuthorisationInvalid: 'The paper authorisation is not known, used or too old',
  applicationNotFound: 'This person has no such application',
  applicationAlreadyOpen: 'There is one open for the same already',
  applicationMovedOn: 'The application is in a state that does not take this step',
  applicationStepTooEarly: 'The application does not take this step yet',
  filingPlaceNotAllowed: 'One cannot file to that place',
  filingProofMissing: 'The category asks for a proof',
  filingNotRetired: 'The category is for those who have reached the retirement age',
  notFlexibleWorker: 'Only who pays as a flexible worker declares a base',
  declarationClosed: 'The base cannot be declared today',
  baseOutOfLimits: 'The base is no level and not between floor and ceiling',
  transferNotNeeded: 'Inside the province nothing has to be transferred',
  transferNotPossible: 'This relation cannot be transferred in this way',
  recordRowNotFound: 'The record has no such row',
  unitNotAuthorised: 'This person may not report for that unit',
  workerNotOfUnit: 'The worker is not on file with that unit',
  workerAlreadyOfUnit: 'The worker is on file with that unit already',
  papersMissing: 'A paper that the change needs is not there',
  officeUnknown: 'The office is not registered, or no longer',
  officeRequestInvalid: 'The office’s request is not valid',
  officeRequestStale: 'The office’s request is too old, or from a clock that is ahead',
  notFound: 'There is no such address',
  recordsUnavailable: 'The records cannot be read at the moment',
  internalError: 'The service failed',
};

/** What an error answer tells beside its code, for a program to act on. */
export type ProblemDetails = Pick<RecordsError, 'tries' | 'fault' | 'elsewhere'>;

export const recordsError = (
  code: RecordsErrorCode,
  detail: string,
  more: ProblemDetails = {},
): RecordsError => ({
  type: `/problems/${code}`,
  title: RECORDS_ERROR_TITLE[code],
  status: RECORDS_ERROR_STATUS[code],
  code,
  detail,
  ...more,
});
