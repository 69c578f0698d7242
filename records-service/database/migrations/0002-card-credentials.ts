import type { Migration } from './migration.ts';

/**
 * The region's own social-security cards, and whether a session's card had its PIN verified. A session looks a card up
 * by either number: by the key, and by the unique index of the identification code.
 */
export const cardCredentials: Migration = {
  name: '0002-card-credentials',
  sql: `
create table social_security_card (
  card_number text primary key check (card_number ~ '^[0-9A-Z]{9}$'),
  card_identification_code text not null unique check (card_identification_code ~ '^[0-9A-F]{32}$'),
  person_id bigint not null references person,
  state text not null check (state in ('inUse', 'lost', 'cancelled'))
);

-- Sessions that are open now were opened by identity cards, which have no PIN.
alter table session add column pin_verified boolean not null default false;
alter table session alter column pin_verified drop default;
`,
};
