import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contribution, ContributionHistory } from '#shared/records-api/pension.ts';
import { visitVerified } from './application-calls.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

describe.each(DATABASES)('contributions by the page on %s', (kind) => {
  let hall: Hall;
  let token: string;
  beforeAll(async () => {
    hall = await Hall.open(kind);
    token = await visitVerified(hall, sampleCitizen('several-employers'));
  });
  afterAll(() => hall.close());
  const path = '/v1/pension/contributions';

  test('are together the whole history, which is given as ever where no page is asked', async () => {
    const whole = await hall.ask(ContributionHistory, path, token);
    expect(whole).not.toHaveProperty('nextBefore');
    const paged: Contribution[] = [];
    for (let before = ''; ; ) {
      const page = await hall.ask(ContributionHistory, `${path}?limit=50${before}`, token);
      expect(page.dataCutOff).toBe(whole.dataCutOff);
      paged.push(...page.contributions);
      if (page.nextBefore === null || page.nextBefore === undefined) break;
      before = `&before=${page.nextBefore}`;
    }
    expect(paged).toEqual(whole.contributions);
    expect(paged.length).toBeGreaterThan(50);
  });

  test.each(['limit=0', 'limit=101', 'before=2026-13', 'after=2026-01'])('%s is refused', async (query) => {
    expect(await hall.call('GET', `${path}?${query}`, { token })).toMatchObject({
      status: 400,
      body: { code: 'invalidData' },
    });
  });
});
