import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { generateSampleRecords } from '#records-service/sample-data/generate.ts';
import { contributionHistory, contributionHistoryJson } from '#records-service/services/pension/pension.ts';
import { readPensionRecord } from '#records-service/services/pension/record.ts';
import { readStoredRecord, WHOLE_HISTORY } from '#records-service/services/pension/stored-record.ts';
import { Databases } from './databases.ts';
import { DATABASES } from './hall.ts';

const rows = (database: OpenDatabase, sql: string, parameters: readonly unknown[] = []) =>
  database.inScript((script) => script.rows(sql, parameters));
const apply = (database: OpenDatabase, migrations = MIGRATIONS) =>
  database.inScript((script) => migrate(script, migrations));
const before0004 = MIGRATIONS.slice(
  0,
  MIGRATIONS.findIndex(({ name }) => name === '0004-pension-history'),
);
const TABLES = ['contribution', 'pension_payment', 'account_payout'];

/** The sample as the service wrote it when each month was a row. */
async function writeMonthRows(database: OpenDatabase): Promise<void> {
  const records = generateSampleRecords('2026-10-31');
  const number = (month: string | null) => (month === null ? null : Number(month.replace('-', '')));
  const people = records.map(({ citizen }, index) => ({ ...citizen, id: index + 1 }));
  await rows(
    database,
    `insert into person (citizen_number, name, sex, birth_date, sample)
       select number, name, sex, "birthDate"::date, true
       from json_to_recordset($1::json) as p(id int, number text, name text, sex text, "birthDate" text) order by id`,
    [JSON.stringify(people)],
  );
  await rows(database, `insert into employer (unit_number, name) values ('9999990001', '示范单位')`);
  await rows(database, `insert into data_cut_off (cut_off) values ('2026-10-31')`);
  await rows(
    database,
    `insert into participation (person_id, region, scheme, state, ended_before, pension_since)
       select person_id, '999999', scheme, state, since, since
       from json_to_recordset($1::json) as p(person_id bigint, scheme text, state text, since int)`,
    [
      JSON.stringify(
        records.map(({ story }, index) => ({
          person_id: index + 1,
          scheme: story.scheme,
          state: story.state,
          since: number(story.pensionSince ?? null),
        })),
      ),
    ],
  );
  const contributions = records.flatMap(({ story }, index) =>
    story.contributions.map((row, position) => ({
      ...row,
      person_id: index + 1,
      for_month: number(row.forMonth),
      paid_in_month: number(row.paidInMonth),
      line: story.contributions.slice(0, position + 1).filter(({ forMonth }) => forMonth === row.forMonth)
        .length,
      employer_id: row.employer === null ? null : 1,
    })),
  );
  await rows(
    database,
    `insert into contribution
       select person_id, for_month, line, paid_in_month, employer_id, kind, status, "baseFen", "personalFen", "employerFen",
         "toAccountFen", "creditedOn"::date
       from json_to_recordset($1::json) as c(person_id bigint, for_month int, line smallint, paid_in_month int,
         employer_id bigint, kind text, status text, "baseFen" bigint, "personalFen" bigint, "employerFen" bigint,
         "toAccountFen" bigint, "creditedOn" text)`,
    [JSON.stringify(contributions)],
  );
  const pensions = records.flatMap(({ pension }, index) =>
    pension.map((month) => ({ ...month, person_id: index + 1, month: number(month.month) })),
  );
  const pensionColumns = 'as p(person_id bigint, month int, "basicFen" bigint, "accountFen" bigint)';
  await rows(
    database,
    `insert into pension_payment
       select person_id, month, "basicFen", "accountFen", 0, 0, "basicFen" + "accountFen", 'paid', to_date(month || '20', 'YYYYMMDD')
       from json_to_recordset($1::json) ${pensionColumns}`,
    [JSON.stringify(pensions)],
  );
  await rows(
    database,
    `insert into account_payout select person_id, month, 'pension', "accountFen"
       from json_to_recordset($1::json) ${pensionColumns} where "accountFen" > 0`,
    [JSON.stringify(pensions)],
  );
}

describe.each(DATABASES)('five years in a row on %s', (kind) => {
  let databases: Databases;
  let database: OpenDatabase;
  beforeAll(async () => {
    databases = await Databases.of(kind);
    database = await databases.empty();
    await apply(database, before0004);
    await writeMonthRows(database);
  });
  afterAll(() => databases.close());

  const linesOf = async (table: string) =>
    (await rows(database, `select row_to_json(t)::text as line from ${table} t order by 1`)).map(
      (row) => row['line'],
    );

  test('hold every line that was a row before, as it was', async () => {
    const before = await Promise.all(TABLES.map(linesOf));
    for (const lines of before) expect(lines.length).toBeGreaterThan(60);
    expect(await apply(database)).toEqual(MIGRATIONS.slice(before0004.length).map(({ name }) => name));
    expect(await Promise.all(TABLES.map(linesOf))).toEqual(before);
  });

  test('what is given out as JSON is what the rules are given', async () => {
    for (let personId = 1; personId <= 15; personId += 1) {
      const record = await readPensionRecord(database.queries, personId);
      const stored = await readStoredRecord(database.queries, personId, WHOLE_HISTORY);
      if (record === null || stored === null) throw new Error(`no record of person ${personId}`);
      expect(record.contributions.length).toBeGreaterThan(0);
      expect(JSON.parse(contributionHistoryJson(stored))).toEqual(contributionHistory(record));
    }
  });

  const insert = (
    month: number,
    line: number,
    values = "'regular', 'credited', 100, 8, 16, 8, '2026-11-20'",
  ) =>
    rows(
      database,
      `insert into contribution (person_id, for_month, line, paid_in_month, employer_id, kind, status, base_fen,
         personal_fen, employer_fen, to_account_fen, credited_on) values (1, ${month}, ${line}, 202611, 1, ${values})`,
    );
  const monthsOfPeriod = async (since: number) =>
    (
      await rows(
        database,
        `select (for_month || '.' || line) as key from pension_history, unnest(contributions) where person_id = 1 and since_year = ${since}`,
      )
    ).map((row) => row['key']);

  test('a line that comes late finds its place, and one that is there is not written twice', async () => {
    await insert(202_612, 1);
    await insert(202_611, 1);
    await insert(202_611, 2);
    expect((await monthsOfPeriod(2025)).slice(-3)).toEqual(['202611.1', '202611.2', '202612.1']);
    await expect(insert(202_611, 2)).rejects.toThrow(/contributions_in_order/);
    await insert(200_001, 1);
    expect(await monthsOfPeriod(2000)).toEqual(['200001.1']);
  });

  test('a line is changed and taken away alone', async () => {
    await rows(
      database,
      "update contribution set status = 'partlyCredited', to_account_fen = 4 where person_id = 1 and for_month = 202611 and line = 1",
    );
    const changed = await rows(
      database,
      'select line, status, to_account_fen::int as fen from contribution where person_id = 1 and for_month = 202611 order by line',
    );
    expect(changed).toEqual([
      { line: 1, status: 'partlyCredited', fen: 4 },
      { line: 2, status: 'credited', fen: 8 },
    ]);
    await rows(database, 'delete from contribution where person_id = 1 and for_month in (202611, 200001)');
    expect((await monthsOfPeriod(2025)).at(-1)).toBe('202612.1');
    expect(await monthsOfPeriod(2000)).toEqual([]);
  });

  test.each([
    [
      'an employer nobody knows',
      `insert into contribution values (1, 202701, 1, 202701, 999, 'regular', 'credited', 1, 1, 1, 1, '2027-01-20')`,
      /employer who is not on file/,
    ],
    ['an employer whom lines name is not taken away', 'delete from employer', /employers stay on file/],
    [
      'lines out of order, written past the views',
      `insert into pension_history (person_id, since_year, account_payouts) values (1, 1985, '{"(198602,pension,1)","(198601,pension,1)"}')`,
      /account_payouts_in_order/,
    ],
    [
      'lines of other years',
      `insert into pension_history (person_id, since_year, account_payouts) values (1, 1980, '{"(198601,pension,1)"}')`,
      /account_payouts_in_order/,
    ],
    [
      'years that begin in between',
      `insert into pension_history (person_id, since_year, account_payouts) values (1, 1986, '{"(198601,pension,1)"}')`,
      /violates check constraint/,
    ],
    [
      'a line that a view would refuse',
      `insert into pension_history (person_id, since_year, account_payouts) values (1, 1985, '{"(198601,gift,1)"}')`,
      /payout_reason_is_known/,
    ],
    [
      'half a line',
      `insert into pension_history (person_id, since_year, account_payouts) values (1, 1985, '{"(198601,,1)"}')`,
      /payout_is_whole/,
    ],
    [
      'a history of nobody',
      `insert into pension_history (person_id, since_year, account_payouts) values (999, 1985, '{"(198601,pension,1)"}')`,
      /foreign key constraint/,
    ],
  ])('refuse %s', async (_name, sql, why) => {
    await expect(rows(database, sql)).rejects.toThrow(why);
  });
});
