import {
  boolean,
  customType,
  date,
  integer,
  json,
  jsonb,
  pgTable,
  point,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Sex } from '#shared/identity/citizen-number.ts';
import type { StatementKind } from '#shared/protocol/statements.ts';
import type { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import type { CardCredential } from '#shared/records-api/sessions.ts';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import type { TerminalPublicKey } from '../config/schema.ts';
import { id, moment, yearMonth } from './schema/columns.ts';

/**
 * The tables as the queries see them. The migrations make them; a test holds the two together.
 */

export const person = pgTable('person', {
  personId: id('person_id').primaryKey().generatedAlwaysAsIdentity(),
  citizenNumber: text('citizen_number').notNull().unique(),
  name: text('name').notNull(),
  sex: text('sex').$type<Sex>().notNull(),
  birthDate: date('birth_date', { mode: 'string' }).notNull(),
  /** Invented: papers carry 样张. */
  sample: boolean('sample').notNull(),
});

export type CardState = 'inUse' | 'lost' | 'cancelled';

/** The cards of this region. Those of others are not in it. */
export const socialSecurityCard = pgTable('social_security_card', {
  /** Tag 07 of EF05: given once in a region, and possibly once more in another. */
  cardNumber: text('card_number').primaryKey(),
  /** Tag 01 of EF05: begins with the region, no two cards of the country have the same. */
  cardIdentificationCode: text('card_identification_code').notNull().unique(),
  personId: id('person_id')
    .notNull()
    .references(() => person.personId),
  state: text('state').$type<CardState>().notNull(),
});

export const employer = pgTable('employer', {
  employerId: id('employer_id').primaryKey().generatedAlwaysAsIdentity(),
  /** AAB001 */
  unitNumber: text('unit_number').notNull().unique(),
  /** AAB004 */
  name: text('name').notNull(),
});

export const participation = pgTable('participation', {
  personId: id('person_id')
    .primaryKey()
    .references(() => person.personId),
  region: text('region').notNull(),
  scheme: text('scheme').$type<PensionScheme>().notNull(),
  state: text('state').$type<ParticipationState>().notNull(),
  employerId: id('employer_id').references(() => employer.employerId),
  /** First month for which no contribution is due any more. */
  endedBefore: yearMonth('ended_before'),
  pensionSince: yearMonth('pension_since'),
});

/** Lines as text: `pension-lines.ts` writes and reads it. The views contribution, pension_payment and account_payout show them one by one. */
const lines = (name: string, type: string) =>
  customType<{ data: string }>({ dataType: () => `${type}[]` })(name);

/** Everything of one person in five calendar years. Partitioned by person. */
export const pensionHistory = pgTable(
  'pension_history',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    sinceYear: smallint('since_year').notNull(),
    contributions: lines('contributions', 'contribution_line'),
    pensionPayments: lines('pension_payments', 'pension_payment_line'),
    accountPayouts: lines('account_payouts', 'account_payout_line'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.sinceYear] })],
);

export const dataCutOff = pgTable('data_cut_off', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  cutOff: date('cut_off', { mode: 'string' }).notNull(),
});

export const terminal = pgTable('terminal', {
  terminalId: text('terminal_id').primaryKey(),
  publicKey: jsonb('public_key').$type<TerminalPublicKey>().notNull(),
  active: boolean('active').notNull(),
  /** Where its hall is: x is the longitude, y the latitude, in degrees of WGS-84. */
  location: point('location', { mode: 'xy' }),
});

export const evidenceNonce = pgTable(
  'evidence_nonce',
  {
    terminalId: text('terminal_id')
      .notNull()
      .references(() => terminal.terminalId),
    nonce: text('nonce').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.terminalId, table.nonce] })],
);

export const session = pgTable('session', {
  sessionId: id('session_id').primaryKey().generatedAlwaysAsIdentity(),
  /** The token itself is known to its holder only. */
  tokenSha256: text('token_sha256').notNull().unique(),
  /** Null: the card's holder is not on file. */
  personId: id('person_id').references(() => person.personId),
  terminalId: text('terminal_id')
    .notNull()
    .references(() => terminal.terminalId),
  openedAt: moment('opened_at').notNull(),
  lastUsedAt: moment('last_used_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  closedAt: moment('closed_at'),
  /** The holder entered the PIN of the social-security card, and the card accepted it. */
  pinVerified: boolean('pin_verified').notNull(),
  /** What was held against the terminal. */
  credential: text('credential').$type<CardCredential['type']>().notNull(),
  /** When the query password was entered in it. */
  secondFactorAt: moment('second_factor_at'),
});

export const statement = pgTable(
  'statement',
  {
    statementNumber: text('statement_number').primaryKey(),
    jobId: uuid('job_id').notNull().unique(),
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    terminalId: text('terminal_id')
      .notNull()
      .references(() => terminal.terminalId),
    kind: text('kind').$type<StatementKind>().notNull(),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    verifiableUntil: date('verifiable_until', { mode: 'string' }).notNull(),
    verificationCode: text('verification_code').notNull(),
    printing: integer('printing').notNull(),
    sm3Digest: text('sm3_digest').notNull(),
    content: json('content').$type<PensionAccountStatement>().notNull(),
  },
  (table) => [unique().on(table.personId, table.kind, table.issuedOn, table.printing)],
);

export const statementSerial = pgTable(
  'statement_serial',
  {
    /** Region and terminal: the first ten digits of the number. */
    series: text('series').notNull(),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    lastSerial: integer('last_serial').notNull(),
  },
  (table) => [primaryKey({ columns: [table.series, table.issuedOn] })],
);

/** The answer that each write gave, for a repeat of the call. */
export const idempotentWrite = pgTable(
  'idempotent_write',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    idempotencyKey: uuid('idempotency_key').notNull(),
    /** Method and pattern of the path. */
    route: text('route').notNull(),
    requestSha256: text('request_sha256').notNull(),
    answer: json('answer').$type<unknown>(),
    writtenAt: moment('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.idempotencyKey] })],
);

export const auditEvent = pgTable('audit_event', {
  auditEventId: id('audit_event_id').primaryKey().generatedAlwaysAsIdentity(),
  event: text('event').notNull(),
  at: moment('at').notNull(),
  terminalId: text('terminal_id'),
  personId: id('person_id'),
  sessionId: id('session_id'),
  details: jsonb('details').$type<Readonly<Record<string, string | number | boolean | null>>>().notNull(),
});

export * from './schema/applications.ts';
export * from './schema/family.ts';
export * from './schema/payments.ts';
export * from './schema/public-information.ts';
export * from './schema/query-password.ts';
