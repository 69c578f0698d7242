import type { IsoDate } from '#shared/time/calendar.ts';
import { type PolicyPack, policyOn, type RegionCode, WHOLE_COUNTRY } from './policy-pack.ts';

/** What of a year differs from Monday to Friday. */
export interface WorkCalendar {
  /** First and last day of each holiday. */
  readonly holidays: readonly (readonly [first: IsoDate, last: IsoDate])[];
  /** 调休: weekend days on which offices work. */
  readonly workedWeekendDays: readonly IsoDate[];
}

export const WORK_CALENDAR: readonly PolicyPack<WorkCalendar>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2025-01-01',
    effectiveTo: '2025-12-31',
    document: '国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号)',
    source: 'Text of the notice as 新华社 published it on 2024-11-12, in three public copies that agree',
    confidence: 'officialText',
    values: {
      holidays: [
        ['2025-01-01', '2025-01-01'],
        ['2025-01-28', '2025-02-04'],
        ['2025-04-04', '2025-04-06'],
        ['2025-05-01', '2025-05-05'],
        ['2025-05-31', '2025-06-02'],
        ['2025-10-01', '2025-10-08'],
      ],
      workedWeekendDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    },
  },
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-12-31',
    document: '国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号)',
    source: 'Text of the notice as 新华社 published it on 2025-11-04 (光明网 and two other copies agree)',
    confidence: 'officialText',
    values: {
      holidays: [
        ['2026-01-01', '2026-01-03'],
        ['2026-02-15', '2026-02-23'],
        ['2026-04-04', '2026-04-06'],
        ['2026-05-01', '2026-05-05'],
        ['2026-06-19', '2026-06-21'],
        ['2026-09-25', '2026-09-27'],
        ['2026-10-01', '2026-10-07'],
      ],
      workedWeekendDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    },
  },
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2027-01-01',
    effectiveTo: '2027-12-31',
    document: '全国年节及纪念日放假办法 (国务院令第795号)',
    source: 'The holidays that the ordinance itself names, on their days of 2027',
    note: 'The yearly notice with bridging days and worked weekends was not found yet: a deadline may move by some days.',
    confidence: 'unconfirmed',
    values: {
      holidays: [
        ['2027-01-01', '2027-01-01'],
        ['2027-02-05', '2027-02-08'],
        ['2027-04-05', '2027-04-05'],
        ['2027-05-01', '2027-05-02'],
        ['2027-06-09', '2027-06-09'],
        ['2027-09-15', '2027-09-15'],
        ['2027-10-01', '2027-10-03'],
      ],
      workedWeekendDays: [],
    },
  },
];

/** @throws PolicyGapError for a year that was not published yet */
export const workCalendarOn = (region: RegionCode, date: IsoDate): PolicyPack<WorkCalendar> =>
  policyOn('the work calendar', WORK_CALENDAR, region, date);

/** The calendars of a region, and which of them were looked at: an answer names these. */
export function workCalendarOf(region: RegionCode): {
  /** @throws PolicyGapError for a year that was not published yet */
  of(date: IsoDate): WorkCalendar;
  used(): readonly PolicyPack<WorkCalendar>[];
} {
  const used = new Set<PolicyPack<WorkCalendar>>();
  return {
    of(date) {
      const pack = workCalendarOn(region, date);
      used.add(pack);
      return pack.values;
    },
    used: () => [...used],
  };
}
