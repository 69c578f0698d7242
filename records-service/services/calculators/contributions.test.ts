import { describe, expect, test } from 'vitest';
import {
  calculateBaseDeclaration,
  calculateContribution,
  calculateContributionGap,
  calculateResidentContribution,
  calculateResidentPension,
  calculateRetirementNotice,
} from './contributions.ts';

const TODAY = '2026-11-22';

describe('a month’s contribution', () => {
  test('of an employee in 北京 in June 2026: the limits of that payment year, and both documents', () => {
    const answer = calculateContribution(
      { region: '110101', payer: 'employee', wageFen: 500_000, on: '2026-06-30' },
      TODAY,
    );
    expect(answer).toMatchObject({
      ok: true,
      value: {
        baseFen: 716_200,
        heldAt: 'floor',
        floorFen: 716_200,
        ceilingFen: 3_581_100,
        personalFen: 57_296,
        employerFen: 114_592,
        accountFen: 57_296,
        pooledFen: 114_592,
        policies: [{ document: '京人社发〔2025〕11号' }, { document: '国办发〔2019〕13号' }],
      },
    });
  });

  test('of a flexible worker at the demo region’s average: 20 %, 8 points of it to the account', () => {
    expect(
      calculateContribution({ region: '999999', payer: 'flexibleWorker', wageFen: 889_000 }, TODAY),
    ).toMatchObject({
      value: { heldAt: null, personalFen: 177_800, employerFen: 0, accountFen: 71_120, pooledFen: 106_680 },
    });
  });

  test('is not given where the last notice of a region has run out', () => {
    expect(calculateContribution({ region: '310000', payer: 'employee', wageFen: 1 }, TODAY)).toEqual({
      ok: false,
      error: {
        code: 'policyNotFound',
        detail: 'region: no policy sets limits of the base there on 2026-11-22',
      },
    });
  });
});

describe('a resident', () => {
  test('at the lowest tier of the country gets 30.00 added', () => {
    expect(calculateResidentContribution({ region: '420100', yearFen: 10_000 }, TODAY)).toMatchObject({
      value: { ownFen: 10_000, subsidyFen: 3000, accountFen: 13_000 },
    });
  });

  test('between two tiers is told so', () => {
    expect(calculateResidentContribution({ region: '420100', yearFen: 15_000 }, TODAY)).toMatchObject({
      error: { code: 'invalidData', detail: expect.stringMatching(/^yearFen/) },
    });
  });

  test('has a pension of two parts', () => {
    expect(
      calculateResidentPension(
        { region: '420100', birthMonth: '1966-11', contributionMonths: 180, accountFen: 1_390_000 },
        TODAY,
      ),
    ).toMatchObject({ value: { fromMonth: '2026-11', monthsShort: 0, totalFen: 26_300 } });
  });
});

describe('a gap', () => {
  const gap = { region: '210100', baseFen: 1_204_900, index: '0.8', gapMonths: 7 };

  test('of seven months costs 63.26 a month', () => {
    expect(calculateContributionGap(gap, TODAY)).toMatchObject({
      value: { monthlyLossFen: 6326, medical: null, residentWaitingMonths: null },
    });
  });

  test('in medical insurance can be made up to three months', () => {
    expect(calculateContributionGap({ ...gap, lastPaidMonth: '2026-08' }, TODAY)).toMatchObject({
      value: { medical: { benefitsStopIn: '2026-09', stopped: true, monthsToMakeUp: 3 } },
    });
    expect(calculateContributionGap({ ...gap, lastPaidMonth: '2026-07' }, TODAY)).toMatchObject({
      value: { medical: { monthsToMakeUp: null } },
    });
  });

  test('of a resident’s two years waits four months', () => {
    expect(calculateContributionGap({ ...gap, missedYears: 2 }, TODAY)).toMatchObject({
      value: { residentWaitingMonths: 4 },
    });
  });

  test('names only the documents that it used', () => {
    const documents = (more: object) => {
      const answer = calculateContributionGap({ ...gap, ...more }, TODAY);
      return answer.ok ? answer.value.policies.map(({ document }) => document) : [];
    };
    expect(documents({})).toEqual(['国发〔2005〕38号']);
    expect(documents({ missedYears: 1 })).toEqual(['国发〔2005〕38号', '国办发〔2024〕38号']);
    expect(documents({ lastPaidMonth: '2026-10' })).toHaveLength(3);
  });
});

describe('the base of a year', () => {
  const declaration = {
    region: '999999',
    baseFen: 889_000,
    index: '0.6',
    contributionMonths: 228,
    furtherMonths: 12,
  };

  test('is one of six levels, and each shows what it does', () => {
    const answer = calculateBaseDeclaration(declaration, TODAY);
    if (!answer.ok) throw new Error('refused');
    expect(answer.value).toMatchObject({
      openToday: true,
      floorFen: 533_400,
      ceilingFen: 2_667_000,
      ownBase: null,
    });
    expect(answer.value.levels.map(({ level }) => level)).toEqual(['0.6', '0.8', '1', '1.5', '2', '3']);
    // (0.6 × 228 + 2 × 12) / 240 = 0.67; 8890 × 1.67 / 2 × 20 × 1 %
    expect(answer.value.levels[4]).toMatchObject({
      baseFen: 1_778_000,
      monthlyFen: 355_600,
      accountFen: 142_240,
      pooledFen: 213_360,
      index: '2',
      indexAfter: '0.67',
      basicPensionFen: 148_463,
    });
    expect(answer.value.policies).toHaveLength(3);
  });

  test('may be an amount of one’s own, not outside the limits', () => {
    expect(calculateBaseDeclaration({ ...declaration, ownBaseFen: 1_000_000 }, TODAY)).toMatchObject({
      value: { ownBase: { baseFen: 1_000_000, monthlyFen: 200_000 } },
    });
    expect(calculateBaseDeclaration({ ...declaration, ownBaseFen: 533_399 }, TODAY)).toMatchObject({
      error: { detail: 'ownBaseFen: belowFloor' },
    });
  });

  test('in 武汉 has no limits on file yet', () => {
    expect(calculateBaseDeclaration({ ...declaration, region: '420100' }, TODAY)).toMatchObject({
      error: { code: 'policyNotFound', detail: expect.stringMatching(/limits of the base/) },
    });
  });
});

describe('who goes', () => {
  const person = { birthMonth: '1975-03', category: 'male' } as const;

  test.each([
    ['2035-03', 'early', '2034-12', 216],
    ['2037-10', 'statutory', null, 228],
    ['2039-01', 'late', '2037-09', 228],
  ])('in %s goes %s, and says so by %s', (wantedMonth, way, noticeByMonth, months) => {
    expect(calculateRetirementNotice({ ...person, wantedMonth }, TODAY)).toMatchObject({
      value: { way, statutoryMonth: '2037-10', noticeByMonth, contributionMonthsNeeded: months },
    });
  });

  test.each([
    ['2035-02', 'tooEarly'],
    ['2040-11', 'tooLate'],
  ])('in %s goes %s', (wantedMonth, why) => {
    expect(calculateRetirementNotice({ ...person, wantedMonth }, TODAY)).toMatchObject({
      error: { code: 'invalidData', detail: `wantedMonth: ${why}` },
    });
  });
});
