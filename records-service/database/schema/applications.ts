import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  ApplicationActor,
  ApplicationHolder,
  ApplicationKind,
} from '#shared/records-api/application-parts.ts';
import type { ApplicationState } from '#shared/records-api/applications.ts';
import type { ContactField } from '#shared/records-api/contact-changes.ts';
import type { OfficeDecisionAnswer } from '#shared/records-api/office.ts';
import type { TerminalPublicKey } from '../../config/schema.ts';
import type { AnyCase } from '../../services/applications/cases.ts';
import { employer, person, terminal } from '../schema.ts';
import { id, moment } from './columns.ts';

/** Back offices that decide, with the keys that they sign with. */
export const office = pgTable('office', {
  officeId: text('office_id').primaryKey(),
  publicKey: jsonb('public_key').$type<TerminalPublicKey>().notNull(),
  active: boolean('active').notNull(),
  /** What it decides. */
  kinds: jsonb('kinds').$type<readonly ApplicationKind[]>().notNull(),
});

export const officeNonce = pgTable(
  'office_nonce',
  {
    officeId: text('office_id')
      .notNull()
      .references(() => office.officeId),
    nonce: text('nonce').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.nonce] })],
);

/** The answer that each decision got, for a repeat of it. */
export const officeDecision = pgTable(
  'office_decision',
  {
    officeId: text('office_id')
      .notNull()
      .references(() => office.officeId),
    decisionId: uuid('decision_id').notNull(),
    requestSha256: text('request_sha256').notNull(),
    answer: json('answer').$type<OfficeDecisionAnswer>().notNull(),
    decidedAt: moment('decided_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.decisionId] })],
);

/** A case as it stands. How it came there is in `application_event`. */
export const application = pgTable(
  'application',
  {
    /** Who handed it in. */
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    /** Rises with each new case: the order of lists. */
    applicationId: id('application_id').notNull().default(sql`nextval('application_id_seq')`),
    caseNumber: text('case_number').notNull(),
    kind: text('kind').$type<ApplicationKind>().notNull(),
    state: text('state').$type<ApplicationState>().notNull(),
    /** See `takes` of services/applications/cases.ts. */
    takes: text('takes'),
    /** Counts the rows of its history. */
    revision: integer('revision').notNull(),
    heldBy: text('held_by').$type<ApplicationHolder['who']>().notNull(),
    heldRegion: text('held_region'),
    heldSince: moment('held_since').notNull(),
    /** Whose packs hold for it. */
    region: text('region').notNull(),
    /** Null: not handed in at a terminal. */
    terminalId: text('terminal_id').references(() => terminal.terminalId),
    submittedAt: moment('submitted_at').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Given with the last step. */
    reason: text('reason'),
    content: jsonb('content').$type<AnyCase>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseNumber, table.personId] })],
);

/** Only ever added to. */
export const applicationEvent = pgTable(
  'application_event',
  {
    personId: id('person_id').notNull(),
    caseNumber: text('case_number').notNull(),
    revision: integer('revision').notNull(),
    fromState: text('from_state').$type<ApplicationState>(),
    toState: text('to_state').$type<ApplicationState>().notNull(),
    at: moment('at').notNull(),
    actor: text('actor').$type<ApplicationActor>().notNull(),
    terminalId: text('terminal_id').references(() => terminal.terminalId),
    officeId: text('office_id').references(() => office.officeId),
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.caseNumber, table.revision] }),
    foreignKey({
      columns: [table.caseNumber, table.personId],
      foreignColumns: [application.caseNumber, application.personId],
    }),
  ],
);

/** Phone, address and bank card: each change is a row, the last one holds. Only ever added to. */
export const contactValue = pgTable(
  'contact_value',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    field: text('field').$type<ContactField>().notNull(),
    revision: integer('revision').notNull(),
    value: text('value').notNull(),
    bank: text('bank'),
    since: moment('since').notNull(),
    /** Null: known from before. */
    caseNumber: text('case_number'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.field, table.revision] })],
);

/** 单位授权: who may report for which employer. */
export const unitAgent = pgTable(
  'unit_agent',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    employerId: id('employer_id')
      .notNull()
      .references(() => employer.employerId),
    authorisedFrom: date('authorised_from', { mode: 'string' }).notNull(),
    /** Last day; null while it lasts. */
    authorisedUntil: date('authorised_until', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.personId, table.employerId] })],
);

/** Which cases of units are about a worker, who may not be on file yet: found by the number. */
export const staffChange = pgTable(
  'staff_change',
  {
    workerNumber: text('worker_number').notNull(),
    applicationId: id('application_id').notNull(),
    employerId: id('employer_id')
      .notNull()
      .references(() => employer.employerId),
    caseNumber: text('case_number').notNull(),
    /** The agent. */
    personId: id('person_id').notNull(),
    waiting: boolean('waiting').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workerNumber, table.applicationId] }),
    foreignKey({
      columns: [table.caseNumber, table.personId],
      foreignColumns: [application.caseNumber, application.personId],
    }),
  ],
);
