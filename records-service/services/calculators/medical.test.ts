import { describe, expect, test } from 'vitest';
import {
  calculateDrugSupply,
  calculateMaternityGrant,
  calculateResidentInpatient,
  calculateSpecialDisease,
} from './medical.ts';

const TODAY = '2026-11-22';

describe('the benefits of residents in 合肥', () => {
  test.each([
    ['level3', false, '0.6', 600_000],
    ['level2', true, '0.8', 800_000],
    ['level1', true, '0.9', 900_000],
  ] as const)('in a %s hospital, favoured: %s: %s', (level, favoured, share, fundFen) => {
    expect(
      calculateResidentInpatient({ region: '340100', level, favoured, inScopeFen: 1_000_000 }, TODAY),
    ).toMatchObject({ value: { share, fundFen, ownFen: 1_000_000 - fundFen } });
  });

  test.each([
    ['naturalBirth', 60_000],
    ['caesarean', 120_000],
  ] as const)('for a birth, %s: %i fen', (birth, grantFen) => {
    expect(calculateMaternityGrant({ region: '340100', birth }, TODAY)).toMatchObject({
      value: { grantFen },
    });
  });

  test('for a special disease lie between two shares, within the limit that stands on one’s confirmation', () => {
    const request = { region: '340100', disease: '糖尿病', inScopeFen: [10_000, 20_000] };
    expect(calculateSpecialDisease({ ...request, monthlyLimitFen: 20_000 }, TODAY)).toMatchObject({
      value: {
        named: true,
        listComplete: false,
        least: { share: '0.6', paidFen: [6000, 12_000], remainingFen: 2000 },
        most: { share: '0.8', paidFen: [8000, 12_000], remainingFen: 0 },
        policies: [{ region: '340100', note: expect.stringMatching(/three of the 27/) }],
      },
    });
    expect(calculateSpecialDisease(request, TODAY)).toMatchObject({
      error: { code: 'invalidData', detail: expect.stringMatching(/^monthlyLimitFen/) },
    });
  });

  test('a disease that the text does not name may be on the list still', () => {
    expect(
      calculateSpecialDisease(
        { region: '340100', disease: '恶性肿瘤', inScopeFen: [], monthlyLimitFen: 1 },
        TODAY,
      ),
    ).toMatchObject({ value: { named: false, listComplete: false } });
  });
});

describe('the demo region’s list is whole', () => {
  const request = { region: '999999', inScopeFen: [20_000, 20_000] };

  test('and has share and limit of each disease', () => {
    expect(calculateSpecialDisease({ ...request, disease: '糖尿病' }, TODAY)).toMatchObject({
      value: {
        monthlyLimitFen: 20_000,
        least: { share: '0.7', paidFen: [14_000, 6000], remainingFen: 0 },
        most: { share: '0.7' },
      },
    });
  });

  test('so that another disease is refused', () => {
    expect(calculateSpecialDisease({ ...request, disease: '感冒' }, TODAY)).toMatchObject({
      error: { code: 'invalidData', detail: expect.stringMatching(/^disease/) },
    });
  });
});

describe('medicines', () => {
  const dispensing = { drug: '阿卡波糖片', hospital: 'A', date: '2026-09-26', minute: 693, days: 30 };

  test('of two hospitals 43 minutes apart overlap by thirty days', () => {
    const answer = calculateDrugSupply(
      {
        region: '110000',
        dispensings: [{ ...dispensing, hospital: 'B', minute: 736 }, dispensing],
        confirmedChronic: true,
        acute: false,
      },
      TODAY,
    );
    expect(answer).toMatchObject({
      value: {
        overlaps: [{ kind: 'sameDayOtherHospital', first: 1, second: 0, days: 30, minutesApart: 43 }],
        lasts: [{ drug: '阿卡波糖片', until: '2026-11-24' }],
        supplyLimitDays: 30,
      },
    });
  });

  test('that are told twice alike are two dispensings', () => {
    const answer = calculateDrugSupply(
      {
        region: '110000',
        dispensings: [dispensing, { ...dispensing }],
        confirmedChronic: false,
        acute: false,
      },
      TODAY,
    );
    expect(answer).toMatchObject({ value: { overlaps: [{ kind: 'supplyNotUsedUp', first: 0, second: 1 }] } });
  });

  test('of a region without such a policy are not judged', () => {
    expect(
      calculateDrugSupply(
        { region: '420100', dispensings: [], confirmedChronic: false, acute: false },
        TODAY,
      ),
    ).toMatchObject({ error: { code: 'policyNotFound' } });
  });
});
