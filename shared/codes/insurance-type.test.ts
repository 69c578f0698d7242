import { expect, test } from 'vitest';
import { insuranceType } from './insurance-type.ts';

test('410 is work injury in the one system and long-term care in the other', () => {
  expect(insuranceType('hrss:410')).toEqual({ ok: true, value: 'workInjury' });
  expect(insuranceType('nhsa:410')).toEqual({ ok: true, value: 'longTermCare' });
});

test.each([
  ['hrss:110', 'enterpriseEmployeePension'],
  ['hrss:120', 'governmentPension'],
  ['hrss:170', 'residentPension'],
  ['hrss:210', 'unemployment'],
  ['hrss:310', 'employeeMedical'],
  ['nhsa:310', 'employeeMedical'],
  ['nhsa:390', 'residentMedical'],
  ['hrss:510', 'maternity'],
])('%s is %s', (code, type) => expect(insuranceType(code)).toEqual({ ok: true, value: type }));

test.each(['410', 'other:410', 'hrss:41', 'hrss:4100', 'HRSS:410', ''])('%j has no system', (code) => {
  expect(insuranceType(code)).toEqual({ ok: false, error: 'notNamespaced' });
});

test('the pension codes of the one system are unknown in the other', () => {
  expect(insuranceType('nhsa:110')).toEqual({ ok: false, error: 'unknownCode' });
  expect(insuranceType('hrss:999')).toEqual({ ok: false, error: 'unknownCode' });
});
