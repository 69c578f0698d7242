import * as v from 'valibot';
import { StatementKind } from '#shared/protocol/statements.ts';
import { RecordsErrorCode } from '#shared/records-api/common.ts';

/**
 * Every event of the audit, closed: an event or a field that is not here cannot be written. No field can hold a
 * personal datum: people appear by their internal id.
 */
const terminalId = v.pipe(v.string(), v.regex(/^\d{6}-\d{4}$/));
const internalId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const nobodyOr = v.nullable(internalId);
const route = v.pipe(v.string(), v.regex(/^[A-Z]+ [/\w:*.-]*$/), v.maxLength(80));
const statementNumber = v.pipe(v.string(), v.regex(/^\d{25}$/));
const credential = v.picklist(['identityCard', 'socialSecurityCard', 'electronicCard']);
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
      what: v.picklist(['summary', 'contributions', 'accountYears']),
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
} as const;

export type AuditEventName = keyof typeof AUDIT_EVENTS;
export type AuditFields<Name extends AuditEventName> = v.InferOutput<(typeof AUDIT_EVENTS)[Name]['fields']>;
