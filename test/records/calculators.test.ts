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
      'pension',
      {
        region: '220100',
        baseFen: 732_208,
        cityBaseFen: 797_825,
        index: '0.62',
        contributionMonths: 500,
        accountFen: 9_675_001,
        retirementAgeMonths: 720,
        deemedMonths: 132,
        transitionalRate: '0.014',
      },
      { basicFen: 260_811, accountPensionFen: 69_604, transitionalFen: 69_911, divisor: '139.0' },
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
    [
      'transfer',
      {
        accountFen: 1_234_500,
        years: [{ year: 2015, wagesFen: 5_400_000, months: 12 }],
        move: { from: 'government', to: 'government', crossesProvince: false },
      },
      { accountFen: 0, pooledFen: 0, totalFen: 0 },
    ],
    [
      'contribution',
      { region: '110000', payer: 'employee', wageFen: 1_000_000, on: '2026-06-30' },
      { baseFen: 1_000_000, personalFen: 80_000, employerFen: 160_000, accountFen: 80_000 },
    ],
    [
      'resident-contribution',
      { region: '420100', yearFen: 50_000 },
      { ownFen: 50_000, subsidyFen: 6000, accountFen: 56_000 },
    ],
    [
      'resident-pension',
      { region: '420100', birthMonth: '1970-01', contributionMonths: 168, accountFen: 1_390_000 },
      { fromMonth: '2030-01', monthsShort: 12, accountPensionFen: 10_000 },
    ],
    [
      'contribution-gap',
      { region: '210100', baseFen: 1_204_900, index: '0.8', gapMonths: 7 },
      { monthlyLossFen: 6326, medical: null },
    ],
    [
      'base-declaration',
      { region: '999999', baseFen: 889_000, index: '0.6', contributionMonths: 228, furtherMonths: 12 },
      { floorFen: 533_400, ceilingFen: 2_667_000, ownBase: null },
    ],
    [
      'retirement-notice',
      { birthMonth: '1975-03', category: 'male', wantedMonth: '2035-03' },
      { way: 'early', noticeByMonth: '2034-12', contributionMonthsNeeded: 216 },
    ],
    [
      'resident-inpatient',
      { region: '340100', level: 'level3', favoured: true, inScopeFen: 1_000_000 },
      { share: '0.7', fundFen: 700_000, ownFen: 300_000 },
    ],
    [
      'special-disease',
      { region: '340100', disease: '糖尿病', inScopeFen: [10_000], monthlyLimitFen: 20_000 },
      { least: { share: '0.6', paidFen: [6000] }, most: { share: '0.8', paidFen: [8000] } },
    ],
    ['maternity-grant', { region: '340100', birth: 'caesarean' }, { grantFen: 120_000 }],
    [
      'drug-supply',
      {
        region: '110000',
        dispensings: [
          { drug: '阿卡波糖片', hospital: 'A', date: '2026-09-26', minute: 693, days: 30 },
          { drug: '阿卡波糖片', hospital: 'B', date: '2026-09-26', minute: 736, days: 30 },
        ],
      },
      { overlaps: [{ kind: 'sameDayOtherHospital', days: 30, minutesApart: 43 }], supplyLimitDays: 7 },
    ],
    [
      'staff-change',
      { region: '999999', change: 'decrease', reason: 'death', submittedOn: '2026-03-21' },
      { countsFrom: '2026-04', payBy: '2026-05-10', payByIfMoved: '2026-05-11' },
    ],
    [
      'off-site-filing',
      { region: '230100', submittedOn: '2026-09-30' },
      { resultFrom: '2026-10-10', changeableFrom: null },
    ],
    [
      'resident-renewal',
      { region: '210100', groups: ['student'] },
      { payable: false, elsewhere: [{ group: 'student', office: 'school' }] },
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
    ['a province that takes two bases', 'pension', { ...PENSION, region: '220000' }, 400, /cityBaseFen/],
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
    [
      'a day that does not exist',
      'off-site-filing',
      { region: '230100', submittedOn: '2026-02-30' },
      400,
      /submittedOn/,
    ],
    [
      'a reason of the other kind of change',
      'staff-change',
      { region: '999999', change: 'increase', reason: 'death', submittedOn: '2026-03-21' },
      400,
      /reason/,
    ],
    [
      'a year whose holidays are not published',
      'off-site-filing',
      { region: '230100', submittedOn: '2027-12-30' },
      404,
      /work calendar/,
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
