import { describe, expect, test } from 'vitest';
import type { OfficeStep } from '#shared/records-api/office.ts';
import { addDays, addYears, type IsoDate } from '#shared/time/calendar.ts';
import { replaced } from './base-declaration-case.ts';
import { type AnyCase, heldBy, officeStep, takes, withdrawn } from './cases.ts';
import type { Step } from './machine.ts';
import { cancelled, changed, type FilingRules, lapsed, submitted } from './off-site-filing-case.ts';

/** Every day is worked, so that only the machines are looked at. */
const RULES: FilingRules = {
  filing: { resultWorkingDays: 3, changeAfterYears: 1 },
  calendarOf: () => ({ holidays: [['1900-01-01', '1900-01-01']], workedWeekendDays: [] }),
};
const FIRST_DAY = '2026-01-05';
const NEW_PLACE = { city: '440100', residence: '虚构路2号' };

const OFFICE_STEPS: Readonly<Record<string, OfficeStep>> = {
  approve: { type: 'approve' },
  reject: { type: 'reject', reason: '材料不全' },
  advance: { type: 'advance' },
  takeUp: { type: 'takeUp' },
  correct: { type: 'correct', reason: '已更正' },
  confirm: { type: 'confirm', reason: '记录无误' },
};

type Take = (current: AnyCase, today: IsoDate) => Step<AnyCase>;
const refusedStep: Step<AnyCase> = { ok: false, error: { type: 'notNow' } };

/** Everything that anybody can try with a case of any kind. */
const STEPS: Readonly<Record<string, Take>> = {
  ...Object.fromEntries(
    Object.entries(OFFICE_STEPS).map(([name, step]): [string, Take] => [
      name,
      (current, today) =>
        officeStep(current, step, {
          nowMs: Date.parse(`${today}T10:00:00+08:00`),
          filingRules: () => RULES,
        }),
    ]),
  ),
  withdraw: (current) => withdrawn(current),
  change: (current, today) =>
    current.kind === 'offSiteFiling' ? changed(current, NEW_PLACE, today, RULES) : refusedStep,
  cancel: (current, today) =>
    current.kind === 'offSiteFiling' ? cancelled(current, today, RULES) : refusedStep,
  lapse: (current, today) => (current.kind === 'offSiteFiling' ? lapsed(current, today) : refusedStep),
  replace: (current) =>
    current.kind === 'baseDeclaration' ? replaced(current, '9'.repeat(25)) : refusedStep,
};

const filing = (group: 'longTerm' | 'temporary'): AnyCase =>
  submitted(
    {
      category: group === 'longTerm' ? 'livingElsewhere' : 'otherTemporary',
      group,
      proof: 'promiseLetterSigned',
      place: { city: '330100', residence: '虚构路1号' },
      leastValidMonths: group === 'longTerm' ? null : 6,
    },
    FIRST_DAY,
    RULES,
  );

interface Model {
  readonly first: AnyCase;
  /** What every state takes, and where that leads; everything else is refused. */
  readonly takes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** States in which somebody has to act, and who. */
  readonly held: Readonly<Record<string, string>>;
  /** States in which a second one is refused. */
  readonly taken: readonly string[];
}

const BASE = { baseFen: 1, monthlyFen: 1, toAccountFen: 1, toPoolFen: 0, indexTenThousandths: 1 };
const ON_THE_WAY = { advance: '', reject: 'returned' };

/** Steps are a year and more apart, so that no filing is too young for them. */
const MODELS: Readonly<Record<string, Model>> = {
  'off-site filing for long': {
    first: filing('longTerm'),
    takes: {
      submitted: { approve: 'approved', reject: 'rejected' },
      approved: { change: 'changing', cancel: 'cancelled' },
      changing: { approve: 'approved', reject: 'approved' },
      rejected: {},
      cancelled: {},
    },
    held: { submitted: 'office', changing: 'office' },
    taken: ['submitted', 'approved', 'changing'],
  },
  'temporary off-site filing that has run out': {
    first: filing('temporary'),
    takes: {
      submitted: { approve: 'approved', reject: 'rejected' },
      approved: { cancel: 'cancelled', lapse: 'lapsed' },
      rejected: {},
      cancelled: {},
      lapsed: {},
    },
    held: { submitted: 'office' },
    taken: ['submitted', 'approved'],
  },
  'base declaration': {
    first: {
      kind: 'baseDeclaration',
      state: 'declared',
      paymentYear: 2026,
      levelBasisPoints: null,
      ...BASE,
      replacedBy: null,
    },
    takes: { declared: { replace: 'replaced' }, replaced: {} },
    held: {},
    taken: ['declared'],
  },
  transfer: {
    first: {
      kind: 'transfer',
      state: 'submitted',
      direction: 'out',
      fromRegion: '999999',
      toRegion: '420100',
      fromScheme: 'enterprise',
      toScheme: 'enterprise',
      elsewhere: null,
      householdThere: false,
      funds: null,
      dataCutOff: '2025-12-31',
      overlappingMonths: [],
      temporaryAccount: false,
      targetDate: '2026-02-01',
    },
    takes: {
      submitted: { ...ON_THE_WAY, advance: 'accepted', withdraw: 'withdrawn' },
      accepted: { ...ON_THE_WAY, advance: 'contactLetterSent' },
      contactLetterSent: { ...ON_THE_WAY, advance: 'checkedAtOrigin' },
      checkedAtOrigin: { ...ON_THE_WAY, advance: 'relationMovedOut' },
      relationMovedOut: { ...ON_THE_WAY, advance: 'fundsMovedOut' },
      fundsMovedOut: { ...ON_THE_WAY, advance: 'receivedAtDestination' },
      receivedAtDestination: { ...ON_THE_WAY, advance: 'merged' },
      merged: {},
      returned: {},
      withdrawn: {},
    },
    held: {
      submitted: 'destinationOffice 420100',
      accepted: 'destinationOffice 420100',
      contactLetterSent: 'originOffice 999999',
      checkedAtOrigin: 'originOffice 999999',
      relationMovedOut: 'originOffice 999999',
      fundsMovedOut: 'destinationOffice 420100',
      receivedAtDestination: 'destinationOffice 420100',
    },
    taken: [
      'submitted',
      'accepted',
      'contactLetterSent',
      'checkedAtOrigin',
      'relationMovedOut',
      'fundsMovedOut',
      'receivedAtDestination',
    ],
  },
  objection: {
    first: {
      kind: 'objection',
      state: 'received',
      target: { type: 'missingMonth', month: '2020-01' },
      objectedReason: 'monthMissing',
      remark: null,
      row: null,
      dataCutOff: '2025-12-31',
    },
    takes: {
      received: { takeUp: 'beingChecked', withdraw: 'withdrawn' },
      beingChecked: { correct: 'corrected', confirm: 'confirmed', withdraw: 'withdrawn' },
      corrected: {},
      confirmed: {},
      withdrawn: {},
    },
    held: { received: 'office', beingChecked: 'office' },
    taken: ['received', 'beingChecked'],
  },
  'contact change': {
    first: {
      kind: 'contactChange',
      state: 'cooling',
      field: 'bankCard',
      value: '6299990000000000168',
      bank: '样例银行',
      oldValue: null,
      effectiveFrom: FIRST_DAY,
    },
    takes: {
      cooling: { approve: 'effective', reject: 'rejected', withdraw: 'withdrawn' },
      effective: {},
      rejected: {},
      withdrawn: {},
    },
    held: { cooling: 'office' },
    taken: ['cooling'],
  },
  'staff change': {
    first: {
      kind: 'staffChange',
      state: 'submitted',
      change: 'decrease',
      changeReason: 'contractEnded',
      unitNumber: '9999990001',
      employerName: '示范',
      workerName: '张示丰',
      workerNumber: '999999198405120117',
      workedFromOrUntil: FIRST_DAY,
      countsFrom: '2026-01',
      submitBy: '2026-01-20',
      submitByIfMoved: '2026-01-20',
      payBy: '2026-02-10',
      payByIfMoved: '2026-02-10',
      contribution: null,
      papers: [],
      follows: [],
    },
    takes: {
      submitted: { approve: 'accepted', reject: 'rejected', withdraw: 'withdrawn' },
      accepted: {},
      rejected: {},
      withdrawn: {},
    },
    held: { submitted: 'office' },
    // Held apart by the worker instead, in a table of their own.
    taken: [],
  },
};

describe.each(Object.entries(MODELS))('%s', (_name, model) => {
  test('takes every step that its picture has and refuses every other, on every path of nine steps', () => {
    const reached = new Set<string>();
    let tried = 0;
    const walk = (current: AnyCase, today: IsoDate, left: number): void => {
      reached.add(current.state);
      const allowed = model.takes[current.state];
      expect(allowed, `the picture has no state ${current.state}`).toBeDefined();
      expect([heldBy(current).who, heldBy(current).region].filter((part) => part !== null).join(' ')).toBe(
        model.held[current.state] ?? 'nobody',
      );
      expect(takes(current) !== null).toBe(model.taken.includes(current.state));
      if (left === 0) return;
      for (const [name, take] of Object.entries(STEPS)) {
        const before = JSON.stringify(current);
        const after = take(current, today);
        tried += 1;
        expect(JSON.stringify(current)).toBe(before);
        const expected = allowed?.[name];
        expect(after.ok ? after.value.state : null, `${name} of ${current.state}`).toBe(expected ?? null);
        if (after.ok) walk(after.value, addDays(addYears(today, 1), 1), left - 1);
      }
    };
    walk(model.first, addYears(FIRST_DAY, 1), 9);
    expect([...reached].sort()).toEqual(Object.keys(model.takes).sort());
    expect(tried).toBeGreaterThan(Object.keys(STEPS).length);
  });
});

describe('a filing', () => {
  const approvedOn = (day: IsoDate): AnyCase => {
    const after = STEPS['approve']?.(filing('longTerm'), day);
    if (after?.ok !== true) throw new Error('a submitted filing cannot be approved');
    return after.value;
  };

  test.each([
    ['2025-03-01', '2026-02-28', '2026-03-01'],
    ['2023-03-01', '2024-02-29', '2024-03-01'],
    ['2024-02-29', '2025-02-27', '2025-02-28'],
    ['2023-12-31', '2024-12-30', '2024-12-31'],
  ])('of %s is neither changed nor cancelled on %s, and both on %s', (approved, tooEarly, from) => {
    for (const name of ['change', 'cancel']) {
      expect(STEPS[name]?.(approvedOn(approved), tooEarly)).toEqual({
        ok: false,
        error: { type: 'tooEarly', from },
      });
      expect(STEPS[name]?.(approvedOn(approved), from)).toMatchObject({ ok: true });
    }
  });

  test('moves when its change is approved, even where that is on the day of the first approval', () => {
    const temporary = STEPS['approve']?.(filing('temporary'), FIRST_DAY);
    if (temporary?.ok !== true) throw new Error('not approved');
    const changing = STEPS['change']?.(temporary.value, FIRST_DAY);
    if (changing?.ok !== true) throw new Error('not changed');
    expect(STEPS['approve']?.(changing.value, FIRST_DAY)).toMatchObject({
      value: { state: 'approved', place: NEW_PLACE, newPlace: null },
    });
    expect(STEPS['reject']?.(changing.value, FIRST_DAY)).toMatchObject({
      value: { state: 'approved', place: { city: '330100' }, newPlace: null },
    });
  });
});

test('a bank card does not come into force while it cools', () => {
  const cooling = { ...MODELS['contact change']!.first, effectiveFrom: '2026-01-08' } as AnyCase;
  expect(STEPS['approve']?.(cooling, '2026-01-07')).toEqual({
    ok: false,
    error: { type: 'tooEarly', from: '2026-01-08' },
  });
  expect(STEPS['approve']?.(cooling, '2026-01-08')).toMatchObject({ value: { state: 'effective' } });
});
