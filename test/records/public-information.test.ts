import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DirectSettlementAnswer } from '#shared/records-api/direct-settlement.ts';
import { Guide, Guides } from '#shared/records-api/guides.ts';
import { Places } from '#shared/records-api/places.ts';
import { Hotline, JobFairs, QueryChannels } from '#shared/records-api/public-information.ts';
import { DATABASES, Hall, SECOND_TERMINAL, TERMINAL } from './hall.ts';

describe.each(DATABASES)('what anybody may read, on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  describe('guides', () => {
    const ids = async (query: string) =>
      (await hall.ask(Guides, `/v1/guides?${query}`)).guides.map(({ id }) => id);

    test('are found by words of two characters, those with the words in their title first', async () => {
      const found = await ids(`q=${encodeURIComponent('转诊')}`);
      expect(found[0]).toBe('110000-referral');
      expect(found).toContain('000000-off-site-filing');
    });

    test.each([
      [
        'several words, wherever they stand',
        '哈尔滨 取消',
        ['230100-off-site-change', '230100-off-site-first'],
      ],
      ['a document’s number', '京劳社医发〔2001〕23号', ['110000-outpatient-line', '110000-referral']],
      ['full-width letters', 'ｇｏｖ', ['211100-web-query']],
      ['one character and a word', '女 退休年龄', ['000000-flexible-retirement', '000000-retirement-age']],
    ])('by %s', async (_what, words, expected) => {
      expect((await ids(`q=${encodeURIComponent(words)}`)).sort()).toEqual(expected);
    });

    test('what is nowhere is not found, and says so by an empty page', async () => {
      const page = await hall.ask(Guides, `/v1/guides?q=${encodeURIComponent('登月')}`);
      expect(page).toEqual({ guides: [], nextAfter: null, dataCutOff: '2026-11-22' });
    });

    test('words that look like SQL are words', async () => {
      expect(await ids(`q=${encodeURIComponent("'; drop table guide; --a")}`)).toEqual([]);
      expect((await ids('region=420100')).length).toBeGreaterThan(0);
    });

    test('of a region come before those of the country, and none of elsewhere', async () => {
      const found = await ids('region=420106&limit=100');
      expect(found.slice(0, 3).every((id) => id.startsWith('420100-'))).toBe(true);
      expect(found.slice(3).every((id) => id.startsWith('000000-'))).toBe(true);
      expect(found.length).toBeGreaterThan(10);
    });

    test('by category', async () => {
      const { guides } = await hall.ask(Guides, '/v1/guides?category=transfer&limit=100');
      expect(guides.map(({ category }) => category)).toEqual(guides.map(() => 'transfer'));
      expect(guides.map(({ id }) => id)).toContain('630000-annuity-transfer');
    });

    test.each(['', `&q=${encodeURIComponent('医保')}`, '&region=999999'])(
      'in pages of three there is each one once, in one order (%s)',
      async (filter) => {
        const whole = await ids(`limit=100${filter}`);
        const paged: string[] = [];
        for (let after = ''; ; ) {
          const page = await hall.ask(Guides, `/v1/guides?limit=3${filter}${after}`);
          paged.push(...page.guides.map(({ id }) => id));
          if (page.nextAfter === null) break;
          expect(page.guides).toHaveLength(3);
          after = `&after=${encodeURIComponent(page.nextAfter)}`;
        }
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(paged.length);
      },
    );

    test('one of them has a plain summary, what the document provides, its number and its date', async () => {
      const guide = await hall.ask(Guide, '/v1/guides/110000-referral');
      expect(guide).toMatchObject({
        place: '北京市',
        historical: true,
        today: expect.stringMatching(/实时结算/),
        document: { number: '京劳社医发〔2001〕23号', date: '2001', missing: null },
        dataCutOff: '2026-11-22',
      });
      expect(guide.steps.length).toBeGreaterThan(2);
    });

    test('every one names its source, and either number and date or why they are missing', async () => {
      const all = await hall.ask(Guides, '/v1/guides?limit=100');
      expect(all.nextAfter).toBeNull();
      for (const { id } of all.guides) {
        const { document, source, confidence, region } = await hall.ask(Guide, `/v1/guides/${id}`);
        expect(source).not.toBe('');
        expect(document.number === null || document.date === null).toBe(document.missing !== null);
        expect(confidence === 'invented').toBe(region === '999999');
      }
    });

    test('one whose days are over is not offered any more', async () => {
      const winter = '/v1/guides/999999-temporary-notice';
      expect(await hall.call('GET', winter)).toMatchObject({ status: 200 });
      const now = hall.now;
      hall.now = Date.parse('2027-03-01T02:00:00Z');
      expect(await hall.call('GET', winter)).toMatchObject({ status: 404, body: { code: 'notFound' } });
      expect(await ids('region=999999&category=query')).not.toContain('999999-temporary-notice');
      hall.now = now;
    });

    test.each([
      '/v1/guides?limit=0',
      '/v1/guides?limit=101',
      '/v1/guides?category=gifts',
      '/v1/guides?q=',
      '/v1/guides?q=%EF%BC%8C',
      '/v1/guides?after=1',
      '/v1/guides?region=42',
      '/v1/guides?name=x',
      '/v1/guides/..%2Fx',
    ])('%s is refused', async (path) => {
      expect(await hall.call('GET', path)).toMatchObject({ status: 400, body: { code: 'invalidData' } });
    });
  });

  describe('places', () => {
    test('the nearest to the terminal’s hall come first', async () => {
      const near = await hall.ask(Places, `/v1/places?near=${TERMINAL}&limit=100`);
      const distances = near.places.map(({ distanceM }) => distanceM ?? -1);
      expect(distances).toEqual([...distances].sort((one, other) => one - other));
      expect(near.places[0]).toMatchObject({ id: '999999-agency-001', distanceM: 0 });
      expect(near.withinM).toBe(20_000);
      expect(near.places.map(({ id }) => id)).not.toContain('999999-agency-005');
    });

    test('are as far as they are: a hundredth of a degree to the north is 1,112 m', async () => {
      const { places } = await hall.ask(Places, '/v1/places?near=36.05,103.83&kind=agency');
      expect(places.find(({ id }) => id === '999999-agency-001')?.distanceM).toBe(1112);
    });

    test('a hall far out finds what is further away when asked to', async () => {
      const { places } = await hall.ask(Places, `/v1/places?near=${TERMINAL}&within=200000&kind=agency`);
      expect(places.at(-1)).toMatchObject({ id: '999999-agency-005' });
    });

    test('of one kind, networked, of a level, by a word', async () => {
      const found = async (query: string) => (await hall.ask(Places, `/v1/places?${query}`)).places;
      for (const place of await found('kind=hospital&networked=true'))
        expect(place).toMatchObject({ kind: 'hospital', networked: true });
      expect((await found('level=3')).map(({ id }) => id)).toEqual([
        '999999-hospital-001',
        '999999-hospital-002',
      ]);
      expect((await found(`q=${encodeURIComponent('针灸')}`)).map(({ name }) => name)).toEqual([
        '示范市中医医院',
      ]);
    });

    test.each(['', `&near=${TERMINAL}&within=200000`, '&region=999999&kind=pharmacy'])(
      'in pages of two there is each one once (%s)',
      async (filter) => {
        const whole = (await hall.ask(Places, `/v1/places?limit=100${filter}`)).places.map(({ id }) => id);
        const paged: string[] = [];
        for (let after = ''; ; ) {
          const page = await hall.ask(Places, `/v1/places?limit=2${filter}${after}`);
          paged.push(...page.places.map(({ id }) => id));
          if (page.nextAfter === null) break;
          after = `&after=${encodeURIComponent(page.nextAfter)}`;
        }
        expect(paged).toEqual(whole);
        expect(paged.length).toBeGreaterThan(3);
      },
    );

    test.each([
      ['a terminal nobody placed', `near=${SECOND_TERMINAL}`, 404],
      ['a terminal nobody knows', 'near=999999-0077', 404],
      ['a position as exact as a telephone’s', 'near=36.061234,103.834567', 400],
      ['how far without from where', 'within=500', 400],
      ['too far', `near=${TERMINAL}&within=200001`, 400],
    ])('%s is refused', async (_what, query, status) => {
      expect(await hall.call('GET', `/v1/places?${query}`)).toMatchObject({ status });
    });
  });

  test('job fairs to come, the next first, with time, place, size and contact', async () => {
    const { jobFairs, dataCutOff } = await hall.ask(JobFairs, '/v1/job-fairs');
    expect(jobFairs.map(({ heldOn }) => heldOn)).toEqual([
      '2026-11-28',
      '2026-12-05',
      '2026-12-12',
      '2026-12-19',
    ]);
    expect(jobFairs[0]).toMatchObject({ opensAt: '09:00', employers: 86, contactPhone: '0999-1234567' });
    expect(dataCutOff).toBe('2026-11-22');
    const rest = await hall.ask(JobFairs, '/v1/job-fairs?from=2026-12-05&limit=2');
    expect(rest.jobFairs).toHaveLength(2);
    const last = await hall.ask(
      JobFairs,
      `/v1/job-fairs?from=2026-12-05&limit=2&after=${encodeURIComponent(rest.nextAfter ?? '')}`,
    );
    expect(last.jobFairs.map(({ heldOn }) => heldOn)).toEqual(['2026-12-19']);
    expect(await hall.call('GET', '/v1/job-fairs?from=2026-02-30')).toMatchObject({ status: 400 });
    expect((await hall.ask(JobFairs, '/v1/job-fairs?region=420100')).jobFairs).toEqual([]);
  });

  test('the hotline is the region’s own, else the country’s', async () => {
    expect(await hall.ask(Hotline, '/v1/hotline?region=999999')).toMatchObject({
      region: '999999',
      hours: [{ service: 'automatic' }, { service: 'staffed', from: '09:00', to: '17:00' }],
    });
    const country = await hall.ask(Hotline, '/v1/hotline?region=420100');
    expect(country).toMatchObject({ region: '000000', number: '12333', hours: [] });
    for (const { guideId } of country.questions)
      if (guideId !== null) await hall.ask(Guide, `/v1/guides/${guideId}`);
  });

  test('there are four ways to ask', async () => {
    const { channels } = await hall.ask(QueryChannels, '/v1/query-channels?region=420100');
    expect(channels.map(({ channel }) => channel)).toEqual(['online', 'phone', 'terminal', 'counter']);
  });

  describe('whether a stay elsewhere is settled on the spot', () => {
    const ask = (query: string) => hall.ask(DirectSettlementAnswer, `/v1/direct-settlement?${query}`);

    test('filed before: directly, with the papers of the filing', async () => {
      const answer = await ask('homeRegion=230100&careRegion=999999&category=retiredSettledElsewhere');
      expect(answer).toMatchObject({
        way: 'direct',
        because: 'filed',
        networkedHospitals: 6,
        policies: [{ region: '230100' }],
        dataCutOff: '2026-11-22',
      });
      expect(answer.documents).toContain('异地就医备案表');
    });

    test('at a hospital outside the network: paid first, and claimed with home’s papers', async () => {
      const answer = await ask(
        'homeRegion=230100&careRegion=999999&category=referred&hospital=999999-hospital-005',
      );
      expect(answer).toMatchObject({ way: 'payFirst', because: 'notNetworked', claimWorkingDays: 30 });
      expect(answer.documents.join()).toContain('居住证');
    });

    test('an emergency is treated as filed; a short trip without filing is not', async () => {
      const elsewhere = 'homeRegion=420100&careRegion=110105&filed=not';
      expect(await ask(`${elsewhere}&category=emergency`)).toMatchObject({
        way: 'direct',
        because: 'treatedAsFiled',
      });
      expect(await ask(`${elsewhere}&category=otherTemporary`)).toMatchObject({
        way: 'payFirst',
        because: 'notFiled',
        networkedHospitals: 0,
        dataCutOff: null,
      });
    });

    test.each(['homeRegion=420100&careRegion=420106', 'homeRegion=110101&careRegion=110111'])(
      'within one city it is at home (%s)',
      async (query) => {
        expect(await ask(`${query}&category=referred`)).toMatchObject({ way: 'atHome', because: 'sameCity' });
      },
    );

    test.each([
      ['an unknown hospital', 'hospital=999999-hospital-099', 404],
      ['a hospital of another city', 'hospital=420100-hospital-001', 400],
      ['a pharmacy', 'hospital=999999-pharmacy-001', 404],
    ])('%s is refused', async (_what, query, status) => {
      const path = `/v1/direct-settlement?homeRegion=230100&careRegion=999999&category=referred&${query}`;
      expect(await hall.call('GET', path)).toMatchObject({ status });
    });
  });
});
