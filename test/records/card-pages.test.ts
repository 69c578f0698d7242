import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRegisteredCards } from '#records-service/api/sessions/registered-card.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { Databases } from './databases.ts';
import { pagesRead } from './pages-read.ts';

const CARDS = 20_000;
/** Twice an index of two levels, and the row; the table has 300 pages. */
const PAGES_MAX = 12;

let databases: Databases;
beforeAll(async () => {
  databases = await Databases.of('postgresql');
});
afterAll(() => databases.close());

test('a card among many is found by either of its numbers, from a few pages', async () => {
  const database = await databases.empty();
  await database.inScript(async (script) => {
    await migrate(script, MIGRATIONS);
    await script.run(`
      insert into person (citizen_number, name, sex, birth_date, sample)
        select '999999' || lpad(n::text, 12, '0'), '样' || n, 'male', '1980-01-01', true from generate_series(1, ${CARDS}) n;
      insert into social_security_card
        select 'T' || lpad(person_id::text, 8, '0'), upper(md5(person_id::text)), person_id, 'inUse' from person`);
  });
  await database.queries.execute('vacuum analyze');
  const [known] = await database.inScript((script) =>
    script.rows('select * from social_security_card where person_id = 12345', []),
  );
  const card = {
    cardNumber: String(known?.['card_number']),
    cardIdentificationCode: String(known?.['card_identification_code']),
    holderNumber: null,
  };
  for (const shown of [
    card,
    { ...card, cardNumber: 'T99999999' },
    { ...card, cardIdentificationCode: '0'.repeat(32) },
  ]) {
    const before = await pagesRead(database, 'social_security_card');
    expect(await findRegisteredCards(database.queries, shown)).toMatchObject([{ personId: 12_345 }]);
    const after = await pagesRead(database, 'social_security_card');
    expect(after - before).toBeGreaterThan(0);
    expect(after - before).toBeLessThanOrEqual(PAGES_MAX);
  }
});
