import { describe, expect, test } from 'vitest';
import { StaffCallReason } from '#shared/protocol/assistance.ts';
import type { StaffReport } from '../staff/staff-desk.ts';
import { staffSection } from './staff-section.ts';

const NOBODY: StaffReport = { call: null, alerts: [], undelivered: 0 };
const AT_MS = Date.UTC(2026, 10, 22, 1, 5);
const call = (reason: StaffCallReason, deskHasIt = true): StaffReport['call'] => ({
  callId: '6f1f6f3e-2f0e-4d3c-9d0e-0a1b2c3d4e5f',
  reason,
  atMs: AT_MS,
  deskHasIt,
});
const alert = (trouble: 'cardRetained' | 'paperOut') => ({
  alertId: trouble,
  device: trouble === 'paperOut' ? ('printer' as const) : ('socialSecurityCardReader' as const),
  trouble,
  sinceMs: AT_MS,
});

describe('the part for staff', () => {
  test('is empty while nobody calls and nothing is the matter', () => {
    expect(staffSection(NOBODY)).toBe('');
  });

  test.each(StaffCallReason.options)('says when and why somebody calls: %s', (reason) => {
    const html = staffSection({ ...NOBODY, call: call(reason) });
    expect(html).toMatch(/有人请工作人员：\p{Script=Han}+/u);
    expect(html).toContain('11-22 09:05 起，服务台已收到');
    expect(html).toContain(
      '<form method="post" action="/staff/calls/answered"><button>已到场</button></form>',
    );
  });

  test('says so when the desk does not have the call', () => {
    expect(staffSection({ ...NOBODY, call: call('howToUse', false) })).toContain('服务台没有收到');
  });

  test('has a button for cards in the bin, and none where only paper is missing', () => {
    const form = 'action="/staff/retained-cards/removed"';
    expect(staffSection({ ...NOBODY, alerts: [alert('cardRetained')] })).toContain(form);
    const paper = staffSection({ ...NOBODY, alerts: [alert('paperOut')] });
    expect(paper).toContain('11-22 09:05 起：打印机缺纸');
    expect(paper).not.toContain(form);
  });

  test('says how much waits for a desk that is away', () => {
    expect(staffSection({ ...NOBODY, undelivered: 3 })).toContain('有 3 条消息等着发送');
  });
});
