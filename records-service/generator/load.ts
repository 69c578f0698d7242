import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { IsoDate } from '#shared/time/calendar.ts';
import { DEMO_REGION } from '../policy-packs/policy-pack.ts';
import { historyRows, paidOut } from '../sample-data/history-rows.ts';
import { type Life, lifeOf, type Plan } from './life.ts';
import { employerOf, peopleMost } from './people.ts';

/** Committed together, and in memory together. */
const PEOPLE_PER_TRANSACTION = 200;
/** One process makes the lines, so many of the server take them in: checking them takes longer. */
const CONNECTIONS = 2;
const CHUNK_CHARACTERS = 256 * 1024;
const PEOPLE_PER_EMPLOYER = 40;

export interface Load {
  readonly persons: number;
  readonly years: number;
  readonly seed: number;
  /** The records are complete up to this day. */
  readonly cutOff: IsoDate;
}

export interface Loaded {
  readonly persons: number;
  /** Contributions. */
  readonly lines: number;
}

/**
 * Adds invented people with their records to a migrated database, by COPY. Who is on file already stays as they are.
 * @throws RangeError for more people than there are different numbers
 * @throws where one of the people is there already: a database takes one load
 */
export async function loadGenerated(
  url: string,
  { persons, ...plan }: Load,
  onProgress: (loaded: Loaded) => void = () => undefined,
): Promise<Loaded> {
  if (persons > peopleMost(plan.cutOff))
    throw new RangeError(`There are ${peopleMost(plan.cutOff)} different people at most`);
  const employers = Math.max(Math.ceil(persons / PEOPLE_PER_EMPLOYER), 1);
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  try {
    await Promise.all(clients.map(begun));
    const ids = await onFirst(clients, (client) => loadEmployers(client, persons, employers, plan.cutOff));
    let next = 0;
    let loaded: Loaded = { persons: 0, lines: 0 };
    await Promise.all(
      clients.map(async (client) => {
        for (let from = next; from < persons; from = next) {
          next = Math.min(from + PEOPLE_PER_TRANSACTION, persons);
          const count = next - from;
          const lines = await loadPeople(client, { ...plan, employers }, ids, from, next);
          loaded = { persons: loaded.persons + count, lines: loaded.lines + lines };
          onProgress(loaded);
        }
      }),
    );
    // Marks what is visible to all, and counts what is there, so that the first question is planned as the later ones.
    await onFirst(clients, (client) =>
      client.query('vacuum (analyze) person, participation, employer, pension_history'),
    );
    return loaded;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function begun(client: pg.Client): Promise<void> {
  await client.connect();
  // A load that was interrupted by a power cut is done again anyway.
  await client.query('set synchronous_commit = off');
}

async function onFirst<T>(
  [client]: readonly pg.Client[],
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  if (client === undefined) throw new Error('A load has at least one connection');
  return work(client);
}

interface FirstIds {
  readonly person: number;
  readonly employer: number;
}

/** Keeps ids free for all, and writes the employers, whom the lines name. */
async function loadEmployers(
  client: pg.Client,
  persons: number,
  employers: number,
  cutOff: IsoDate,
): Promise<FirstIds> {
  await client.query('begin');
  const ids = {
    person: await reserveIds(client, 'person', persons),
    employer: await reserveIds(client, 'employer', employers),
  };
  const rows = Array.from({ length: employers }, (_, index) => {
    const { unitNumber, name } = employerOf(index);
    return [ids.employer + index, unitNumber, name];
  });
  await copyRows(client, 'employer (employer_id, unit_number, name)', rows);
  await client.query('insert into data_cut_off (cut_off) values ($1) on conflict do nothing', [cutOff]);
  await client.query('commit');
  return ids;
}

async function reserveIds(client: pg.Client, table: 'person' | 'employer', count: number): Promise<number> {
  // Nobody else writes meanwhile, and everybody may read.
  await client.query(`lock table ${table} in share row exclusive mode`);
  const { rows } = await client.query(
    `select nextval(pg_get_serial_sequence('${table}', '${table}_id')) as first`,
  );
  const first = Number(rows[0].first);
  await client.query(`select setval(pg_get_serial_sequence('${table}', '${table}_id'), $1)`, [first + count]);
  return first;
}

/** @returns how many contributions they have */
async function loadPeople(
  client: pg.Client,
  plan: Plan,
  ids: FirstIds,
  from: number,
  to: number,
): Promise<number> {
  const lives = Array.from({ length: to - from }, (_, offset) => ({
    personId: ids.person + from + offset,
    life: lifeOf(plan, from + offset),
  }));
  const employerId = (employer: number | null) => (employer === null ? null : ids.employer + employer);
  await client.query('begin');
  await copyRows(
    client,
    'person (person_id, citizen_number, name, sex, birth_date, sample)',
    lives.map(({ personId, life }) => [
      personId,
      life.citizenNumber,
      life.name,
      life.sex,
      life.birthDate,
      'true',
    ]),
  );
  await copyRows(
    client,
    'participation (person_id, region, scheme, state, employer_id, ended_before, pension_since)',
    lives.map(({ personId, life: { scheme, state, employer, pensionSince } }) => {
      const since = pensionSince === null ? null : Number(pensionSince.replace('-', ''));
      return [personId, DEMO_REGION, scheme, state, employerId(employer), since, since];
    }),
  );
  await copyRows(
    client,
    'pension_history (person_id, since_year, contributions, pension_payments, account_payouts)',
    lives
      .flatMap(({ personId, life }) => rowsOf(personId, life, employerId))
      .map((row) => [
        row.personId,
        row.sinceYear,
        row.contributions,
        row.pensionPayments,
        row.accountPayouts,
      ]),
  );
  await client.query('commit');
  return lives.reduce((count, { life }) => count + life.contributions.length, 0);
}

function rowsOf(personId: number, life: Life, employerId: (employer: number | null) => number | null) {
  return historyRows(personId, {
    contributions: life.contributions,
    employerIdOf: ({ employer }) => employerId(employer),
    ...paidOut(life.pension),
  });
}

type Value = string | number | null;

/** None of the values holds what the text format of COPY would have to escape. */
async function copyRows(
  client: pg.Client,
  target: string,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  await pipeline(Readable.from(chunksOf(rows)), client.query(copyFrom(`copy ${target} from stdin`)));
}

function* chunksOf(rows: readonly (readonly Value[])[]): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map((value) => value ?? '\\N').join('\t')}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
