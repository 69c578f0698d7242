import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESIDENT_INPATIENT } from '../policy-packs/medical.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { inpatientFundFen, inpatientShareBasisPoints } from './inpatient.ts';

const rules = policyOn('inpatient', RESIDENT_INPATIENT, '340100', '2026-01-01').values;

test.each([
  ['level3', false, 600_000],
  ['level2', false, 700_000],
  ['level1', false, 800_000],
  ['level3', true, 700_000],
  ['level1', true, 900_000],
] as const)('of 10,000.00 in a %s hospital, favoured: %s', (level, favoured, fund) => {
  expect(inpatientFundFen(1_000_000, level, favoured, rules)).toBe(fund);
});

test('the fund bears less in a higher hospital, more for the favoured, and never more than the costs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.boolean(), (inScopeFen, favoured) => {
      const of = (level: 'level1' | 'level2' | 'level3', more = favoured) =>
        inpatientFundFen(inScopeFen, level, more, rules);
      expect(of('level3')).toBeLessThanOrEqual(of('level2'));
      expect(of('level2')).toBeLessThanOrEqual(of('level1'));
      expect(of('level1', true)).toBeGreaterThanOrEqual(of('level1', false));
      expect(of('level1', true)).toBeLessThanOrEqual(inScopeFen);
    }),
  );
});

test('一类低保 and 重度残疾 together add ten points once', () => {
  expect(inpatientShareBasisPoints('level3', true, rules)).toBe(7000);
});
