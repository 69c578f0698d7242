import { addDays, daysBetween, type IsoDate } from '#shared/time/calendar.ts';
import type { PrescriptionMonitoring, SupplyKind } from '../policy-packs/prescriptions.ts';

export interface Dispensing {
  /** Generic name and form: 阿卡波糖片. */
  readonly drug: string;
  readonly hospital: string;
  readonly date: IsoDate;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly days: number;
}

/** Two dispensings of one drug of which the second came while the first should have lasted. */
export interface Overlap {
  readonly kind: 'sameDayOtherHospital' | 'supplyNotUsedUp';
  readonly first: Dispensing;
  readonly second: Dispensing;
  /** Days of the first supply that were left. */
  readonly days: number;
  /** On the same day only. */
  readonly minutesApart: number | null;
}

/** For the citizen’s own look, without accusing anybody: every overlap, in the order of the second dispensing. */
export function overlaps(dispensings: readonly Dispensing[]): Overlap[] {
  const inOrder = [...dispensings].sort(
    (a, b) => a.date.localeCompare(b.date) || a.minute - b.minute || a.drug.localeCompare(b.drug),
  );
  const lastOf = new Map<string, Dispensing>();
  const found: Overlap[] = [];
  for (const second of inOrder) {
    const first = lastOf.get(second.drug);
    lastOf.set(second.drug, second);
    if (first === undefined) continue;
    const days = Math.max(0, daysBetween(second.date, addDays(first.date, first.days)));
    const sameDay = first.date === second.date;
    if (sameDay && first.hospital !== second.hospital) {
      const minutesApart = second.minute - first.minute;
      found.push({ kind: 'sameDayOtherHospital', first, second, days, minutesApart });
    } else if (days > 0) {
      const minutesApart = sameDay ? second.minute - first.minute : null;
      found.push({ kind: 'supplyNotUsedUp', first, second, days, minutesApart });
    }
  }
  return found;
}

/** Days that a prescription may last: the longest only for a disease of the list that was confirmed (确认). */
export function supplyLimitDays(
  illness: { readonly acute: boolean; readonly confirmedChronic: boolean },
  { supplyDays }: Pick<PrescriptionMonitoring, 'supplyDays'>,
): number {
  const kind: SupplyKind = illness.confirmedChronic ? 'chronic' : illness.acute ? 'acute' : 'general';
  return supplyDays[kind];
}

/** 您手上的药预计够用到: the last day that all dispensings of a drug last together; null for a drug never dispensed. */
export function lastsUntil(dispensings: readonly Dispensing[], drug: string): IsoDate | null {
  const ofDrug = dispensings
    .filter((dispensing) => dispensing.drug === drug)
    .sort((a, b) => a.date.localeCompare(b.date));
  let firstDayWithout: IsoDate | null = null;
  for (const { date, days } of ofDrug) {
    const from: IsoDate = firstDayWithout !== null && firstDayWithout > date ? firstDayWithout : date;
    firstDayWithout = addDays(from, days);
  }
  return firstDayWithout === null ? null : addDays(firstDayWithout, -1);
}

export interface Visit {
  readonly date: IsoDate;
  readonly inScopeFen: number;
}

/** Days on which one of the two indicators (就医频次, 费用累计) is reached; the agency looks, nothing follows by itself. */
export function daysToLookAt(
  visits: readonly Visit[],
  { visitsPerDay, costPerDayFen }: Pick<PrescriptionMonitoring, 'visitsPerDay' | 'costPerDayFen'>,
): { readonly date: IsoDate; readonly visits: number; readonly inScopeFen: number }[] {
  const days = new Map<IsoDate, { date: IsoDate; visits: number; inScopeFen: number }>();
  for (const { date, inScopeFen } of visits) {
    const day = days.get(date) ?? { date, visits: 0, inScopeFen: 0 };
    days.set(date, { date, visits: day.visits + 1, inScopeFen: day.inScopeFen + inScopeFen });
  }
  return [...days.values()]
    .filter((day) => reached(day.visits, visitsPerDay) || reached(day.inScopeFen, costPerDayFen))
    .sort((a, b) => a.date.localeCompare(b.date));
}

export interface PeriodToLookAt {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly visits: number;
  readonly inScopeFen: number;
}

/**
 * The same two indicators over a period that ends on a day with a visit and goes back so many days.
 * @returns none where the pack gives no period
 */
export function periodsToLookAt(
  visits: readonly Visit[],
  {
    visitsPerPeriod,
    costPerPeriodFen,
    periodDays,
  }: Pick<PrescriptionMonitoring, 'visitsPerPeriod' | 'costPerPeriodFen' | 'periodDays'>,
): PeriodToLookAt[] {
  if (periodDays === null) return [];
  const lastDays = [...new Set(visits.map(({ date }) => date))].sort();
  return lastDays.flatMap((lastDay) => {
    const firstDay = addDays(lastDay, 1 - periodDays);
    const within = visits.filter(({ date }) => firstDay <= date && date <= lastDay);
    const inScopeFen = within.reduce((sum, visit) => sum + visit.inScopeFen, 0);
    return reached(within.length, visitsPerPeriod) || reached(inScopeFen, costPerPeriodFen)
      ? [{ firstDay, lastDay, visits: within.length, inScopeFen }]
      : [];
  });
}

const reached = (value: number, threshold: number | null): boolean =>
  threshold !== null && value >= threshold;
