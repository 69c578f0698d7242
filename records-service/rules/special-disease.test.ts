import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { SPECIAL_DISEASES } from '../policy-packs/resident-benefits.ts';
import { specialDiseaseMonth } from './special-disease.ts';

test('合肥 pays 60 to 80 %, up to the limit of the month', () => {
  const { shareBasisPoints } = policyOn('benefit', SPECIAL_DISEASES, '340100', '2026-01-01').values;
  const [least, most] = shareBasisPoints;
  expect(specialDiseaseMonth([10_000, 20_000], least, 20_000)).toEqual({
    paidFen: [6000, 12_000],
    remainingFen: 2000,
  });
  expect(specialDiseaseMonth([10_000, 20_000], most, 20_000)).toEqual({
    paidFen: [8000, 12_000],
    remainingFen: 0,
  });
});

test('the list of 合肥 says that it is not the whole one', () => {
  const { diseaseCount, diseases, listComplete } = policyOn(
    'benefit',
    SPECIAL_DISEASES,
    '340100',
    '2026-01-01',
  ).values;
  expect([diseaseCount, diseases.length, listComplete]).toEqual([27, 3, false]);
});

test('a complete list has as many diseases as it counts, each with share and limit', () => {
  for (const { values } of SPECIAL_DISEASES.filter((pack) => pack.values.listComplete)) {
    expect(values.diseases).toHaveLength(values.diseaseCount);
    const [least, most] = values.shareBasisPoints;
    for (const { shareBasisPoints, mostPerMonthFen } of values.diseases) {
      expect(shareBasisPoints).toBeGreaterThanOrEqual(least);
      expect(shareBasisPoints).toBeLessThanOrEqual(most);
      expect(mostPerMonthFen).toBeGreaterThan(0);
    }
  }
});

test('the limit is never passed, and in any order the month pays the same', () => {
  const month = fc.array(
    fc.nat(100_000).map((yuan) => yuan * 100),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(month, fc.integer({ min: 6000, max: 8000 }), fc.nat(100_000), (costs, share, limit) => {
      const { paidFen, remainingFen } = specialDiseaseMonth(costs, share, limit);
      expect(paidFen.reduce((sum, fen) => sum + fen, remainingFen)).toBe(limit);
      expect(Math.min(0, ...paidFen)).toBe(0);
      expect(specialDiseaseMonth([...costs].reverse(), share, limit).remainingFen).toBe(remainingFen);
    }),
  );
});
