import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditLog } from '#records-service/audit/audit-log.ts';
import { createLogger } from '#records-service/audit/logger.ts';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { readContent } from '#records-service/services/public-information/content.ts';
import type { ContentPlace } from '#records-service/services/public-information/content-file.ts';
import { readGuide } from '#records-service/services/public-information/guides.ts';
import { loadContent, loadPlaces } from '#records-service/services/public-information/load.ts';
import { listPlaces } from '#records-service/services/public-information/places.ts';
import { createDatabase, Databases } from './databases.ts';
import { DATABASES } from './hall.ts';

const NOW = Date.parse('2026-11-22T02:30:00Z');
const TODAY = '2026-11-22';
const silent = createLogger('error', { write: () => undefined });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'public-information-'));
});
const write = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const read = (own: string | null = folder, sample = false) =>
  readContent({ folder: own, sample, today: TODAY });

const PLACE: ContentPlace = {
  id: '420106-hospital-1',
  kind: 'hospital',
  name: '样例医院',
  address: '样例路 1 号',
  phone: null,
  openingHours: null,
  latitude: 30.54,
  longitude: 114.33,
  level: 2,
  networked: true,
  networkedSince: null,
  departments: [],
  validFrom: TODAY,
  validTo: null,
};
const OWN = { region: '420100', place: '武汉市', reviewedOn: '2026-11-20', places: [PLACE] };

describe('content files', () => {
  test('that come with the program are right, every guide of a real place with its source', async () => {
    const files = await read(null, true);
    expect(files.map(({ region }) => region).sort()).toEqual([
      '000000',
      '110000',
      '210100',
      '211100',
      '230100',
      '340100',
      '420100',
      '630000',
      '999999',
    ]);
    expect((await read(null)).map(({ region }) => region)).not.toContain('999999');
    for (const { region, guides, places } of files) {
      expect(guides.every(({ confidence }) => (confidence === 'invented') === (region === '999999'))).toBe(
        true,
      );
      // No coordinates of real places are guessed.
      expect(places.length > 0).toBe(region === '999999');
    }
  });

  test('of the operator’s own take the place of those of the program', async () => {
    await write('wuhan.json', OWN);
    const wuhan = (await read()).find(({ region }) => region === '420100');
    expect(wuhan).toMatchObject({ guides: [], places: [{ id: '420106-hospital-1' }] });
  });

  test.each([
    ['no JSON', '{', /^a\.json: it is not JSON$/],
    ['a key nobody knows', { ...OWN, hospitals: [] }, /^a\.json: hospitals: a key that is not known$/],
    [
      'a day that does not exist',
      { ...OWN, reviewedOn: '2026-02-30' },
      /^a\.json: reviewedOn: a day that exists$/,
    ],
    [
      'a place of another city',
      { ...OWN, places: [{ ...PLACE, id: '110101-hospital-1' }] },
      /^a\.json: places\.0\.id: 110101-hospital-1 does not begin with a region of this file \(420100\)$/,
    ],
    [
      'a place twice',
      { ...OWN, places: [PLACE, PLACE] },
      /^a\.json: places\.1\.id: 420106-hospital-1 is there twice$/,
    ],
    [
      'a place off the earth',
      { ...OWN, places: [{ ...PLACE, latitude: 91 }] },
      /^a\.json: places\.0\.latitude: <=90$/,
    ],
  ])('with %s are refused with the place of the mistake', async (_what, content, sentence) => {
    await write('a.json', content);
    await expect(read()).rejects.toThrow(
      new RegExp(sentence.source.replace('^', '^ {2}').replace('$', ''), 'm'),
    );
  });

  test('every mistake of every file is told at once; two files of one region too', async () => {
    await write('a.json', { ...OWN, reviewedOn: 'x' });
    await write('b.json', OWN);
    await write('c.json', OWN);
    await expect(read()).rejects.toThrow(
      /a\.json: reviewedOn[\s\S]*c\.json: region: 420100 is that of b\.json too/,
    );
  });

  test('of a folder that is not there are refused', async () => {
    await expect(read(join(folder, 'none'))).rejects.toThrow(/none cannot be read \(ENOENT\)/);
  });
});

describe.each(DATABASES)('what is stored of them on %s', (kind) => {
  let databases: Databases;
  let database: OpenDatabase;
  let audit: AuditLog;
  beforeAll(async () => {
    databases = await Databases.of(kind);
    database = await databases.empty();
    await database.inScript((script) => migrate(script, MIGRATIONS));
    audit = new AuditLog(silent, () => NOW);
  });
  afterAll(() => databases.close());

  const rows = (sql: string) => database.inScript((script) => script.rows(sql, []));
  const places = async () => {
    const answer = await listPlaces(database.queries, { region: '420100', limit: '100' }, TODAY);
    return answer.ok ? answer.value.places.map(({ id }) => id) : [];
  };

  test('a file is written once, anew when it changes, and taken out when it is gone', async () => {
    const store = async (now: number) => loadContent(database.queries, audit, await read(), now);
    await store(NOW);
    await store(NOW + 60_000);
    expect(await rows('select distinct loaded_at from public_information_source')).toHaveLength(1);
    expect(await readGuide(database.queries, '420100-flexible-base', TODAY)).not.toBeNull();

    await write('wuhan.json', OWN);
    await store(NOW + 120_000);
    expect(await readGuide(database.queries, '420100-flexible-base', TODAY)).toBeNull();
    expect(await places()).toEqual(['420106-hospital-1']);
    expect(
      await rows(
        'select source from public_information_source where loaded_at > (select min(loaded_at) from public_information_source)',
      ),
    ).toEqual([{ source: 'content:420100' }]);

    await rm(join(folder, 'wuhan.json'));
    await write('420000.json', { ...OWN, region: '420000', place: '湖北省' });
    await store(NOW + 180_000);
    await rm(join(folder, '420000.json'));
    await store(NOW + 240_000);
    expect(await places()).toEqual([]);
    expect(
      await rows(
        "select details ->> 'source' as source from audit_event where event = 'publicInformationRemoved'",
      ),
    ).toEqual([{ source: 'content:420000' }]);
  });

  test('several services that start at once write it once', async () => {
    const files = await read();
    await Promise.all([1, 2, 3].map(() => loadContent(database.queries, audit, files, NOW)));
    expect(await rows('select source from public_information_source')).toHaveLength(files.length);
  });

  test('a list of places is replaced by a later one of its name, and no id is two places', async () => {
    const load = (name: string, list: readonly ContentPlace[]) =>
      loadPlaces(database.queries, audit, { name, asOf: TODAY, places: list }, NOW);
    const second = { ...PLACE, id: '420106-hospital-2' };
    expect(await load('hospitals', [PLACE, second])).toEqual({ ok: true, value: null });
    expect(await load('hospitals', [second])).toEqual({ ok: true, value: null });
    expect(await places()).toEqual(['420106-hospital-2']);
    expect(await load('others', [PLACE, second])).toEqual({
      ok: false,
      error: 'id: 420106-hospital-2 is in places:hospitals already',
    });
    expect(await places()).toEqual(['420106-hospital-2']);

    await write('wuhan.json', { ...OWN, places: [second] });
    await expect(loadContent(database.queries, audit, await read(), NOW)).rejects.toThrow(
      /content:420100: id: 420106-hospital-2 is in places:hospitals already/,
    );
    await loadContent(database.queries, audit, await read(null), NOW);
    expect(await places()).toEqual(['420106-hospital-2']);
  });
});

describe('the program that takes a table of places', () => {
  const PROGRAM = fileURLToPath(new URL('../../dist/records-service/import-places.js', import.meta.url));
  const HEADER = 'id,kind,name,address,latitude,longitude\n';
  const run = async (...args: string[]) => {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm run build`);
    return promisify(execFile)(process.execPath, [PROGRAM, ...args]).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
    );
  };
  const configured = async (database: string) => {
    await write(
      'service.toml',
      `${database}\n[issuer]\nregion = "420100"\nname = "样例"\nverificationUrl = "https://verify.example/v"\n[log]\nlevel = "error"\n`,
    );
    return ['--config', join(folder, 'service.toml'), '--places', join(folder, 'places.csv')];
  };
  const HOW = [
    '--name',
    'hospitals',
    '--region',
    '420100',
    '--coordinates',
    'WGS-84',
    '--as-of',
    '2026-11-01',
  ];

  test('stores them in the database of the configuration', async () => {
    await write('places.csv', `${HEADER}420106-hospital-1,hospital,样例医院,样例路,30.54,114.33\n`);
    const url = await createDatabase();
    const args = await configured(`[database]\nkind = "postgresql"\nurl = ${JSON.stringify(url)}`);
    expect(await run(...args, ...HOW)).toEqual({ code: 0, text: '1 places were taken as hospitals\n' });
  });

  test('takes nothing where a line is wrong, and says which', async () => {
    await write('places.csv', `${HEADER}420106-hospital-1,hospital,样例医院,样例路,30.54,none\n`);
    const args = await configured('[database]\nkind = "embedded"\nfolder = "data"');
    const refused = await run(...args, ...HOW);
    expect(refused.code).toBe(2);
    expect(refused.text).toMatch(/places\.csv is refused, nothing was taken:\n {2}line 2: longitude: /);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('asks in which system the coordinates are', async () => {
    const args = await configured('[database]\nkind = "embedded"\nfolder = "data"');
    const refused = await run(...args, '--name', 'x', '--region', '420100');
    expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('Usage: import-places') });
  });
});
