import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditLog } from '#records-service/audit/audit-log.ts';
import { createLogger } from '#records-service/audit/logger.ts';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { contentOf } from '#records-service/services/public-information/content.ts';
import type { ContentFile, ContentPlace } from '#records-service/services/public-information/content-file.ts';
import { listGuides } from '#records-service/services/public-information/guides.ts';
import { loadContent, loadPlaces } from '#records-service/services/public-information/load.ts';
import { listPlaces } from '#records-service/services/public-information/places.ts';
import { Databases } from './databases.ts';
import { DATABASES } from './hall.ts';

const GUIDES = 1_000;
const PLACES = 10_000;
const TODAY = '2026-11-22';
const NOW = Date.parse('2026-11-22T02:30:00Z');
const CHARACTERS = [...'养老保险缴费查询异地就医备案转移接续生育津贴工伤失业待遇申领资格认证变更登记'];
const KINDS = ['hospital', 'pharmacy', 'agency', 'community', 'bank'] as const;

/** Always the same words, far apart from each other. */
const words = (seed: number, length: number): string =>
  Array.from(
    { length },
    (_, at) => CHARACTERS[(seed * 7919 + at * at * 104_729 + at * 31) % CHARACTERS.length],
  ).join('');

function guidesOf(region: string): ContentFile {
  const file = contentOf({
    region,
    place: '样例市',
    reviewedOn: TODAY,
    guides: Array.from({ length: GUIDES / 20 }, (_, index) => ({
      id: `${region}-guide-${index}`,
      category: 'query',
      title: words(index + Number(region), 12),
      summary: `${words(index + Number(region), 60)}${index === 17 && region === '990117' ? '独角兽' : ''}`,
      historical: false,
      document: { title: '样例', number: null, date: null, missing: '样例' },
      eligible: [],
      steps: [],
      papers: [],
      provisions: [],
      today: null,
      source: '样例',
      confidence: 'invented',
      validFrom: TODAY,
      validTo: null,
    })),
  });
  if (!file.ok) throw new Error(file.error.join('\n'));
  return file.value;
}

/** Over a province of some 400 km. */
const PLACES_OF_A_PROVINCE: readonly ContentPlace[] = Array.from({ length: PLACES }, (_, index) => ({
  id: `99${String(1000 + (index % 80)).padStart(4, '0')}-place-${index}`,
  kind: KINDS[index % KINDS.length] ?? 'hospital',
  name: `${words(index, 6)}${index === 4711 ? '独角兽' : ''}`,
  address: words(index + 3, 8),
  phone: null,
  openingHours: null,
  latitude: 34 + ((index * 7) % PLACES) / 2500,
  longitude: 101 + ((index * 13) % PLACES) / 2500,
  level: null,
  networked: index % 3 === 0,
  networkedSince: null,
  departments: [],
  validFrom: TODAY,
  validTo: null,
}));

describe.each(DATABASES)('a thousand guides and ten thousand places on %s', (kind) => {
  let databases: Databases;
  let database: OpenDatabase;
  beforeAll(async () => {
    databases = await Databases.of(kind);
    database = await databases.empty();
    await database.inScript((script) => migrate(script, MIGRATIONS));
    const audit = new AuditLog(createLogger('error'), () => NOW);
    await loadContent(
      database.queries,
      audit,
      Array.from({ length: 20 }, (_, index) => guidesOf(`9901${10 + index}`)),
      NOW,
    );
    expect(
      await loadPlaces(
        database.queries,
        audit,
        { name: 'province', asOf: TODAY, places: PLACES_OF_A_PROVINCE },
        NOW,
      ),
    ).toEqual({ ok: true, value: null });
    await database.inScript((script) => script.run('analyze'));
  });
  afterAll(() => databases.close());

  /** How often the table was read from one end to the other, and how often through each of its indexes, so far. */
  const reads = async (table: string): Promise<Record<string, number>> => {
    await database.inScript((script) => script.rows('select pg_stat_force_next_flush()', []));
    const rows = await database.inScript((script) =>
      script.rows(
        `select 'whole' as way, seq_scan::int as times from pg_stat_user_tables where relname = $1
         union all select indexrelname, idx_scan::int from pg_stat_user_indexes where relname = $1`,
        [table],
      ),
    );
    return Object.fromEntries(rows.map((row) => [String(row['way']), Number(row['times'])]));
  };
  const waysOf = async (table: string, work: () => Promise<unknown>): Promise<string[]> => {
    const before = await reads(table);
    await work();
    const after = await reads(table);
    return Object.keys(after).filter((way) => (after[way] ?? 0) > (before[way] ?? 0));
  };
  const page = { limit: '20' };

  test.each([
    ['a word of two characters', { q: '独角' }, 'guide_by_words'],
    ['a region', { region: '990112' }, 'guide_by_region'],
    ['the next page', { after: '0~990120-guide-30' }, 'guide_pkey'],
  ])('guides by %s are found through an index', async (_what, query, index) => {
    let found = 0;
    const ways = await waysOf('guide', async () => {
      found = (await listGuides(database.queries, { ...page, ...query }, TODAY)).guides.length;
    });
    expect(found).toBeGreaterThan(0);
    expect(ways).toContain(index);
    expect(ways).not.toContain('whole');
  });

  test.each([
    ['near a hall', { near: '36.060,103.830' }, 'place_by_location'],
    [
      'near a hall, of a kind',
      { near: '36.060,103.830', kind: 'pharmacy', within: '50000' },
      'place_by_location',
    ],
    ['by a word', { q: '独角兽' }, 'place_by_words'],
    ['of a region', { region: '991017' }, 'place_pkey'],
    ['on the next page', { after: '0~991040-place-40' }, 'place_pkey'],
  ] as const)('places %s are found through an index', async (_what, query, index) => {
    let found = 0;
    const ways = await waysOf('place', async () => {
      const answer = await listPlaces(database.queries, { ...page, ...query }, TODAY);
      found = answer.ok ? answer.value.places.length : 0;
    });
    expect(found).toBeGreaterThan(0);
    expect(ways).toContain(index);
    expect(ways).not.toContain('whole');
  });
});
