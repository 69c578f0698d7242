import {
  boolean,
  date,
  integer,
  json,
  pgTable,
  point,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import type { Guide, GuideCategory } from '#shared/records-api/guides.ts';
import type { PlaceKind } from '#shared/records-api/places.ts';
import type { Hotline, QueryChannels } from '#shared/records-api/public-information.ts';
import { moment } from './columns.ts';

/** One collection of public information: a content file, or an imported list of places. */
export const publicInformationSource = pgTable('public_information_source', {
  source: text('source').primaryKey(),
  sha256: text('sha256').notNull(),
  /** The collection was checked up to this day. */
  asOf: date('as_of', { mode: 'string' }).notNull(),
  loadedAt: moment('loaded_at').notNull(),
});

const source = () =>
  text('source')
    .notNull()
    .references(() => publicInformationSource.source);

/** Of which regions a collection has something. */
export const publicInformationScope = pgTable(
  'public_information_scope',
  {
    kind: text('kind').$type<'guide' | 'jobFair' | 'place'>().notNull(),
    region: text('region').notNull(),
    source: source(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.region, table.source] })],
);

/** Normalised text to search, and every one and two characters of it that follow each other. */
const searchable = () => ({
  searchText: text('search_text').notNull(),
  grams: text('grams').array().notNull(),
});

export const guide = pgTable('guide', {
  guideId: text('guide_id').primaryKey(),
  source: source(),
  region: text('region').notNull(),
  category: text('category').$type<GuideCategory>().notNull(),
  /** Normalised: words that are in it weigh more. */
  titleText: text('title_text').notNull(),
  validFrom: date('valid_from', { mode: 'string' }).notNull(),
  validTo: date('valid_to', { mode: 'string' }),
  content: json('content').$type<Omit<Guide, 'dataCutOff'>>().notNull(),
  ...searchable(),
});

export const jobFair = pgTable('job_fair', {
  jobFairId: text('job_fair_id').primaryKey(),
  source: source(),
  region: text('region').notNull(),
  heldOn: date('held_on', { mode: 'string' }).notNull(),
  title: text('title').notNull(),
  opensAt: text('opens_at').notNull(),
  closesAt: text('closes_at').notNull(),
  venue: text('venue').notNull(),
  address: text('address').notNull(),
  organiser: text('organiser').notNull(),
  employers: integer('employers').notNull(),
  vacancies: integer('vacancies').notNull(),
  contact: text('contact').notNull(),
  contactPhone: text('contact_phone').notNull(),
});

export const place = pgTable('place', {
  placeId: text('place_id').primaryKey(),
  source: source(),
  region: text('region').notNull(),
  kind: text('kind').$type<PlaceKind>().notNull(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  phone: text('phone'),
  openingHours: text('opening_hours'),
  /** x is the longitude, y the latitude, in degrees of WGS-84. */
  location: point('location', { mode: 'xy' }).notNull(),
  level: smallint('level').$type<1 | 2 | 3>(),
  networked: boolean('networked').notNull(),
  networkedSince: date('networked_since', { mode: 'string' }),
  departments: text('departments').array().notNull(),
  validFrom: date('valid_from', { mode: 'string' }).notNull(),
  validTo: date('valid_to', { mode: 'string' }),
  ...searchable(),
});

/** What each region has one of. */
export const informationSheet = pgTable(
  'information_sheet',
  {
    kind: text('kind').$type<'hotline' | 'queryChannels'>().notNull(),
    region: text('region').notNull(),
    source: source(),
    content: json('content')
      .$type<Omit<Hotline, 'dataCutOff'> | Omit<QueryChannels, 'dataCutOff'>>()
      .notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.region] })],
);
