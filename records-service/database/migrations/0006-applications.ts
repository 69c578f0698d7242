import type { Migration } from './migration.ts';

/**
 * Applications of all kinds with their history, the offices that decide them, contact details, and who may report for
 * which unit. A case's number alone finds it through its key, as an office does; a person's list through one partition.
 */
export const applications: Migration = {
  name: '0006-applications',
  sql: `
create table office (
  office_id text primary key check (office_id ~ '^[0-9]{6}-[a-z]{2,20}$'),
  public_key jsonb not null,
  active boolean not null,
  kinds jsonb not null check (jsonb_typeof(kinds) = 'array')
);

create table office_nonce (
  office_id text not null references office,
  nonce text not null,
  expires_at timestamp with time zone not null,
  primary key (office_id, nonce)
);
create index office_nonce_by_expiry on office_nonce (expires_at);

create table office_decision (
  office_id text not null references office,
  decision_id uuid not null,
  request_sha256 text not null check (request_sha256 ~ '^[0-9a-f]{64}$'),
  answer json not null,
  decided_at timestamp with time zone not null,
  primary key (office_id, decision_id)
);
create index office_decision_by_age on office_decision (decided_at);

create sequence application_id_seq;

create table application (
  person_id bigint not null references person,
  application_id bigint not null default nextval('application_id_seq'),
  case_number text not null check (case_number ~ '^[0-9]{25}$'),
  kind text not null,
  state text not null,
  takes text check (takes <> ''),
  revision integer not null check (revision > 0),
  held_by text not null check (held_by in ('office', 'originOffice', 'destinationOffice', 'nobody')),
  held_region text check (held_region ~ '^[0-9]{6}$'),
  held_since timestamp with time zone not null,
  region text not null check (region ~ '^[0-9]{6}$'),
  terminal_id text references terminal,
  submitted_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  reason text,
  content jsonb not null,
  primary key (case_number, person_id),
  constraint state_is_one_of_its_kind check (case kind
    when 'offSiteFiling' then state in (
      'submitted', 'approved', 'changing', 'rejected', 'cancelled', 'lapsed', 'autoFiled')
    when 'baseDeclaration' then state in ('declared', 'replaced')
    when 'transfer' then state in (
      'submitted', 'accepted', 'contactLetterSent', 'checkedAtOrigin', 'relationMovedOut', 'fundsMovedOut',
      'receivedAtDestination', 'merged', 'returned', 'withdrawn')
    when 'objection' then state in ('received', 'beingChecked', 'corrected', 'confirmed', 'withdrawn')
    when 'contactChange' then state in ('cooling', 'effective', 'rejected', 'withdrawn')
    when 'staffChange' then state in ('submitted', 'accepted', 'rejected', 'withdrawn')
    else false end),
  constraint content_is_of_the_same_state check (
    content->>'kind' is not distinct from kind and content->>'state' is not distinct from state),
  constraint transfer_is_held_in_a_region check (
    (held_region is not null) = (held_by in ('originOffice', 'destinationOffice'))),
  constraint changed_after_it_came check (changed_at >= submitted_at and held_since >= submitted_at)
) partition by hash (person_id);
create index application_by_person on application (person_id, application_id);
-- One open filing, one declaration of a year, one objection to a row, whatever program writes it.
create unique index application_takes_once on application (person_id, kind, takes);
create index application_that_waits on application (kind, application_id) where held_by <> 'nobody';

create table application_event (
  person_id bigint not null,
  case_number text not null,
  revision integer not null check (revision > 0),
  from_state text,
  to_state text not null,
  at timestamp with time zone not null,
  actor text not null check (actor in ('citizen', 'office', 'rule')),
  terminal_id text references terminal,
  office_id text references office,
  reason text,
  primary key (person_id, case_number, revision),
  foreign key (case_number, person_id) references application,
  constraint only_the_first_comes_from_nowhere check ((from_state is null) = (revision = 1)),
  constraint an_office_signs check ((office_id is not null) = (actor = 'office'))
) partition by hash (person_id);

create table contact_value (
  person_id bigint not null references person,
  field text not null check (field in ('phone', 'address', 'bankCard')),
  revision integer not null check (revision > 0),
  value text not null check (value <> ''),
  bank text,
  since timestamp with time zone not null,
  case_number text,
  primary key (person_id, field, revision),
  constraint a_card_has_a_bank check ((bank is not null) = (field = 'bankCard'))
) partition by hash (person_id);

create table unit_agent (
  person_id bigint not null references person,
  employer_id bigint not null references employer,
  authorised_from date not null,
  authorised_until date,
  primary key (person_id, employer_id),
  constraint ends_after_it_begins check (authorised_until >= authorised_from)
);

create table staff_change (
  worker_number text not null check (worker_number ~ '^[0-9]{17}[0-9X]$'),
  application_id bigint not null,
  employer_id bigint not null references employer,
  case_number text not null,
  person_id bigint not null,
  waiting boolean not null,
  primary key (worker_number, application_id),
  foreign key (case_number, person_id) references application
) partition by hash (worker_number);
-- Two agents of one unit cannot report one worker twice at once.
create unique index staff_change_waits_once on staff_change (worker_number, employer_id) where waiting;

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name;
end $$;

do $$
declare partitioned text;
begin
  foreach partitioned in array array['application', 'application_event', 'contact_value', 'staff_change'] loop
    for remainder in 0..7 loop
      execute format('create table %I partition of %I for values with (modulus 8, remainder %s)',
        partitioned || '_' || remainder, partitioned, remainder);
    end loop;
  end loop;
  foreach partitioned in array array['application_event', 'contact_value'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change_of_history()',
      partitioned || '_is_append_only', partitioned);
    for remainder in 0..7 loop
      execute format('create trigger %I before truncate on %I execute function refuse_change_of_history()',
        partitioned || '_is_not_emptied', partitioned || '_' || remainder);
    end loop;
  end loop;
end $$;
`,
};
