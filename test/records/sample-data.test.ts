import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditLog } from '#records-service/audit/audit-log.ts';
import { createLogger } from '#records-service/audit/logger.ts';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { refreshSampleData, SampleDataRefused } from '#records-service/sample-data/refresh.ts';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from '#records-service/sample-data/social-security-cards.ts';
import { Databases } from './databases.ts';
import { DATABASES, sampleCitizen } from './hall.ts';

const REGION = '999999';

describe.each(DATABASES)('sample citizens on %s', (kind) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await Databases.of(kind);
  });
  afterAll(() => databases.close());

  const audit = new AuditLog(createLogger('error', { write: () => undefined }), () =>
    Date.parse('2026-11-22'),
  );
  const rows = (database: OpenDatabase, sql: string) => database.inScript((script) => script.rows(sql, []));
  const fill = (database: OpenDatabase, today: string) =>
    refreshSampleData(database.queries, audit, REGION, today);

  async function migrated(): Promise<OpenDatabase> {
    const database = await databases.empty();
    await database.inScript((script) => migrate(script, MIGRATIONS));
    return database;
  }
  const newestMonth = async (database: OpenDatabase) =>
    (
      await rows(
        database,
        "select max(for_month)::int as month from contribution join person using (person_id) where citizen_number like '999999198405%'",
      )
    )[0]?.['month'];

  test('are written once; a later start in the same month leaves them alone', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    const before = await rows(
      database,
      'select xmin::text as version, person_id from participation order by person_id',
    );
    expect(before).toHaveLength(15);
    await fill(database, '2026-11-30');
    expect(
      await rows(database, 'select xmin::text as version, person_id from participation order by person_id'),
    ).toEqual(before);
  });

  test('get the new month when a later start finds it; people, statements and the audit stay', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    expect(await newestMonth(database)).toBe(202610);
    const people = await rows(
      database,
      'select person_id::int, citizen_number from person order by person_id',
    );
    await rows(database, `insert into terminal values ('999999-0001', '{}', true)`);
    await rows(
      database,
      `insert into statement values ('9999990001202611220000017', '${randomUUID()}', ${people[0]?.['person_id']}, '999999-0001',
         'pensionAccount', '2026-11-22', '2027-02-20', 'ABCDEFGHJKMNPQRS', 1, '${'0'.repeat(64)}', '{}')`,
    );
    await fill(database, '2026-12-01');
    expect(await newestMonth(database)).toBe(202611);
    expect(await rows(database, 'select cut_off::text as cut_off from data_cut_off')).toEqual([
      { cut_off: '2026-11-30' },
    ]);
    expect(
      await rows(database, 'select person_id::int, citizen_number from person order by person_id'),
    ).toEqual(people);
    expect(await rows(database, 'select 1 as one from statement')).toHaveLength(1);
    const written = await rows(
      database,
      "select details->>'cutOff' as cut_off from audit_event where event = 'sampleDataWritten' order by 1",
    );
    expect(written.map((row) => row['cut_off'])).toEqual(['2026-10-31', '2026-11-30']);
  });

  const cards = (database: OpenDatabase) =>
    rows(
      database,
      `select card_number as "cardNumber", card_identification_code as "cardIdentificationCode", state,
         citizen_number as number from social_security_card join person using (person_id) order by 1`,
    );
  const cardsOnFile = SAMPLE_SOCIAL_SECURITY_CARDS.filter((card) => card.citizenKey !== 'nobody-on-file')
    .map(({ cardNumber, cardIdentificationCode, state, citizenKey }) => ({
      cardNumber,
      cardIdentificationCode,
      state,
      number: sampleCitizen(citizenKey).number,
    }))
    .toSorted((a, b) => (a.cardNumber < b.cardNumber ? -1 : 1));
  const registrations = async (database: OpenDatabase) =>
    (
      await rows(
        database,
        "select (details->>'cards')::int as cards from audit_event where event = 'sampleCardsRegistered' order by audit_event_id",
      )
    ).map((row) => row['cards']);

  test('have their cards registered, once; of somebody who is not on file there is none', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    expect(await cards(database)).toEqual(cardsOnFile);
    await fill(database, '2026-11-22');
    await fill(database, '2026-12-01');
    expect(await cards(database)).toEqual(cardsOnFile);
    expect(await registrations(database)).toEqual([cardsOnFile.length]);
  });

  test('of a database from before the cards get them in the same month; their records are not touched', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    await rows(database, 'delete from card_account');
    await rows(database, 'delete from social_security_card');
    const before = await rows(database, 'select xmin::text as version from participation order by person_id');
    await fill(database, '2026-11-23');
    expect(await cards(database)).toEqual(cardsOnFile);
    expect(
      await rows(database, 'select xmin::text as version from participation order by person_id'),
    ).toEqual(before);
    expect(await registrations(database)).toEqual([cardsOnFile.length, cardsOnFile.length]);
  });

  test('have a card that was changed set right again', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    await rows(
      database,
      `update social_security_card set state = 'lost' where card_number = '${cardsOnFile[0]?.cardNumber}'`,
    );
    await fill(database, '2026-11-22');
    expect(await cards(database)).toEqual(cardsOnFile);
    expect(await registrations(database)).toEqual([cardsOnFile.length, 1]);
  });

  test('a clock that went back takes nothing away', async () => {
    const database = await migrated();
    await fill(database, '2026-11-22');
    await fill(database, '2026-05-01');
    expect(await newestMonth(database)).toBe(202610);
  });

  test('are refused where a real person is on file, and nothing is written', async () => {
    const database = await migrated();
    await rows(
      database,
      `insert into person (citizen_number, name, sex, birth_date, sample)
       values ('999999198405120117', '实', 'male', '1984-05-12', false)`,
    );
    await expect(fill(database, '2026-11-22')).rejects.toThrow(SampleDataRefused);
    expect(await rows(database, 'select name from person')).toEqual([{ name: '实' }]);
  });

  test('two services that start at once write them once', async () => {
    const services = await databases.connections(2);
    await services[0]?.inScript((script) => migrate(script, MIGRATIONS));
    await Promise.all(services.map((database) => fill(database, '2026-11-22')));
    const written = await rows(
      services[0]!,
      "select 1 as one from audit_event where event = 'sampleDataWritten'",
    );
    expect(written).toHaveLength(1);
  });
});
