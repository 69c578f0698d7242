import { asc, desc, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Sex } from '#shared/identity/citizen-number.ts';
import type { Contribution, ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import {
  accountPayout,
  contribution,
  dataCutOff,
  employer,
  participation,
  pensionPayment,
  person,
} from '../../database/schema.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import type { AccountPayout } from '../../rules/account-table.ts';
import { PAYER_WITHOUT_EMPLOYER } from './payers.ts';

/** Everything on file about one person's pension, as the rules take it. */
export interface PensionRecord {
  readonly personId: number;
  readonly name: string;
  readonly number: string;
  readonly sex: Sex;
  readonly sample: boolean;
  readonly region: RegionCode;
  readonly scheme: PensionScheme;
  readonly state: ParticipationState;
  readonly employerName: string | null;
  readonly endedBefore: YearMonth | null;
  readonly pension: { readonly monthlyFen: number; readonly since: YearMonth } | null;
  /** Newest month first. */
  readonly contributions: readonly Contribution[];
  readonly payouts: readonly AccountPayout[];
  readonly dataCutOff: IsoDate;
}

/** @returns null for a person who has no pension record */
export async function readPensionRecord(database: Database, personId: number): Promise<PensionRecord | null> {
  const [known] = await database
    .select({ person, participation, employerName: employer.name })
    .from(participation)
    .innerJoin(person, eq(person.personId, participation.personId))
    .leftJoin(employer, eq(employer.employerId, participation.employerId))
    .where(eq(participation.personId, personId));
  if (known === undefined) return null;
  const { pensionSince, region, scheme, state, endedBefore } = known.participation;
  return {
    personId,
    name: known.person.name,
    number: known.person.citizenNumber,
    sex: known.person.sex,
    sample: known.person.sample,
    region,
    scheme,
    state,
    employerName: known.employerName,
    endedBefore,
    pension:
      pensionSince === null
        ? null
        : { monthlyFen: await latestPensionFen(database, personId), since: pensionSince },
    contributions: await readContributions(database, personId),
    payouts: await database
      .select({ paidMonth: accountPayout.paidMonth, amountFen: accountPayout.amountFen })
      .from(accountPayout)
      .where(eq(accountPayout.personId, personId))
      .orderBy(asc(accountPayout.paidMonth)),
    dataCutOff: await readCutOff(database),
  };
}

/**
 * The whole history as one JSON text that the database writes from the key of the table: taking five hundred rows apart
 * into columns here and putting them together again would take ten times as long.
 */
export async function readContributions(database: Database, personId: number): Promise<Contribution[]> {
  const rows = database
    .select({
      forMonth: month(contribution.forMonth).as('forMonth'),
      paidInMonth: month(contribution.paidInMonth).as('paidInMonth'),
      employerName: sql`${employer.name}`.as('employerName'),
      kind: sql`${contribution.kind}`.as('kind'),
      status: sql`${contribution.status}`.as('status'),
      baseFen: sql`${contribution.baseFen}`.as('baseFen'),
      personalFen: sql`${contribution.personalFen}`.as('personalFen'),
      employerFen: sql`${contribution.employerFen}`.as('employerFen'),
      toAccountFen: sql`${contribution.toAccountFen}`.as('toAccountFen'),
      creditedOn: sql`${contribution.creditedOn}`.as('creditedOn'),
    })
    .from(contribution)
    .leftJoin(employer, eq(employer.employerId, contribution.employerId))
    .where(eq(contribution.personId, personId))
    .orderBy(desc(contribution.forMonth), asc(contribution.line))
    .as('r');
  const [answer] = await database
    .select({ history: sql<string>`coalesce(json_agg(r), '[]')::text` })
    .from(rows);
  // The checks of the table hold kinds, states and months to those of the type.
  const history = JSON.parse(answer?.history ?? '[]') as (Omit<Contribution, 'employerName'> & {
    employerName: string | null;
  })[];
  return history.map((row) => ({
    ...row,
    employerName: row.employerName ?? PAYER_WITHOUT_EMPLOYER[row.kind] ?? '',
  }));
}

/** 202611 → `2026-11` */
function month(column: PgColumn) {
  return sql`left(${column}::text, 4) || '-' || right(${column}::text, 2)`;
}

async function latestPensionFen(database: Database, personId: number): Promise<number> {
  const [latest] = await database
    .select()
    .from(pensionPayment)
    .where(eq(pensionPayment.personId, personId))
    .orderBy(desc(pensionPayment.month))
    .limit(1);
  // Approved this month, first payment still to come.
  if (latest === undefined) return 0;
  return latest.basicFen + latest.accountFen + latest.transitionalFen;
}

async function readCutOff(database: Database): Promise<IsoDate> {
  const [row] = await database.select().from(dataCutOff);
  if (row === undefined)
    throw new Error('The database does not say up to which day its records are complete');
  return row.cutOff;
}
