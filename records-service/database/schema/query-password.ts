import { date, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { person } from '../schema.ts';
import { id, moment } from './columns.ts';

/** 查询密码. A person has a row from when the first one is set until it is taken back. */
export const queryPassword = pgTable('query_password', {
  personId: id('person_id')
    .primaryKey()
    .references(() => person.personId),
  /** Argon2id in PHC form: parameters, salt and hash. */
  hash: text('hash').notNull(),
  /** Which of the configured secrets went into the hash; null: none. */
  secretId: text('secret_id'),
  setAt: moment('set_at').notNull(),
  setInSession: id('set_in_session'),
  /** Since the last right one, on the day of `triesOn`; a try counts from before it is known to be wrong. */
  tries: smallint('tries').notNull().default(0),
  triesOn: date('tries_on', { mode: 'string' }),
});

/** Wrong tries of one number, or from one network address, in one span of time. */
export const wrongTry = pgTable(
  'wrong_try',
  {
    ofWhat: text('of_what').$type<'statementNumber' | 'address'>().notNull(),
    keySha256: text('key_sha256').notNull(),
    since: moment('since').notNull(),
    tries: integer('tries').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ofWhat, table.keySha256, table.since] })],
);
