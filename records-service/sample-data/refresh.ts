import { eq, inArray, sql } from 'drizzle-orm';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Database } from '../database/database.ts';
import { insertAll } from '../database/insert-all.ts';
import { dataCutOff, employer, participation, pensionHistory, person } from '../database/schema.ts';
import type { RegionCode } from '../policy-packs/policy-pack.ts';
import { writeSampleApplications } from './applications.ts';
import { SAMPLE_EMPLOYERS, type SampleEmployer } from './employers.ts';
import { generateSampleRecords, type SampleRecord, sampleCutOff } from './generate.ts';
import { historyRows, paidOut } from './history-rows.ts';
import { writeSampleMedical } from './medical.ts';
import { registerSampleCards } from './register-cards.ts';

const SAMPLE_DATA_LOCK = 7_267_531;

export class SampleDataRefused extends Error {
  override readonly name = 'SampleDataRefused';
}

/**
 * Writes the invented citizens' records where there are none yet, or where a new month has been completed since, and
 * registers their cards where they are not as they should be.
 * People keep their ids, so sessions, statements and the audit stay as they are.
 * @throws SampleDataRefused where real people are on file
 */
export async function refreshSampleData(
  database: Database,
  audit: AuditLog,
  region: RegionCode,
  today: IsoDate,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${SAMPLE_DATA_LOCK})`);
    const real = await transaction
      .select({ id: person.personId })
      .from(person)
      .where(eq(person.sample, false))
      .limit(1);
    if (real.length > 0)
      throw new SampleDataRefused(
        'sampleData.enabled: real people are on file; allowed: false with this database',
      );
    await refreshRecords(transaction, audit, region, sampleCutOff(today));
    await registerSampleCards(transaction, audit);
    await writeSampleApplications(transaction, audit, region, today);
    await writeSampleMedical(transaction, region, today);
  });
}

async function refreshRecords(
  transaction: Database,
  audit: AuditLog,
  region: RegionCode,
  cutOff: IsoDate,
): Promise<void> {
  const [present] = await transaction.select().from(dataCutOff);
  if (present !== undefined && present.cutOff >= cutOff) return;
  const records = generateSampleRecords(cutOff);
  const personIds = await writePeople(transaction, records);
  const employerIds = await writeEmployers(transaction);
  await forgetRecords(transaction, [...personIds.values()]);
  const contributions = await writeRecords(transaction, records, personIds, employerIds, region);
  await transaction
    .insert(dataCutOff)
    .values({ cutOff })
    .onConflictDoUpdate({ target: dataCutOff.onlyRow, set: { cutOff } });
  await audit.write(transaction, 'sampleDataWritten', { cutOff, people: records.length, contributions });
}

async function writePeople(
  transaction: Database,
  records: readonly SampleRecord[],
): Promise<Map<string, number>> {
  const written = await transaction
    .insert(person)
    .values(
      records.map(({ citizen }) => ({
        citizenNumber: citizen.number,
        name: citizen.name,
        sex: citizen.sex,
        birthDate: citizen.birthDate,
        sample: true,
      })),
    )
    .onConflictDoUpdate({ target: person.citizenNumber, set: { name: sql`excluded.name` } })
    .returning({ personId: person.personId, number: person.citizenNumber });
  return new Map(written.map((row) => [row.number, row.personId]));
}

async function writeEmployers(transaction: Database): Promise<Map<string, number>> {
  const written = await transaction
    .insert(employer)
    .values(Object.values(SAMPLE_EMPLOYERS).map((entry) => ({ ...entry })))
    .onConflictDoUpdate({ target: employer.unitNumber, set: { name: sql`excluded.name` } })
    .returning();
  return new Map(written.map((row) => [row.unitNumber, row.employerId]));
}

async function forgetRecords(transaction: Database, personIds: number[]): Promise<void> {
  for (const table of [pensionHistory, participation])
    await transaction.delete(table).where(inArray(table.personId, personIds));
}

async function writeRecords(
  transaction: Database,
  records: readonly SampleRecord[],
  personIds: ReadonlyMap<string, number>,
  employerIds: ReadonlyMap<string, number>,
  region: RegionCode,
): Promise<number> {
  const employerId = (key: SampleEmployer | null) =>
    key === null ? null : known(employerIds, SAMPLE_EMPLOYERS[key].unitNumber);
  const withIds = records.map((record) => ({ ...record, personId: known(personIds, record.citizen.number) }));
  await insertAll(
    transaction,
    participation,
    withIds.map(({ personId, story }) => ({
      personId,
      region,
      scheme: story.scheme,
      state: story.state,
      employerId: employerId(story.employer),
      endedBefore: story.pensionSince ?? null,
      pensionSince: story.pensionSince ?? null,
    })),
  );
  const rows = withIds.flatMap(({ personId, story, pension }) =>
    historyRows(personId, {
      contributions: story.contributions,
      employerIdOf: ({ employer: payer }) => employerId(payer),
      ...paidOut(pension),
    }),
  );
  await insertAll(transaction, pensionHistory, rows);
  return records.reduce((count, { story }) => count + story.contributions.length, 0);
}

function known(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The row of ${key.slice(0, 6)}… was not written`);
  return id;
}
