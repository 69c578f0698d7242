import {
  boolean,
  date,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Sex } from '#shared/identity/citizen-number.ts';
import type { StatementKind } from '#shared/protocol/statements.ts';
import type {
  ContributionKind,
  ContributionStatus,
  ParticipationState,
  PensionScheme,
} from '#shared/records-api/pension.ts';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import type { TerminalPublicKey } from '../config/schema.ts';
import { fen, id, moment, yearMonth } from './schema/columns.ts';

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

export const contribution = pgTable(
  'contribution',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    /** AAE003 */
    forMonth: yearMonth('for_month').notNull(),
    /** Counts the rows of a month. */
    line: smallint('line').notNull(),
    /** AAE002 */
    paidInMonth: yearMonth('paid_in_month'),
    employerId: id('employer_id').references(() => employer.employerId),
    kind: text('kind').$type<ContributionKind>().notNull(),
    status: text('status').$type<ContributionStatus>().notNull(),
    /** AIC020 */
    baseFen: fen('base_fen'),
    /** AIC021 */
    personalFen: fen('personal_fen').notNull(),
    employerFen: fen('employer_fen').notNull(),
    toAccountFen: fen('to_account_fen').notNull(),
    creditedOn: date('credited_on', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.personId, table.forMonth, table.line] })],
);

export const accountPayout = pgTable(
  'account_payout',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    paidMonth: yearMonth('paid_month').notNull(),
    reason: text('reason').$type<'pension' | 'transferOut' | 'settlement'>().notNull(),
    amountFen: fen('amount_fen').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.paidMonth, table.reason] })],
);

export const pensionPayment = pgTable(
  'pension_payment',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    month: yearMonth('month').notNull(),
    basicFen: fen('basic_fen').notNull(),
    accountFen: fen('account_fen').notNull(),
    transitionalFen: fen('transitional_fen').notNull(),
    deductionFen: fen('deduction_fen').notNull(),
    netFen: fen('net_fen').notNull(),
    status: text('status').$type<'paid' | 'inTransit' | 'failed'>().notNull(),
    paidOn: date('paid_on', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.personId, table.month] })],
);

export const dataCutOff = pgTable('data_cut_off', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  cutOff: date('cut_off', { mode: 'string' }).notNull(),
});

export const terminal = pgTable('terminal', {
  terminalId: text('terminal_id').primaryKey(),
  publicKey: jsonb('public_key').$type<TerminalPublicKey>().notNull(),
  active: boolean('active').notNull(),
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
