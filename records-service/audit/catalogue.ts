import * as v from 'valibot';
import { StatementKind } from '#shared/protocol/statements.ts';
import { ApplicationKind } from '#shared/records-api/application-parts.ts';
import { ApplicationState } from '#shared/records-api/applications.ts';
import { RecordsErrorCode } from '#shared/records-api/common.ts';
import { OfficeId } from '#shared/records-api/office.ts';
import { PaymentKind, PaymentOrderState } from '#shared/records-api/payments.ts';
import type { SecondFactorService } from '../policy-packs/second-factor.ts';

/**
 * Every event of the audit, closed: an event or a field that is not here cannot be written. No field can hold a
 * personal datum: people appear by their internal id.
 */
const terminalId = v.pipe(v.string(), v.regex(/^\d{6}-\d{4}$/));
const internalId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const nobodyOr = v.nullable(internalId);
const route = v.pipe(v.string(), v.regex(/^[A-Z]+ [/\w:*.-]*$/), v.maxLength(80));
const orderNumber = v.pipe(v.string(), v.regex(/^\d{24}$/));
const statementNumber = v.pipe(v.string(), v.regex(/^\d{25}$/));
const credential = v.picklist(['identityCard', 'socialSecurityCard', 'electronicCard']);
/** `content:420100`, `places:hospitals` */
const source = v.pipe(v.string(), v.regex(/^(content|places):[\w-]{1,60}$/));
const service = v.picklist([
  'pensionTotals',
  'pensionDetails',
  'statementMasked',
  'statementFullNumber',
  'payment',
  'familyBinding',
  'offSiteFiling',
  'baseDeclaration',
  'transferApplication',
  'objection',
  'contactChange',
  'staffChange',
] satisfies SecondFactorService[]);
const ofCase = { caseNumber: statementNumber, kind: ApplicationKind };
const ofSession = { terminalId, personId: nobodyOr, sessionId: internalId };

export const AUDIT_EVENTS = {
  sessionOpened: {
    id: 'R101',
    type: 'access',
    when: 'Evidence of a card read was accepted and a session opened; personId is null for nobody on file.',
    fields: v.strictObject({ ...ofSession, credential, pinVerified: v.boolean() }),
  },
  sessionClosed: {
    id: 'R102',
    type: 'access',
    when: 'The terminal closed the session at the end of the visit.',
    fields: v.strictObject(ofSession),
  },
  sessionRefused: {
    id: 'R103',
    type: 'refusal',
    when: 'Evidence was refused; terminalId is null where no known terminal is named.',
    fields: v.strictObject({ terminalId: v.nullable(terminalId), code: RecordsErrorCode }),
  },
  accessRefused: {
    id: 'R104',
    type: 'refusal',
    when: 'A call without a valid session; the ids are there where an ended session was named.',
    fields: v.strictObject({
      terminalId: v.nullable(terminalId),
      personId: nobodyOr,
      sessionId: nobodyOr,
      route,
      code: RecordsErrorCode,
    }),
  },
  cardNameDiffers: {
    id: 'R105',
    type: 'notice',
    when: 'The name on the card is not the name on record; the record is used.',
    fields: v.strictObject({ ...ofSession, personId: internalId }),
  },
  cardRefused: {
    id: 'R106',
    type: 'refusal',
    when: 'A social-security card went against the register of cards; personId is whose card is registered.',
    fields: v.strictObject({
      terminalId,
      personId: internalId,
      why: v.picklist(['lost', 'cancelled', 'replaced', 'ofAnotherPerson', 'otherCardNumber']),
    }),
  },
  recordRead: {
    id: 'R201',
    type: 'access',
    when: 'A citizen’s record was given out.',
    fields: v.strictObject({
      ...ofSession,
      personId: internalId,
      what: v.picklist([
        'summary',
        'contributions',
        'accountYears',
        'medicalContributions',
        'paymentOrders',
        'paymentReceipt',
      ]),
    }),
  },
  recordNotOnFile: {
    id: 'R202',
    type: 'refusal',
    when: 'A record was asked for that does not exist.',
    fields: v.strictObject({ ...ofSession, route }),
  },
  accountDoesNotAddUp: {
    id: 'R203',
    type: 'fault',
    when: 'A line of the account table broke its sum; nothing was given out.',
    fields: v.strictObject({ ...ofSession, personId: internalId, year: v.number() }),
  },
  statementIssued: {
    id: 'R301',
    type: 'access',
    when: 'A statement got its number; printing counts the reprints of the day.',
    fields: v.strictObject({
      ...ofSession,
      personId: internalId,
      statementNumber,
      kind: StatementKind,
      printing: v.number(),
    }),
  },
  statementGivenAgain: {
    id: 'R302',
    type: 'access',
    when: 'The same job asked again and got the same statement.',
    fields: v.strictObject({ ...ofSession, personId: internalId, statementNumber }),
  },
  statementRefused: {
    id: 'R303',
    type: 'refusal',
    when: 'A job was refused, because it is another person’s.',
    fields: v.strictObject({ ...ofSession, personId: internalId, code: RecordsErrorCode }),
  },
  statementVerified: {
    id: 'R401',
    type: 'access',
    when: 'Somebody asked whether a paper is genuine; the number is there only where the code was right.',
    fields: v.strictObject({
      statementNumber: v.nullable(statementNumber),
      outcome: v.picklist(['valid', 'expired', 'unknown']),
    }),
  },
  writeRefused: {
    id: 'R402',
    type: 'refusal',
    when: 'A call that changes something was refused; nothing of it was kept.',
    fields: v.strictObject({ ...ofSession, personId: internalId, route, code: RecordsErrorCode }),
  },
  requestRefused: {
    id: 'R403',
    type: 'refusal',
    when: 'A call was refused that no other event speaks of; the ids are there where it had an open session.',
    fields: v.strictObject({
      terminalId: v.nullable(terminalId),
      personId: nobodyOr,
      sessionId: nobodyOr,
      route,
      code: RecordsErrorCode,
    }),
  },
  requestsRefused: {
    id: 'R404',
    type: 'refusal',
    when: 'So many more calls of a kind were refused in the minute that began then, from whoever was refused too often to be written down one by one.',
    fields: v.strictObject({ route, code: RecordsErrorCode, calls: v.number(), minute: v.string() }),
  },
  terminalRegistered: {
    id: 'R501',
    type: 'operation',
    when: 'A terminal of the configuration was registered, changed, or switched on or off.',
    fields: v.strictObject({ terminalId, active: v.boolean() }),
  },
  sampleDataWritten: {
    id: 'R502',
    type: 'operation',
    when: 'The invented citizens were written up to a new cut-off.',
    fields: v.strictObject({ cutOff: v.string(), people: v.number(), contributions: v.number() }),
  },
  sampleCardsRegistered: {
    id: 'R503',
    type: 'operation',
    when: 'Social-security cards of the invented citizens were registered or changed.',
    fields: v.strictObject({ cards: v.number() }),
  },
  queryPasswordSet: {
    id: 'R801',
    type: 'access',
    when: 'Somebody set a query password: the first one, or another in place of the old one, which was entered first.',
    fields: v.strictObject({ ...ofSession, personId: internalId, isFirst: v.boolean() }),
  },
  queryPasswordVerified: {
    id: 'R802',
    type: 'access',
    when: 'The right query password was entered; the session may ask for what needs it.',
    fields: v.strictObject({ ...ofSession, personId: internalId }),
  },
  queryPasswordWrong: {
    id: 'R803',
    type: 'refusal',
    when: 'A wrong query password was entered; with no try left it is locked for the day.',
    fields: v.strictObject({ ...ofSession, personId: internalId, triesLeft: v.number() }),
  },
  queryPasswordReleased: {
    id: 'R805',
    type: 'access',
    when: 'The counter unlocked a query password or took a forgotten one back.',
    fields: v.strictObject({
      officeId: OfficeId,
      personId: internalId,
      step: v.picklist(['unlock', 'takeBack']),
    }),
  },
  secondFactorMissing: {
    id: 'R804',
    type: 'refusal',
    when: 'A service asks for the query password, and the session has none verified; nothing of it was done.',
    fields: v.strictObject({ ...ofSession, personId: internalId, route, service }),
  },
  publicInformationLoaded: {
    id: 'R901',
    type: 'operation',
    when: 'A collection of public information was stored, in place of what it said before.',
    fields: v.strictObject({
      source,
      asOf: v.string(),
      guides: v.number(),
      jobFairs: v.number(),
      places: v.number(),
      sheets: v.number(),
    }),
  },
  publicInformationRemoved: {
    id: 'R902',
    type: 'operation',
    when: 'A collection of public information that is no longer there was taken out.',
    fields: v.strictObject({ source }),
  },
  paymentOrderCreated: {
    id: 'R601',
    type: 'access',
    when: 'A payment was assessed and an order made; for a relative or for oneself.',
    fields: v.strictObject({
      ...ofSession,
      personId: internalId,
      orderNumber,
      kind: PaymentKind,
      forRelative: v.boolean(),
    }),
  },
  paymentOrderChanged: {
    id: 'R602',
    type: 'operation',
    when: 'An order got another state; the session is there where a citizen did it.',
    fields: v.strictObject({
      terminalId: v.nullable(terminalId),
      personId: internalId,
      sessionId: nobodyOr,
      orderNumber,
      state: PaymentOrderState,
    }),
  },
  paymentNotified: {
    id: 'R603',
    type: 'operation',
    when: 'The payment provider told what became of an order.',
    fields: v.strictObject({ personId: internalId, orderNumber, outcome: v.string() }),
  },
  paymentNotificationRefused: {
    id: 'R604',
    type: 'refusal',
    when: 'Something that calls itself a notification was refused.',
    fields: v.strictObject({ code: RecordsErrorCode }),
  },
  paymentNeedsStaff: {
    id: 'R605',
    type: 'fault',
    when: 'An order does not come to its end by itself: staff asks the bank.',
    fields: v.strictObject({
      personId: internalId,
      orderNumber,
      why: v.picklist(['noAnswer', 'refundRefused', 'otherAmount']),
    }),
  },
  familyMemberBound: {
    id: 'R611',
    type: 'access',
    when: 'A relative was bound, with their consent.',
    fields: v.strictObject({
      ...ofSession,
      personId: internalId,
      relativeId: internalId,
      consent: v.picklist(['cardRead', 'paperAuthorisation']),
    }),
  },
  familyMemberUnbound: {
    id: 'R612',
    type: 'access',
    when: 'A relative was unbound.',
    fields: v.strictObject({ ...ofSession, personId: internalId, relativeId: internalId }),
  },
  familySeen: {
    id: 'R613',
    type: 'access',
    when: 'The list of relatives, or what could be paid for them, was given out.',
    fields: v.strictObject({ ...ofSession, personId: internalId }),
  },
  applicationSubmitted: {
    id: 'R701',
    type: 'access',
    when: 'A citizen, or a unit’s agent, handed something in.',
    fields: v.strictObject({ ...ofSession, personId: internalId, ...ofCase, state: ApplicationState }),
  },
  applicationStepTaken: {
    id: 'R702',
    type: 'access',
    when: 'The citizen changed, cancelled or took back what they had handed in.',
    fields: v.strictObject({ ...ofSession, personId: internalId, ...ofCase, state: ApplicationState }),
  },
  applicationsRead: {
    id: 'R703',
    type: 'access',
    when: 'Cases were given out to their owner, or what is to be chosen from; caseNumber is null for a list.',
    fields: v.strictObject({
      ...ofSession,
      personId: internalId,
      caseNumber: v.nullable(statementNumber),
      what: v.picklist(['applications', 'contactDetails', 'employerReports', 'declarationChoices', 'units']),
    }),
  },
  applicationNotFound: {
    id: 'R704',
    type: 'refusal',
    when: 'A case was asked for that is not this citizen’s, whether there is one of that number or not.',
    fields: v.strictObject({ ...ofSession, personId: internalId, route }),
  },
  officeDecided: {
    id: 'R711',
    type: 'operation',
    when: 'A back office took a case on.',
    fields: v.strictObject({
      officeId: OfficeId,
      personId: internalId,
      ...ofCase,
      from: ApplicationState,
      state: ApplicationState,
    }),
  },
  officeRefused: {
    id: 'R712',
    type: 'refusal',
    when: 'A request of a back office was refused; officeId is null where no known office is named.',
    fields: v.strictObject({ officeId: v.nullable(OfficeId), code: RecordsErrorCode }),
  },
  officeCasesRead: {
    id: 'R713',
    type: 'access',
    when: 'A back office got a page of the cases that wait for it.',
    fields: v.strictObject({ officeId: OfficeId, cases: v.number() }),
  },
  officeRegistered: {
    id: 'R714',
    type: 'operation',
    when: 'A back office of the configuration was registered, changed, or switched on or off.',
    fields: v.strictObject({
      officeId: OfficeId,
      active: v.boolean(),
      kinds: v.pipe(v.string(), v.regex(/^[A-Za-z ]{1,200}$/)),
    }),
  },
  sampleApplicationsWritten: {
    id: 'R715',
    type: 'operation',
    when: 'Applications of the invented citizens were written.',
    fields: v.strictObject({ applications: v.number() }),
  },
} as const;

export type AuditEventName = keyof typeof AUDIT_EVENTS;
export type AuditFields<Name extends AuditEventName> = v.InferOutput<(typeof AUDIT_EVENTS)[Name]['fields']>;
