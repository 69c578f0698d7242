import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import {
  EMPLOYEE_TRANSFER,
  GOVERNMENT_TRANSFER,
  OCCUPATIONAL_ANNUITY,
  TRANSFER_PROCESS,
} from '../policy-packs/transfer.ts';
import {
  annuityTransfer,
  overlappingMonths,
  pooledTransferFen,
  temporaryAccount,
  transferFunds,
} from './transfer.ts';

const funds = policyOn('transfer funds', EMPLOYEE_TRANSFER, WHOLE_COUNTRY, '2026-01-01').values;

test('two years and a half bring 17,280.00 along', () => {
  const years = [
    { year: 2015, wagesFen: 5_400_000 },
    { year: 2016, wagesFen: 6_000_000 },
    { year: 2017, wagesFen: 3_000_000 },
  ];
  expect(pooledTransferFen(years, funds)).toBe(1_728_000);
});

test('wages before 1998 bring nothing', () => {
  expect(pooledTransferFen([{ year: 1997, wagesFen: 500_000 }], funds)).toBe(0);
  expect(pooledTransferFen([{ year: 1998, wagesFen: 500_000 }], funds)).toBe(60_000);
});

test.each([
  ['fullyFundedSameLevel', 'bookkept'],
  ['fullyFundedOtherLevel', 'madeReal'],
  ['fullyFundedToNotFullyFunded', 'madeReal'],
  ['toEnterprise', 'madeReal'],
  ['notFullyFundedToFullyFunded', 'cash'],
  ['leavesUnit', 'addedInCash'],
] as const)('the employer’s part of an annuity, %s, is %s', (move, way) => {
  const annuity = policyOn('annuity', OCCUPATIONAL_ANNUITY, '630100', '2026-01-01').values;
  expect(annuityTransfer(move, annuity)).toBe(way);
});

describe('the money of a move', () => {
  const government = policyOn('transfer', GOVERNMENT_TRANSFER, '630100', '2026-01-01').values;
  const both = { employee: funds, government };
  const years = [
    { year: 2010, wagesFen: 3_000_000 },
    { year: 2015, wagesFen: 5_400_000 },
  ];

  test.each([
    ['enterprise', 'enterprise', true, 1_234_500, 1_008_000],
    ['enterprise', 'enterprise', false, 0, 0],
    ['enterprise', 'government', true, 1_234_500, 1_008_000],
    ['enterprise', 'government', false, 1_234_500, 1_008_000],
    ['government', 'government', true, 1_234_500, 648_000],
    ['government', 'government', false, 0, 0],
    ['government', 'enterprise', true, 1_234_500, 648_000],
    ['government', 'enterprise', false, 1_234_500, 648_000],
  ] as const)('%s → %s, to another province: %s', (from, to, crossesProvince, accountFen, pooledFen) => {
    expect(transferFunds({ from, to, crossesProvince }, 1_234_500, years, both)).toEqual({
      accountFen,
      pooledFen,
      totalFen: accountFen + pooledFen,
    });
  });

  test('grows with every year’s wages and does not depend on their order', () => {
    const wages = fc.array(
      fc.record({ year: fc.integer({ min: 1990, max: 2026 }), wagesFen: fc.nat(50_000_000) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(wages, fc.nat(50_000_000), (told, more) => {
        const fen = pooledTransferFen(told, funds);
        expect(pooledTransferFen([...told].reverse(), funds)).toBe(fen);
        expect(pooledTransferFen([...told, { year: 2020, wagesFen: more }], funds)).toBeGreaterThanOrEqual(
          fen,
        );
      }),
    );
  });
});

describe('先转后清', () => {
  test('months of both places are listed once, in order, and stop nothing', () => {
    expect(
      overlappingMonths(['2020-03', '2020-01', '2020-02', '2020-02'], ['2020-02', '2020-03', '2020-04']),
    ).toEqual(['2020-02', '2020-03']);
    expect(overlappingMonths(['2020-01'], [])).toEqual([]);
  });
});

test.each([
  ['1976-11-22', 'male', false, true],
  ['1976-11-23', 'male', false, false],
  ['1986-11-22', 'female', false, true],
  ['1986-11-23', 'female', false, false],
  ['1960-01-01', 'male', true, false],
] as const)(
  'born on %s, %s, household there: %s: a temporary account: %s',
  (birthDate, sex, householdThere, temporary) => {
    const process = policyOn('transfer', TRANSFER_PROCESS, WHOLE_COUNTRY, '2026-01-01').values;
    expect(temporaryAccount({ birthDate, sex, householdThere }, '2026-11-22', process)).toBe(temporary);
  },
);
