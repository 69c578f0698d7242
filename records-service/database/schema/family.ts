import { date, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { person } from '../schema.ts';
import { id, moment } from './columns.ts';

export const familyAuthorisation = pgTable('family_authorisation', {
  authorisationNumber: text('authorisation_number').primaryKey(),
  /** Who may pay. */
  personId: id('person_id')
    .notNull()
    .references(() => person.personId),
  /** Who signed. */
  relativeId: id('relative_id')
    .notNull()
    .references(() => person.personId),
  validUntil: date('valid_until', { mode: 'string' }).notNull(),
  usedAt: moment('used_at'),
});

export const familyBinding = pgTable(
  'family_binding',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    /** Counts whom this person ever bound. */
    line: smallint('line').notNull(),
    relativeId: id('relative_id')
      .notNull()
      .references(() => person.personId),
    consent: text('consent').$type<'cardRead' | 'paperAuthorisation'>().notNull(),
    authorisationNumber: text('authorisation_number').references(
      () => familyAuthorisation.authorisationNumber,
    ),
    boundAt: moment('bound_at').notNull(),
    unboundAt: moment('unbound_at'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.line] })],
);
