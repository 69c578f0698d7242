import { addDays, dayOfWeek, type IsoDate } from '#shared/time/calendar.ts';
import { DEMO_REGION } from '../../policy-packs/policy-pack.ts';
import type { ContentJobFair } from './content-file.ts';

const SATURDAY = 6;

const FAIRS = [
  ['综合类', '示范市人力资源市场一楼大厅', 86, 2_140],
  ['制造业专场', '示范市东城体育馆', 42, 1_260],
  ['高校毕业生专场', '示范学院学生活动中心', 64, 1_880],
  ['零工和灵活就业专场', '示范市零工驿站', 25, 430],
] as const;

/** Invented fairs on the next Saturdays, so that a demonstration always has some to come. */
export function sampleJobFairs(today: IsoDate): ContentJobFair[] {
  const first = addDays(today, (SATURDAY - dayOfWeek(today) + 7) % 7);
  return FAIRS.map(([kind, venue, employers, vacancies], week) => ({
    id: `${DEMO_REGION}-fair-${addDays(first, week * 7)}`,
    title: `示范市${kind}招聘会`,
    heldOn: addDays(first, week * 7),
    opensAt: '09:00',
    closesAt: week % 2 === 0 ? '12:00' : '16:00',
    venue,
    address: `示范市示范路 ${18 + week * 12} 号`,
    organiser: '示范市公共就业服务中心（样例）',
    employers,
    vacancies,
    contact: '招聘服务窗口',
    contactPhone: '0999-1234567',
  }));
}
