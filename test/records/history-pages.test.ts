import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { readContributions } from '#records-service/services/pension/record.ts';
import { Databases } from './databases.ts';
import { pagesRead } from './pages-read.ts';

const PEOPLE = 300;
const MONTHS = 240;
/** A 20-year history lies on 240 pages when it is read as the rows came in. */
const PAGES_MAX = 12;

let databases: Databases;
beforeAll(async () => {
  databases = await Databases.of('postgresql');
});
afterAll(() => databases.close());

test('a history of 240 months that came in month by month is read from a few pages of the key', async () => {
  const database = await databases.empty();
  await database.inScript(async (script) => {
    await migrate(script, MIGRATIONS);
    await script.run(`
      insert into person (citizen_number, name, sex, birth_date, sample)
        select '999999' || lpad(n::text, 12, '0'), '样' || n, 'male', '1980-01-01', true from generate_series(1, ${PEOPLE}) n;
      insert into employer (unit_number, name) values ('9999990001', '示范单位');
      insert into contribution
        select person_id, m, 1, m, 1, 'regular', 'credited', 600000, 48000, 96000, 48000, to_date(m || '20', 'YYYYMMDD')
        from (select to_char(timestamp '2006-01-01' + make_interval(months => n), 'YYYYMM')::int as m
              from generate_series(0, ${MONTHS - 1}) n) months, person
        order by m, person_id`);
  });
  // Outside a transaction: VACUUM marks the pages that an index can answer for alone.
  await database.queries.execute('vacuum analyze contribution');
  const before = await pagesRead(database, 'contribution');
  const history = await readContributions(database.queries, 150);
  const after = await pagesRead(database, 'contribution');
  expect(after - before).toBeGreaterThan(0);
  expect(after - before).toBeLessThanOrEqual(PAGES_MAX);
  expect(history).toHaveLength(MONTHS);
  expect(history[0]).toMatchObject({
    forMonth: '2025-12',
    employerName: '示范单位',
    creditedOn: '2025-12-20',
  });
});
