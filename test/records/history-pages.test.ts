import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { readPensionRecord } from '#records-service/services/pension/record.ts';
import { Databases } from './databases.ts';
import { pagesRead } from './pages-read.ts';

const PEOPLE = 300;
const MONTHS = 240;
/** A 20-year history would lie on 240 pages, if each month lay where that month's arrivals were written. */
const PAGES_MAX = 12;

let databases: Databases;
beforeAll(async () => {
  databases = await Databases.of('postgresql');
});
afterAll(() => databases.close());

describe('a history of 240 months that came in month by month', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await databases.empty();
    await database.inScript(async (script) => {
      await migrate(script, MIGRATIONS);
      await script.run(`
        insert into person (citizen_number, name, sex, birth_date, sample)
          select '999999' || lpad(n::text, 12, '0'), '样' || n, 'male', '1980-01-01', true from generate_series(1, ${PEOPLE}) n;
        insert into employer (unit_number, name) values ('9999990001', '示范单位');
        insert into data_cut_off (cut_off) values ('2025-12-31');
        insert into participation (person_id, region, scheme, state, employer_id)
          select person_id, '999999', 'enterpriseEmployee', 'contributing', 1 from person`);
    });
    for (let month = 0; month < MONTHS; month += 1) {
      const year = 2006 + Math.floor(month / 12);
      const forMonth = year * 100 + (month % 12) + 1;
      // Each month is a transaction of its own, and nothing tidies up between.
      await database.inScript((script) =>
        script.run(`
          insert into contribution (person_id, for_month, line, paid_in_month, employer_id, kind, status, base_fen,
              personal_fen, employer_fen, to_account_fen, credited_on)
            select person_id, ${forMonth}, 1, ${forMonth}, 1, 'regular', 'credited', 600000 + ${month} * 100 + person_id,
              48000 + ${month} * 8, 96000 + ${month} * 16, 48000 + ${month} * 8, to_date('${forMonth}20', 'YYYYMMDD')
            from person`),
      );
    }
  });

  const pagesOfOneReading = async () => {
    // A connection plans the statement with its first reading, and looks at the indexes for that.
    await readPensionRecord(database.queries, 149);
    const before = await pagesRead(database, 'pension_history%');
    const record = await readPensionRecord(database.queries, 150);
    const after = await pagesRead(database, 'pension_history%');
    expect(record?.contributions).toHaveLength(MONTHS);
    return { pages: after - before, record };
  };

  test('is read from a few pages, though nobody has cleaned up', async () => {
    const { pages, record } = await pagesOfOneReading();
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(PAGES_MAX);
    expect(record?.contributions[0]).toMatchObject({
      forMonth: '2025-12',
      employerName: '示范单位',
      creditedOn: '2025-12-20',
    });
  });

  test('and after the cleaning from no more', async () => {
    await database.queries.execute('vacuum analyze');
    const { pages } = await pagesOfOneReading();
    expect(pages).toBeLessThanOrEqual(PAGES_MAX);
  });
});
