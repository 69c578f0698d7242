import type { Migration } from './migration.ts';

/** Months are whole numbers yyyymm as in LD/T 92, money is whole fen. */
export const records: Migration = {
  name: '0001-records',
  sql: `
create domain year_month as integer check (value between 190001 and 299912 and value % 100 between 1 and 12);

create table person (
  person_id bigint generated always as identity primary key,
  citizen_number text not null unique check (citizen_number ~ '^([0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12})$'),
  name text not null check (name <> ''),
  sex text not null check (sex in ('male', 'female')),
  birth_date date not null,
  sample boolean not null
);

create table employer (
  employer_id bigint generated always as identity primary key,
  unit_number text not null unique,
  name text not null check (name <> '')
);

create table participation (
  person_id bigint primary key references person,
  region text not null check (region ~ '^[0-9]{6}$'),
  scheme text not null check (scheme in ('enterpriseEmployee', 'resident')),
  state text not null check (
    state in ('contributing', 'contributionPaused', 'drawingPension', 'pensionPaused', 'ended')),
  employer_id bigint references employer,
  ended_before year_month,
  pension_since year_month,
  constraint pension_has_begun check ((pension_since is not null) or state not in ('drawingPension', 'pensionPaused'))
);

-- The key carries the whole row, so that one person's history is read from the index alone: rows arrive month by
-- month, and a history of 20 years would otherwise lie on 240 pages.
create table contribution (
  person_id bigint not null references person,
  for_month year_month not null,
  line smallint not null check (line > 0),
  paid_in_month year_month,
  employer_id bigint references employer,
  kind text not null check (kind in (
    'regular', 'refund', 'madeUpAfterBreak', 'madeUpLumpSum', 'baseAdjustment', 'transferredIn', 'flexibleWorker',
    'residentOwn', 'residentSubsidy')),
  status text not null check (status in ('credited', 'inTransit', 'partlyCredited', 'owed')),
  base_fen bigint,
  personal_fen bigint not null,
  employer_fen bigint not null,
  to_account_fen bigint not null,
  credited_on date,
  primary key (person_id, for_month, line) include (
    paid_in_month, employer_id, kind, status, base_fen, personal_fen, employer_fen, to_account_fen, credited_on),
  constraint owed_is_not_paid check ((paid_in_month is null) = (status = 'owed')),
  constraint credited_has_a_day check ((credited_on is null) = (status in ('owed', 'inTransit'))),
  constraint only_money_that_came_is_booked check (credited_on is not null or to_account_fen = 0),
  constraint monthly_payment_has_a_base check (
    base_fen is not null or kind not in ('regular', 'flexibleWorker', 'madeUpAfterBreak', 'madeUpLumpSum')),
  constraint only_corrections_are_negative check (
    kind in ('refund', 'baseAdjustment') or (personal_fen >= 0 and employer_fen >= 0 and to_account_fen >= 0))
);

create table account_payout (
  person_id bigint not null references person,
  paid_month year_month not null,
  reason text not null check (reason in ('pension', 'transferOut', 'settlement')),
  amount_fen bigint not null check (amount_fen > 0),
  primary key (person_id, paid_month, reason)
);

create table pension_payment (
  person_id bigint not null references person,
  month year_month not null,
  basic_fen bigint not null check (basic_fen >= 0),
  account_fen bigint not null check (account_fen >= 0),
  transitional_fen bigint not null check (transitional_fen >= 0),
  deduction_fen bigint not null check (deduction_fen >= 0),
  net_fen bigint not null,
  status text not null check (status in ('paid', 'inTransit', 'failed')),
  paid_on date,
  primary key (person_id, month),
  constraint net_adds_up check (net_fen = basic_fen + account_fen + transitional_fen - deduction_fen),
  constraint paid_has_a_day check ((paid_on is not null) = (status = 'paid'))
);

-- One row: the records are complete up to this day.
create table data_cut_off (
  only_row boolean primary key default true check (only_row),
  cut_off date not null
);

create table terminal (
  terminal_id text primary key check (terminal_id ~ '^[0-9]{6}-[0-9]{4}$'),
  public_key jsonb not null,
  active boolean not null
);

create table evidence_nonce (
  terminal_id text not null references terminal,
  nonce text not null,
  expires_at timestamp with time zone not null,
  primary key (terminal_id, nonce)
);
create index evidence_nonce_by_expiry on evidence_nonce (expires_at);

create table session (
  session_id bigint generated always as identity primary key,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  person_id bigint references person,
  terminal_id text not null references terminal,
  opened_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  closed_at timestamp with time zone
);
create index session_by_expiry on session (expires_at);

create table statement (
  statement_number text primary key check (statement_number ~ '^[0-9]{25}$'),
  job_id uuid not null unique,
  person_id bigint not null references person,
  terminal_id text not null references terminal,
  kind text not null check (kind in ('pensionAccount')),
  issued_on date not null,
  verifiable_until date not null,
  verification_code text not null,
  printing integer not null check (printing > 0),
  sm3_digest text not null check (sm3_digest ~ '^[0-9a-f]{64}$'),
  content json not null,
  unique (person_id, kind, issued_on, printing)
);

create table statement_serial (
  series text not null check (series ~ '^[0-9]{10}$'),
  issued_on date not null,
  last_serial integer not null check (last_serial between 1 and 999999),
  primary key (series, issued_on)
);

create table audit_event (
  audit_event_id bigint generated always as identity primary key,
  event text not null,
  at timestamp with time zone not null,
  terminal_id text,
  person_id bigint,
  session_id bigint,
  details jsonb not null
);
create index audit_event_by_person on audit_event (person_id, at);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is only ever added to';
end $$;
create trigger audit_event_is_append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_change_of_audit();
`,
};
