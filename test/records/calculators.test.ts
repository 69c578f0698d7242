import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Policies } from '#shared/records-api/policies.ts';
import { Hall } from './hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open('embedded');
});
afterAll(() => hall.close());

const calculate = (name: string, body: object) => hall.call('POST', `/v1/calculators/${name}`, { body });
const twelve = (fen: number) => Array.from({ length: 12 }, () => fen);

const PENSION = {
  baseFen: 1_204_900,
  index: '0.8',
  contributionMonths: 341,
  accountFen: 18_600_000,
  retirementAgeMonths: 722,
  deemedMonths: 0,
  transitionalRate: '0',
};

describe('anyone can check', () => {
  test.each([
    [
      'retirement-date',
      { birthMonth: '1975-03', category: 'male' },
      {
        delayMonths: 31,
        statutoryAgeMonths: 751,
        statutoryMonth: '2037-10',
        minimumContributionMonths: 228,
        earliestMonth: '2035-03',
        latestMonth: '2040-10',
      },
    ],
    [
      'account-interest',
      { openingFen: 5_000_000, monthlyFen: twelve(48_000), rate: '0.0262', method: 'monthProduct' },
      { principalFen: 576_000, openingInterestFen: 131_000, currentInterestFen: 8174, closingFen: 5_715_174 },
    ],
    [
      'account-interest',
      { openingFen: 5_000_000, monthlyFen: twelve(48_000), rate: '0.0262', method: 'annual' },
      { principalFen: 576_000, openingInterestFen: 131_000, currentInterestFen: 8172, closingFen: 5_715_172 },
    ],
    [
      'pension',
      PENSION,
      {
        basicFen: 308_153,
        accountPensionFen: 134_978,
        transitionalFen: 0,
        totalFen: 443_131,
        divisor: '137.8',
      },
    ],
    [
      'resident-outpatient',
      { region: '340100', category: 'standard', costsFen: [6000, 10_000, 3000] },
      { paidFen: [3000, 4000, 1500], remainingFen: 7500 },
    ],
    [
      'outpatient-line',
      { region: '110000', category: 'inService', visitsFen: [38_000, 92_050, 56_000, 30_000] },
      { overLineFen: [0, 0, 0, 16_050] },
    ],
    [
      'transfer',
      { accountFen: 1_234_500, years: [{ year: 2015, wagesFen: 5_400_000, months: 12 }] },
      { accountFen: 1_234_500, pooledFen: 648_000, totalFen: 1_882_500 },
    ],
  ])('%s', async (name, request, figures) => {
    const { status, body } = await calculate(name, request);
    expect(status).toBe(200);
    expect(body).toMatchObject(figures);
  });

  test('which policy an answer rests on', async () => {
    const { body } = await calculate('outpatient-line', {
      region: '110000',
      category: 'retired',
      visitsFen: [],
    });
    expect(body).toMatchObject({
      policies: [{ region: '110000', document: '京劳社医发〔2001〕23号', effectiveTo: null }],
    });
  });
});

describe('what cannot be calculated says where it is wrong', () => {
  test.each([
    [
      'a region without such a policy',
      'resident-outpatient',
      { region: '420100', category: 'standard', costsFen: [] },
      404,
      /region/,
    ],
    [
      'an age that sources disagree on',
      'pension',
      { ...PENSION, retirementAgeMonths: 564 },
      400,
      /retirementAgeMonths/,
    ],
    [
      'a month that does not exist',
      'retirement-date',
      { birthMonth: '1975-13', category: 'male' },
      400,
      /birthMonth/,
    ],
    ['half a fen', 'transfer', { accountFen: 0.5, years: [] }, 400, /accountFen/],
    [
      'a rate with five places',
      'account-interest',
      { openingFen: 0, monthlyFen: twelve(0), rate: '0.02625', method: 'annual' },
      400,
      /rate/,
    ],
    [
      'eleven months',
      'account-interest',
      { openingFen: 0, monthlyFen: twelve(0).slice(1), rate: '0', method: 'annual' },
      400,
      /monthlyFen/,
    ],
    ['a field nobody knows', 'transfer', { accountFen: 0, years: [], name: '张丰' }, 400, /not known/],
  ])('%s', async (_what, name, request, status, detail) => {
    const answer = await calculate(name, request);
    expect(answer.status).toBe(status);
    expect((answer.body as { detail: string }).detail).toMatch(detail);
  });
});

describe('the policies of a place', () => {
  test('are listed with their documents and figures', async () => {
    const { status, body } = await hall.call('GET', '/v1/policies?region=340100&date=2026-11-22');
    expect(status).toBe(200);
    const { policies } = v.parse(Policies, body);
    expect(policies.find(({ name }) => name === 'residentOutpatient')).toMatchObject({
      region: '340100',
      confidence: 'unconfirmed',
      values: { shareBasisPoints: 5000, mostPerVisitFen: 4000 },
    });
  });

  test.each(['region=34', 'region=340100&date=2026-02-30', ''])('%j is refused', async (query) => {
    expect(await hall.call('GET', `/v1/policies?${query}`)).toMatchObject({ status: 400 });
  });
});
