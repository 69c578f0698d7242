import { describe, expect, test } from 'vitest';
import { calculateOffSiteFiling, calculateResidentRenewal, calculateStaffChange } from './deadlines.ts';

const TODAY = '2026-11-22';

describe('an employer’s change', () => {
  const change = { region: '999999', change: 'decrease', reason: 'retirement' } as const;

  test('after the 20th counts for the next month; both readings of a free 10th are told', () => {
    expect(calculateStaffChange({ ...change, submittedOn: '2026-03-21' }, TODAY)).toMatchObject({
      value: {
        countsFrom: '2026-04',
        submitBy: '2026-04-20',
        submitByIfMoved: '2026-04-20',
        payBy: '2026-05-10',
        payByIfMoved: '2026-05-11',
        follows: ['办理退休待遇申领'],
      },
    });
  });

  test('names the calendar beside the document of the deadlines', () => {
    const answer = calculateStaffChange({ ...change, submittedOn: '2026-03-02' }, TODAY);
    expect(answer.ok && answer.value.policies.map(({ region }) => region)).toEqual(['999999', '000000']);
  });

  test('whose deadline lies in a year without a calendar is not guessed', () => {
    expect(calculateStaffChange({ ...change, submittedOn: '2027-12-01' }, TODAY)).toMatchObject({
      error: { code: 'policyNotFound', detail: expect.stringMatching(/work calendar.*2028/) },
    });
  });
});

describe('a filing in 哈尔滨', () => {
  test('before the National Day has its result after it, and can be changed a year after its approval', () => {
    expect(
      calculateOffSiteFiling(
        { region: '230100', submittedOn: '2026-09-30', approvedOn: '2026-10-12' },
        TODAY,
      ),
    ).toMatchObject({ value: { resultFrom: '2026-10-10', changeableFrom: '2027-10-12' } });
  });

  test('approved on a leap day can be changed on the last of February', () => {
    expect(
      calculateOffSiteFiling(
        { region: '230100', submittedOn: '2025-02-05', approvedOn: '2028-02-29' },
        TODAY,
      ),
    ).toMatchObject({ value: { changeableFrom: '2029-02-28' } });
  });

  test('cannot be approved before it was made', () => {
    expect(
      calculateOffSiteFiling(
        { region: '230100', submittedOn: '2026-09-30', approvedOn: '2026-09-29' },
        TODAY,
      ),
    ).toMatchObject({ error: { code: 'invalidData', detail: expect.stringMatching(/^approvedOn/) } });
  });
});

describe('a resident in 沈阳', () => {
  test('who was enrolled before pays at the terminal within an hour, with a card activated at one of two banks', () => {
    expect(calculateResidentRenewal({ region: '210100', groups: [] }, TODAY)).toMatchObject({
      value: {
        payable: true,
        elsewhere: [],
        payWithinMinutes: 60,
        activateCardAt: ['盛京银行', '工商银行'],
      },
    });
  });

  test('of two refused groups is told both places', () => {
    expect(
      calculateResidentRenewal(
        { region: '210100', groups: ['student', 'lowIncomeOrOrphan', 'student'] },
        TODAY,
      ),
    ).toMatchObject({
      value: {
        payable: false,
        elsewhere: [
          { group: 'student', office: 'school' },
          { group: 'lowIncomeOrOrphan', office: 'districtCivilAffairs' },
        ],
      },
    });
  });
});
