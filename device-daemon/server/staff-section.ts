import { assertNever } from '#shared/result.ts';
import { chinaDateTime } from '#shared/time/calendar.ts';
import type { Alert } from '../staff/alert-rules.ts';
import type { StaffReport } from '../staff/staff-desk.ts';
import { REASON_NAMES, troubleName } from '../staff/words.ts';

/** What staff can say at the kiosk itself, by the address of its form. */
export const STAFF_FORMS = {
  '/staff/calls/answered': 'callAnswered',
  '/staff/retained-cards/removed': 'retainedCardsRemoved',
} as const;
type StaffForm = (typeof STAFF_FORMS)[keyof typeof STAFF_FORMS];

export const isStaffFormPath = (path: string): path is keyof typeof STAFF_FORMS =>
  Object.hasOwn(STAFF_FORMS, path);

export function applyStaffForm(
  form: StaffForm,
  staff: { answeredHere(): void; retainedCardsRemoved(): void },
): void {
  switch (form) {
    case 'callAnswered':
      return staff.answeredHere();
    case 'retainedCardsRemoved':
      return staff.retainedCardsRemoved();
    default:
      assertNever(form);
  }
}

/** The part of the staff's page that is about people: who calls, and what the desk was told. */
export function staffSection({ call, alerts, undelivered }: StaffReport): string {
  const parts: string[] = [];
  if (call !== null) {
    const told = call.deskHasIt ? '服务台已收到' : '服务台没有收到，请直接过去';
    parts.push(
      `<div class="call"><p><b>有人请工作人员：${REASON_NAMES[call.reason]}</b><span>${clockTime(call.atMs)} 起，${told}</span></p>${formOf('/staff/calls/answered', '已到场')}</div>`,
    );
  }
  if (alerts.length > 0)
    parts.push(
      `<section class="alerts"><h2>还没有解决</h2><ul>${alerts.map((alert) => `<li>${lineOf(alert)}</li>`).join('')}</ul></section>`,
    );
  if (alerts.some(({ trouble }) => trouble === 'cardRetained'))
    parts.push(formOf('/staff/retained-cards/removed', '回收箱里的卡已取出登记'));
  if (undelivered > 0)
    parts.push(
      `<p class="ill">联系不上服务台，有 ${undelivered} 条消息等着发送；恢复后会自动发出。请检查网线。</p>`,
    );
  return parts.join('\n');
}

const lineOf = ({ device, trouble, sinceMs }: Alert): string =>
  `${clockTime(sinceMs)} 起：${troubleName(device, trouble)}`;

/** The day matters for what has been there since yesterday. */
const clockTime = (ms: number): string => chinaDateTime(ms).slice(5);

const formOf = (action: keyof typeof STAFF_FORMS, label: string): string =>
  `<form method="post" action="${action}"><button>${label}</button></form>`;
