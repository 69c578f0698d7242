import type { Migration } from './migration.ts';

/** The query password, which session has it verified, and how often somebody tried numbers and codes. */
export const queryPassword: Migration = {
  name: '0007-query-password',
  sql: `
create table query_password (
  person_id bigint primary key references person,
  -- Salt and parameters are in it.
  hash text not null check (hash like '$argon2id$%'),
  -- Which of the configured secrets went into the hash; null: none.
  secret_id text check (secret_id ~ '^[0-9a-f]{16}$'),
  set_at timestamp with time zone not null,
  -- Not a foreign key: sessions are forgotten after a day.
  set_in_session bigint,
  -- Tries since the last right one, on the day of tries_on.
  tries smallint not null default 0 check (tries >= 0),
  tries_on date,
  constraint tries_have_a_day check (tries = 0 or tries_on is not null)
) partition by hash (person_id);
${Array.from({ length: 8 }, (_, remainder) => `create table query_password_${remainder} partition of query_password for values with (modulus 8, remainder ${remainder});`).join('\n')}

-- Sessions that are open now do not say what they were opened with: they count as the kind that is trusted least.
alter table session add column credential text not null default 'electronicCard'
  check (credential in ('identityCard', 'socialSecurityCard', 'electronicCard'));
alter table session alter column credential drop default;
-- When the query password was entered in it.
alter table session add column second_factor_at timestamp with time zone;

-- Wrong tries of things that anybody may ask about. Whose they are is kept as a digest, and only until expires_at.
create table wrong_try (
  of_what text not null check (of_what in ('statementNumber', 'address')),
  key_sha256 text not null check (key_sha256 ~ '^[0-9a-f]{64}$'),
  since timestamp with time zone not null,
  tries integer not null check (tries > 0),
  expires_at timestamp with time zone not null,
  primary key (of_what, key_sha256, since)
);
create index wrong_try_by_expiry on wrong_try (expires_at);
`,
};
