import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE_DECLARATION } from '../policy-packs/base-declaration.ts';
import { BASE_LIMITS, FLEXIBLE_WORKER_RATES } from '../policy-packs/contributions.ts';
import { DEMO_REGION, policyOn } from '../policy-packs/policy-pack.ts';
import {
  declarationChoices,
  declarationOpen,
  declareBase,
  differenceOfNewLimits,
  indexAfter,
} from './base-declaration.ts';

const on = '2025-08-01';
const limits = policyOn('limits', BASE_LIMITS, DEMO_REGION, on).values;
const rates = policyOn('rates', FLEXIBLE_WORKER_RATES, DEMO_REGION, on).values;
const rules = policyOn('declaration', BASE_DECLARATION, DEMO_REGION, on).values;

test('the six levels of an average wage of 8,700.00', () => {
  const choices = declarationChoices(rules, limits, rates);
  expect(choices.map((choice) => [choice.levelBasisPoints, choice.baseFen, choice.monthlyFen])).toEqual([
    [6000, 522_000, 104_400],
    [8000, 696_000, 139_200],
    [10_000, 870_000, 174_000],
    [15_000, 1_305_000, 261_000],
    [20_000, 1_740_000, 348_000],
    [30_000, 2_610_000, 522_000],
  ]);
  expect(choices[0]).toMatchObject({ toAccountFen: 41_760, toPoolFen: 62_640, indexTenThousandths: 6000 });
});

test('a level below an eased floor, or above the ceiling, is held there and says so', () => {
  const narrow = { averageWageFen: 1_000_000, floorFen: 700_000, ceilingFen: 1_400_000 };
  expect(declarationChoices(rules, narrow, rates).map(({ baseFen, heldAt }) => [baseFen, heldAt])).toEqual([
    [700_000, 'floor'],
    [800_000, null],
    [1_000_000, null],
    [1_400_000, 'ceiling'],
    [1_400_000, 'ceiling'],
    [1_400_000, 'ceiling'],
  ]);
});

describe('an amount of one’s own', () => {
  test.each([
    [521_999, 'belowFloor'],
    [2_610_001, 'aboveCeiling'],
  ])('of %i is refused: %s', (baseFen, error) => {
    expect(declareBase(baseFen, limits, rates)).toEqual({ ok: false, error });
  });

  test('within the limits is taken as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: limits.floorFen, max: limits.ceilingFen }), (baseFen) => {
        const outcome = declareBase(baseFen, limits, rates);
        if (!outcome.ok) throw new Error('refused');
        expect(outcome.value.baseFen).toBe(baseFen);
        expect(outcome.value.toAccountFen + outcome.value.toPoolFen).toBe(outcome.value.monthlyFen);
        expect(outcome.value.indexTenThousandths).toBeGreaterThanOrEqual(6000);
        expect(outcome.value.indexTenThousandths).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

describe('the effect on the average index', () => {
  test('of a year at 200 % after nineteen at 60 %', () => {
    expect(indexAfter({ tenThousandths: 6000, months: 228 }, { tenThousandths: 20_000, months: 12 })).toBe(
      6700,
    );
  });

  test('of nobody who has paid nothing', () => {
    expect(indexAfter({ tenThousandths: 0, months: 0 }, { tenThousandths: 0, months: 0 })).toBe(0);
  });

  test('lies between what was and what comes', () => {
    const part = fc.record({ tenThousandths: fc.nat(30_000), months: fc.integer({ min: 1, max: 480 }) });
    fc.assert(
      fc.property(part, part, (before, further) => {
        const after = indexAfter(before, further);
        expect(after).toBeGreaterThanOrEqual(Math.min(before.tenThousandths, further.tenThousandths));
        expect(after).toBeLessThanOrEqual(Math.max(before.tenThousandths, further.tenThousandths));
      }),
    );
  });
});

describe('the window', () => {
  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-12-31', true],
  ])('on %s', (day, open) => {
    expect(declarationOpen(day, rules)).toBe(open);
  });

  test('may run over the turn of the year', () => {
    const window = { opens: '11-01', closes: '01-31' };
    expect(
      ['2026-10-31', '2026-11-01', '2027-01-31', '2027-02-01'].map((day) => declarationOpen(day, { window })),
    ).toEqual([false, true, true, false]);
  });

  test('of a place whose text was not read is not known', () => {
    const wuhan = policyOn('declaration', BASE_DECLARATION, '420100', on).values;
    expect(declarationOpen('2026-07-01', wuhan)).toBe(null);
  });

  test('is two days that every year has', () => {
    for (const { values } of BASE_DECLARATION)
      for (const day of values.window === null ? [] : [values.window.opens, values.window.closes])
        expect(new Date(`2025-${day}`).toISOString().slice(5, 10)).toBe(day);
  });
});

describe('limits that are published late', () => {
  const raised = { ...limits, floorFen: 533_400, ceilingFen: 2_500_000 };

  test.each([
    ['at the old floor tops up', 522_000, 4 * (106_680 - 104_400)],
    ['in between owes nothing', 1_000_000, 0],
    ['above a lowered ceiling gets back', 2_610_000, 4 * (500_000 - 522_000)],
  ])('somebody %s', (_who, declaredFen, differenceFen) => {
    expect(differenceOfNewLimits(declaredFen, 4, raised, rates)).toBe(differenceFen);
  });
});
