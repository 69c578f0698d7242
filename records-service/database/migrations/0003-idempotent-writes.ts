import type { Migration } from './migration.ts';

/** A repeated call finds the answer that the first one gave. */
export const idempotentWrites: Migration = {
  name: '0003-idempotent-writes',
  sql: `
create table idempotent_write (
  person_id bigint not null references person,
  idempotency_key uuid not null,
  route text not null check (route <> ''),
  request_sha256 text not null check (request_sha256 ~ '^[0-9a-f]{64}$'),
  -- As text, so that the repeat gets the very same bytes; null where there was none to give.
  answer json,
  written_at timestamp with time zone not null,
  primary key (person_id, idempotency_key)
);
create index idempotent_write_by_age on idempotent_write (written_at);
`,
};
