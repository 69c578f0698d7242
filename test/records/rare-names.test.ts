import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { person } from '#records-service/database/schema.ts';
import { maskName } from '#shared/identity/mask.ts';
import { DATABASES, Databases } from './databases.ts';

/**
 * First and last characters of the extensions that GB 18030-2022 and its amendment ask for, two units of UTF-16 each, and a
 * name of twenty-five characters.
 */
const NAMES = [
  ['Extension B', '\u{20000}样\u{2A6DF}', '\u{20000}＊\u{2A6DF}'],
  ['Extension I', '\u{2EBF0}\u{2EE5D}', '\u{2EBF0}＊'],
  ['a variation selector', '葛\u{E0100}样明', '葛\u{E0100}＊明'],
  ['twenty-five characters', '买买提明·艾力示范江·阿卜杜热西提演示例样·阿力江', '买＊＊＊江'],
] as const;

describe.each(DATABASES)('a name on %s', (kind) => {
  let databases: Databases;
  let database: OpenDatabase;
  beforeAll(async () => {
    databases = await Databases.of(kind);
    database = await databases.empty();
    await database.inScript((script) => migrate(script, MIGRATIONS));
  });
  afterAll(() => databases.close());

  test.each(NAMES)(
    'with %s comes back as it was stored, and is masked by whole characters',
    async (_what, name, masked) => {
      const [stored] = await database.queries
        .insert(person)
        .values({
          citizenNumber: `99999919900101${String(NAMES.findIndex((one) => one[1] === name)).padStart(4, '0')}`,
          name,
          sex: 'female',
          birthDate: '1990-01-01',
          sample: true,
        })
        .returning({ name: person.name });
      expect(stored?.name).toBe(name);
      expect(maskName(stored?.name ?? '')).toBe(masked);
    },
  );
});
