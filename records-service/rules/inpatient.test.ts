import { expect, test } from 'vitest';
import { RESIDENT_INPATIENT } from '../policy-packs/medical.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { inpatientFundFen } from './inpatient.ts';

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
