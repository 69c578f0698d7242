import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contribution, ContributionHistory } from '#shared/records-api/pension.ts';
import { visitVerified } from './application-calls.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

describe.each(DATABASES)('contributions by the page on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());
  const path = '/v1/pension/contributions';

  test.each([
    ['several-employers', 50],
    ['several-employers', 7],
    ['gaps', 12],
  ])(
    'of %s, %i months each, are together the whole history, given as ever where no page is asked',
    async (citizen, limit) => {
      const token = await visitVerified(hall, sampleCitizen(citizen));
      const whole = await hall.ask(ContributionHistory, path, token);
      expect(whole).not.toHaveProperty('nextBefore');
      const paged: Contribution[] = [];
      for (let before = ''; ; ) {
        const page = await hall.ask(ContributionHistory, `${path}?limit=${limit}${before}`, token);
        expect(page.dataCutOff).toBe(whole.dataCutOff);
        paged.push(...page.contributions);
        if (page.nextBefore === null || page.nextBefore === undefined) break;
        before = `&before=${page.nextBefore}`;
      }
      expect(paged).toEqual(whole.contributions);
      expect(paged.length).toBeGreaterThan(limit);
    },
  );

  test.each(['limit=0', 'limit=101', 'before=2026-13', 'after=2026-01'])('%s is refused', async (query) => {
    const token = await visitVerified(hall, sampleCitizen('several-employers'));
    expect(await hall.call('GET', `${path}?${query}`, { token })).toMatchObject({
      status: 400,
      body: { code: 'invalidData' },
    });
  });
});
