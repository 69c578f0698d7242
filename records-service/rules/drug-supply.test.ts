import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_REGION, policyOn } from '../policy-packs/policy-pack.ts';
import { PRESCRIPTION_MONITORING } from '../policy-packs/prescriptions.ts';
import {
  type Dispensing,
  daysToLookAt,
  lastsUntil,
  overlaps,
  periodsToLookAt,
  supplyLimitDays,
} from './drug-supply.ts';

const dispensed = (changed: Partial<Dispensing>): Dispensing => ({
  drug: '阿卡波糖片',
  hospital: 'A',
  date: '2026-09-26',
  minute: 11 * 60 + 33,
  days: 30,
  ...changed,
});

describe('the case of the seed: 43 minutes apart in two hospitals', () => {
  test('is an overlap of thirty days', () => {
    const found = overlaps([dispensed({}), dispensed({ hospital: 'B', minute: 12 * 60 + 16 })]);
    expect(found).toMatchObject([{ kind: 'sameDayOtherHospital', days: 30, minutesApart: 43 }]);
  });
});

test('a supply that is nearly used up is no overlap on its last day but one more day early is', () => {
  expect(overlaps([dispensed({}), dispensed({ date: '2026-10-26' })])).toEqual([]);
  expect(overlaps([dispensed({}), dispensed({ date: '2026-10-25' })])).toMatchObject([
    { kind: 'supplyNotUsedUp', days: 1, minutesApart: null },
  ]);
});

test('another drug is another matter', () => {
  expect(overlaps([dispensed({}), dispensed({ drug: '阿托伐他汀钙片', hospital: 'B' })])).toEqual([]);
});

describe('how long it lasts', () => {
  test('two supplies one after the other', () => {
    expect(lastsUntil([dispensed({}), dispensed({ date: '2026-10-20', days: 7 })], '阿卡波糖片')).toBe(
      '2026-11-01',
    );
  });

  test('a gap between two is not filled by the later one', () => {
    expect(
      lastsUntil([dispensed({ days: 3 }), dispensed({ date: '2026-11-01', days: 7 })], '阿卡波糖片'),
    ).toBe('2026-11-07');
  });

  test('of nothing is nothing', () => {
    expect(lastsUntil([], '阿卡波糖片')).toBe(null);
  });
});

test('the order in which dispensings are told does not matter', () => {
  const some = fc.array(
    fc.record({
      drug: fc.constantFrom('甲', '乙'),
      hospital: fc.constantFrom('A', 'B'),
      date: fc.integer({ min: 1, max: 28 }).map((day) => `2026-09-${String(day).padStart(2, '0')}`),
      minute: fc.integer({ min: 0, max: 1439 }),
      days: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(some, (told) => {
      const distinct = told.filter(
        (one, index) => told.findIndex((b) => b.minute === one.minute && b.date === one.date) === index,
      );
      expect(overlaps([...distinct].reverse())).toEqual(overlaps(distinct));
    }),
  );
});

test('the demo region looks at days with four visits or 3,000.00', () => {
  const { values } = policyOn('monitoring', PRESCRIPTION_MONITORING, DEMO_REGION, '2026-01-01');
  const visit = (date: string, inScopeFen: number) => ({ date, inScopeFen });
  const found = daysToLookAt(
    [
      visit('2026-09-26', 435_723),
      visit('2026-09-26', 128_186),
      ...Array.from({ length: 4 }, () => visit('2026-09-20', 100)),
      ...Array.from({ length: 3 }, () => visit('2026-09-21', 99_999)),
    ],
    values,
  );
  expect(found).toEqual([
    { date: '2026-09-20', visits: 4, inScopeFen: 400 },
    { date: '2026-09-26', visits: 2, inScopeFen: 563_909 },
  ]);
});

describe('over a period', () => {
  const { values } = policyOn('monitoring', PRESCRIPTION_MONITORING, DEMO_REGION, '2026-01-01');
  const daily = (count: number, inScopeFen: number) =>
    Array.from({ length: count }, (_, index) => ({
      date: `2026-09-${String(index + 1).padStart(2, '0')}`,
      inScopeFen,
    }));

  test('the twentieth visit within thirty days is looked at, the nineteenth is not', () => {
    expect(periodsToLookAt(daily(19, 100), values)).toEqual([]);
    expect(periodsToLookAt(daily(20, 100), values)).toEqual([
      { firstDay: '2026-08-22', lastDay: '2026-09-20', visits: 20, inScopeFen: 2000 },
    ]);
  });

  test('15,000.00 within thirty days are looked at', () => {
    expect(periodsToLookAt(daily(3, 499_999), values)).toEqual([]);
    expect(periodsToLookAt(daily(3, 500_000), values)).toMatchObject([{ visits: 3, inScopeFen: 1_500_000 }]);
  });

  test('a visit thirty days ago is over', () => {
    const visits = [
      { date: '2026-08-21', inScopeFen: 1_000_000 },
      { date: '2026-09-20', inScopeFen: 1_000_000 },
    ];
    expect(periodsToLookAt(visits, values)).toEqual([]);
    expect(periodsToLookAt([{ ...visits[0]!, date: '2026-08-22' }, visits[1]!], values)).toHaveLength(1);
  });

  test('北京 names the indicators and no thresholds: nothing is looked at', () => {
    const beijing = policyOn('monitoring', PRESCRIPTION_MONITORING, '110000', '2026-01-01').values;
    const visits = Array.from({ length: 100 }, () => ({ date: '2026-09-26', inScopeFen: 10_000_000 }));
    expect([...daysToLookAt(visits, beijing), ...periodsToLookAt(visits, beijing)]).toEqual([]);
  });
});

test.each([
  [{ acute: true, confirmedChronic: false }, 3],
  [{ acute: false, confirmedChronic: false }, 7],
  [{ acute: false, confirmedChronic: true }, 30],
])('a prescription for %o lasts %i days at most', (illness, days) => {
  const beijing = policyOn('monitoring', PRESCRIPTION_MONITORING, '110000', '2026-01-01').values;
  expect(supplyLimitDays(illness, beijing)).toBe(days);
});
