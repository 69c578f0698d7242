import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MedicalCategory } from '#shared/records-api/payments.ts';
import { addMonths, monthIndex } from '#shared/time/calendar.ts';
import { MEDICAL_CONTRIBUTIONS } from '../policy-packs/medical-contributions.ts';
import { MEDICAL_INTERRUPTION } from '../policy-packs/medical-interruption.ts';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { DEMO_REGION, policyOn } from '../policy-packs/policy-pack.ts';
import { assess, type MedicalEnrolment, type MedicalRecord } from './medical-assessment.ts';

const TODAY = '2026-11-22';
const packs = {
  payment: policyOn('x', ONLINE_PAYMENT, DEMO_REGION, TODAY).values,
  contributions: policyOn('x', MEDICAL_CONTRIBUTIONS, DEMO_REGION, TODAY).values,
  interruption: policyOn('x', MEDICAL_INTERRUPTION, DEMO_REGION, TODAY).values,
};
const RESIDENT: MedicalEnrolment = { scheme: 'resident', category: 'ordinary', household: 'local' };
const FLEXIBLE: MedicalEnrolment = { ...RESIDENT, scheme: 'flexibleWorker' };
const year = (first: number) => ({ firstMonth: `${first}-01`, months: 12 });

const renew = (record: Partial<MedicalRecord>, today = TODAY, declaredGroups: readonly 'student'[] = []) =>
  assess(
    { kind: 'residentRenewal', declaredGroups, months: null },
    { enrolment: RESIDENT, paid: [year(2026)], ...record },
    today,
    packs,
  );
const makeUp = (record: Partial<MedicalRecord>, today = TODAY, months: number | null = null) =>
  assess(
    { kind: 'flexibleMakeUp', declaredGroups: [], months },
    { enrolment: FLEXIBLE, paid: [], ...record },
    today,
    packs,
  );

describe('a resident renews', () => {
  test('next year in the window, with benefits from its first day', () => {
    expect(renew({})).toEqual({
      ok: true,
      value: { firstMonth: '2027-01', months: 12, amountFen: 40_000, benefitsFrom: '2027-01' },
    });
  });
  test('the year itself before the window opens, and waits', () => {
    const paid = [year(2025)];
    expect(renew({ paid }, '2026-08-31')).toMatchObject({
      value: { firstMonth: '2026-01', benefitsFrom: '2026-12' },
    });
    expect(renew({ paid }, '2026-09-01')).toMatchObject({ value: { firstMonth: '2027-01' } });
  });
  test('after a year that was left out with the waiting time of the pack', () => {
    expect(renew({ paid: [year(2025)] })).toMatchObject({ value: { benefitsFrom: '2027-04' } });
    expect(renew({ paid: [year(2023)] })).toMatchObject({ value: { benefitsFrom: '2027-06' } });
  });
  test('nothing twice', () => {
    expect(renew({ paid: [year(2026), year(2027)] })).toEqual({
      ok: false,
      error: { reason: 'nothingToPay' },
    });
  });

  test.each<[string, Partial<MedicalEnrolment> | null, boolean, string, string]>([
    ['who is on no register', null, false, 'firstEnrolment', 'community'],
    ['who never paid', {}, false, 'firstEnrolment', 'community'],
    ['the old who moved here', { category: 'elderlyMovedHere' }, false, 'elderlyFirstEnrolment', 'community'],
    ['a student', { category: 'student' }, true, 'student', 'school'],
    ['低保', { category: 'lowIncome' }, true, 'lowIncomeOrOrphan', 'districtCivilAffairs'],
    ['低保边缘', { category: 'borderlineIncome' }, true, 'lowIncomeOrOrphan', 'districtCivilAffairs'],
    ['an orphan', { category: 'orphan' }, true, 'lowIncomeOrOrphan', 'districtCivilAffairs'],
    ['重度残疾', { category: 'severelyDisabled' }, true, 'severelyDisabled', 'community'],
    ['a household elsewhere', { household: 'elsewhere' }, true, 'householdElsewhere', 'originalChannel'],
  ])('but not %s: they go to the right place', (_who, changes, hasPaid, group, office) => {
    const enrolment = changes === null ? null : { ...RESIDENT, ...changes };
    expect(renew({ enrolment, paid: hasPaid ? [year(2026)] : [] })).toEqual({
      ok: false,
      error: { reason: 'renewalNotHere', group, office },
    });
  });

  test('the old who moved here once they have paid, like anybody', () => {
    expect(renew({ enrolment: { ...RESIDENT, category: 'elderlyMovedHere' } }).ok).toBe(true);
  });

  test('but not who says that they are in school, whatever the register says', () => {
    expect(renew({}, TODAY, ['student'])).toMatchObject({ error: { group: 'student', office: 'school' } });
  });

  test('but not who is insured through an employer', () => {
    expect(renew({ enrolment: { ...RESIDENT, scheme: 'employee' } })).toEqual({
      ok: false,
      error: { reason: 'otherScheme', scheme: 'employee' },
    });
  });
});

describe('a flexible worker makes up', () => {
  const upTo = (lastMonth: string) => [{ firstMonth: addMonths(lastMonth, -11), months: 12 }];
  test.each([
    ['2026-10', '2026-11', 1, 42_672],
    ['2026-09', '2026-10', 2, 85_344],
    ['2026-08', '2026-09', 3, 128_016],
  ])('after %s: from %s, %i months', (lastPaid, firstMonth, months, amountFen) => {
    expect(makeUp({ paid: upTo(lastPaid) })).toEqual({
      ok: true,
      value: { firstMonth, months, amountFen, benefitsFrom: '2026-11' },
    });
  });
  test('some of the months, oldest first; benefits wait for the rest', () => {
    expect(makeUp({ paid: upTo('2026-08') }, TODAY, 2)).toEqual({
      ok: true,
      value: { firstMonth: '2026-09', months: 2, amountFen: 85_344, benefitsFrom: null },
    });
    expect(makeUp({ paid: upTo('2026-09') }, TODAY, 3)).toEqual({
      ok: false,
      error: { reason: 'fewerMonthsToPay', mostMonths: 2 },
    });
  });
  test('no four months: that is for the counter', () => {
    expect(makeUp({ paid: upTo('2026-07') })).toEqual({
      ok: false,
      error: { reason: 'gapTooLong', gapMonths: 4, mostMonths: 3 },
    });
  });
  test('nothing when all is paid', () => {
    expect(makeUp({ paid: upTo('2026-11') })).toMatchObject({ error: { reason: 'nothingToPay' } });
  });
  test('not as a resident, and not who never paid', () => {
    expect(makeUp({ enrolment: RESIDENT, paid: upTo('2026-10') })).toMatchObject({
      error: { reason: 'otherScheme', scheme: 'resident' },
    });
    expect(makeUp({ paid: [] })).toMatchObject({ error: { group: 'firstEnrolment' } });
  });

  test('whenever it is assessed, the months follow the last one paid and end with this one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 600 }), (gap, offset) => {
        const thisMonth = addMonths('1990-01', offset);
        const paid = [{ firstMonth: addMonths(thisMonth, -gap), months: 1 }];
        const assessed = makeUp({ paid }, `${thisMonth}-15`);
        expect(assessed.ok).toBe(gap >= 1 && gap <= 3);
        if (!assessed.ok) return;
        const { firstMonth, months } = assessed.value;
        expect(monthIndex(firstMonth) + months - 1).toBe(monthIndex(thisMonth));
        expect(firstMonth).toBe(addMonths(paid[0]!.firstMonth, 1));
      }),
    );
  });

  test('no category keeps a flexible worker from it', () => {
    const categories: MedicalCategory[] = ['ordinary', 'severelyDisabled', 'lowIncome'];
    for (const category of categories)
      expect(makeUp({ enrolment: { ...FLEXIBLE, category }, paid: upTo('2026-10') }).ok).toBe(true);
  });
});
