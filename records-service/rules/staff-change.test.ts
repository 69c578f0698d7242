import { describe, expect, test } from 'vitest';
import { DEMO_REGION, PolicyGapError, policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { STAFF_CHANGES } from '../policy-packs/staff-changes.ts';
import { WORK_CALENDAR } from '../policy-packs/work-calendar.ts';
import { staffChangeDates, staffChangePapers } from './staff-change.ts';
import type { CalendarOf } from './working-days.ts';

const rules = policyOn('staff changes', STAFF_CHANGES, DEMO_REGION, '2026-01-01').values;
const calendarOf: CalendarOf = (date) =>
  policyOn('the work calendar', WORK_CALENDAR, WHOLE_COUNTRY, date).values;

test.each([
  ['2026-10-20', '2026-10', '2026-10-20', '2026-10-20', '2026-11-10', '2026-11-10'],
  ['2026-10-21', '2026-11', '2026-11-20', '2026-11-20', '2026-12-10', '2026-12-10'],
  ['2026-06-19', '2026-06', '2026-06-20', '2026-06-22', '2026-07-10', '2026-07-10'],
  // The 10th is a worked Saturday after the National Day; the 20th of September a worked Sunday.
  ['2026-09-20', '2026-09', '2026-09-20', '2026-09-20', '2026-10-10', '2026-10-10'],
  ['2026-04-20', '2026-04', '2026-04-20', '2026-04-20', '2026-05-10', '2026-05-11'],
])(
  'submitted on %s it counts for %s',
  (submitted, countsFrom, submitBy, submitByIfMoved, payBy, payByIfMoved) => {
    expect(staffChangeDates(submitted, rules, calendarOf)).toEqual({
      countsFrom,
      submitBy,
      submitByIfMoved,
      payBy,
      payByIfMoved,
    });
  },
);

test('a deadline in a year whose holidays are not published is not guessed', () => {
  expect(() => staffChangeDates('2027-11-21', rules, calendarOf)).toThrow(PolicyGapError);
});

describe('the papers', () => {
  const names = (reason: Parameters<typeof staffChangePapers>[0], need: string) =>
    staffChangePapers(reason, rules)
      .papers.filter((paper) => paper.need === need)
      .map(({ name }) => name);

  test('of a death, and more of one in traffic', () => {
    const death = names({ change: 'decrease', reason: 'death' }, 'required');
    const traffic = names({ change: 'decrease', reason: 'trafficDeath' }, 'required');
    expect(death).toEqual(['参加基本养老保险职工减少表', '死亡证明', '火化发票原件']);
    expect(traffic).toEqual([...death, '交通事故损害赔偿调解书']);
    expect(staffChangePapers({ change: 'decrease', reason: 'death' }, rules).follows).toContain(
      '审核丧葬抚恤待遇',
    );
  });

  test('of a retirement and of a contract that ended', () => {
    expect(names({ change: 'decrease', reason: 'retirement' }, 'required')).toContain('退休审批表');
    expect(names({ change: 'decrease', reason: 'contractEnded' }, 'required')).toEqual([
      '参加基本养老保险职工减少表',
      '解除或终止劳动合同证明',
      '退工登记备案手续',
    ]);
    expect(staffChangePapers({ change: 'decrease', reason: 'contractEnded' }, rules).follows).toEqual([
      '个人账户封存',
      '向职工发放社会保险关系接续单',
    ]);
  });

  test('of an increase tell which of them nobody fetches any more', () => {
    const increase = { change: 'increase', reason: 'comesFromElsewhere' } as const;
    expect(names(increase, 'required')).toEqual(['参加基本养老保险职工增加花名册', '职工缴费基数申报']);
    expect(names(increase, 'notRequired')).toEqual(['劳动合同鉴证']);
    expect(names(increase, 'replaced')).toEqual(['养老保险关系转移表']);
  });

  test('that were replaced say by what', () => {
    for (const paper of [
      ...Object.values(rules.increasePapers),
      ...Object.values(rules.decreasePapers),
    ].flat())
      expect(paper.replacedBy !== null).toBe(paper.need === 'replaced');
  });
});

test('where the deadline moves, the Monday after a free 20th is in time', () => {
  const moving = { ...rules, movesToWorkingDay: true };
  expect(staffChangeDates('2026-06-22', moving, calendarOf).countsFrom).toBe('2026-06');
  expect(staffChangeDates('2026-06-22', rules, calendarOf).countsFrom).toBe('2026-07');
});
