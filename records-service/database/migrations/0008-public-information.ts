import type { Migration } from './migration.ts';

/**
 * Guides, job fairs, places and sheets that anybody may read, and where each terminal's hall is.
 *
 * Chinese is searched by the characters and pairs of characters of a text, in an array with a GIN index: `pg_trgm` finds
 * nothing for words of two characters, and is not on every server. The index has no list of pending entries, which a search
 * would read to its end until a vacuum that the embedded database never makes. Ids are compared byte by byte, so that pages are the same
 * on every server.
 */
export const publicInformation: Migration = {
  name: '0008-public-information',
  sql: `
alter table terminal add column location point;

create table public_information_source (
  source text collate "C" primary key check (source <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  as_of date not null,
  loaded_at timestamp with time zone not null
);

-- Of which regions a collection has something: how fresh a list is, is told without reading the list.
create table public_information_scope (
  kind text not null check (kind in ('guide', 'jobFair', 'place')),
  region text collate "C" not null check (region ~ '^[0-9]{6}$'),
  source text collate "C" not null references public_information_source on delete cascade,
  primary key (kind, region, source)
);
create index public_information_scope_by_source on public_information_scope (source);

create table guide (
  guide_id text collate "C" primary key check (guide_id ~ '^[0-9]{6}-[a-z0-9-]+$'),
  source text collate "C" not null references public_information_source on delete cascade,
  region text collate "C" not null,
  category text not null check (category in (
    'query', 'pension', 'medical', 'offSiteCare', 'payment', 'transfer', 'employer', 'employment', 'card')),
  title_text text not null check (title_text <> ''),
  valid_from date not null,
  valid_to date,
  content json not null,
  search_text text not null check (search_text <> ''),
  grams text[] not null check (grams <> '{}'),
  constraint guide_id_begins_with_region check (left(guide_id, 6) = region),
  constraint guide_ends_after_it_begins check (valid_to >= valid_from)
);
create index guide_by_region on guide (region, guide_id);
create index guide_by_words on guide using gin (grams) with (fastupdate = off);
create index guide_by_source on guide (source);

create table job_fair (
  job_fair_id text collate "C" primary key check (job_fair_id ~ '^[0-9]{6}-[a-z0-9-]+$'),
  source text collate "C" not null references public_information_source on delete cascade,
  region text collate "C" not null,
  held_on date not null,
  title text not null check (title <> ''),
  opens_at text not null check (opens_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  closes_at text not null check (closes_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  venue text not null,
  address text not null,
  organiser text not null,
  employers integer not null check (employers > 0),
  vacancies integer not null check (vacancies >= 0),
  contact text not null,
  contact_phone text not null,
  constraint job_fair_id_begins_with_region check (left(job_fair_id, 6) = region),
  constraint job_fair_closes_after_it_opens check (closes_at > opens_at)
);
create index job_fair_by_day on job_fair (held_on, job_fair_id);
create index job_fair_by_source on job_fair (source);

create table place (
  place_id text collate "C" primary key check (place_id ~ '^[0-9]{6}-[a-z0-9-]+$'),
  source text collate "C" not null references public_information_source on delete cascade,
  region text collate "C" not null,
  kind text not null check (kind in ('hospital', 'pharmacy', 'agency', 'community', 'bank')),
  name text not null check (name <> ''),
  address text not null check (address <> ''),
  phone text,
  opening_hours text,
  location point not null check (location[0] between -180 and 180 and location[1] between -90 and 90),
  level smallint check (level between 1 and 3),
  networked boolean not null,
  networked_since date,
  departments text[] not null,
  valid_from date not null,
  valid_to date,
  search_text text not null check (search_text <> ''),
  grams text[] not null check (grams <> '{}'),
  constraint place_id_begins_with_region check (left(place_id, 6) = region),
  constraint only_hospitals_have_a_level check (level is null or kind = 'hospital'),
  constraint only_networked_since_a_day check (networked_since is null or networked),
  constraint place_ends_after_it_begins check (valid_to >= valid_from)
);
create index place_by_location on place using gist (location);
create index place_by_words on place using gin (grams) with (fastupdate = off);
create index place_by_source on place (source);

create table information_sheet (
  kind text not null check (kind in ('hotline', 'queryChannels')),
  region text collate "C" not null check (region ~ '^[0-9]{6}$'),
  source text collate "C" not null references public_information_source on delete cascade,
  content json not null,
  primary key (kind, region)
);
create index information_sheet_by_source on information_sheet (source);
`,
};
