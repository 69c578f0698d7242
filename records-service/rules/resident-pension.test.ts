import { expect, test } from 'vitest';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { RESIDENT_PENSION } from '../policy-packs/resident-pension.ts';
import { residentPension } from './resident-pension.ts';

const on = (date: string) => policyOn('resident pension', RESIDENT_PENSION, WHOLE_COUNTRY, date).values;

test('the least basic pension and the account over 139 months, from the age of 60', () => {
  expect(residentPension('1966-11', 180, 1_390_000, on('2024-07-01'))).toEqual({
    fromMonth: '2026-11',
    monthsShort: 0,
    basicFen: 12_300,
    accountPensionFen: 10_000,
    totalFen: 22_300,
  });
});

test('whoever has fourteen years is short of twelve months', () => {
  expect(residentPension('1970-01', 168, 0, on('2026-01-01'))).toMatchObject({
    fromMonth: '2030-01',
    monthsShort: 12,
    accountPensionFen: 0,
  });
});

test('delayed retirement does not touch it', () => {
  expect(residentPension('1990-05', 0, 0, on('2026-01-01')).fromMonth).toBe('2050-05');
});
