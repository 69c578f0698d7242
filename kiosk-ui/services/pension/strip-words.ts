import { counts, type MonthState } from '#shared/rules/month-line.ts';
import { t } from '../../locales/text.ts';
import { MONTH_STATES, type StripYear } from './strip-years.ts';

/** Months of a year that count towards the years paid. */
export const countedMonths = ({ months }: StripYear): number =>
  months.filter((state) => state !== null && counts(state)).length;

/** `2024 年：已缴 10 个月；未缴 4、5 月`: how many are as they should be, and which ones are not. */
export function yearInWords({ year, months }: StripYear): string {
  const parts = MONTH_STATES.flatMap((state) => {
    const those = months.flatMap((each, index) => (each === state ? [index + 1] : []));
    const word = t(`month.${state}`);
    if (those.length === 0) return [];
    if (state === 'paid' || state === 'notDue') return [t('month.withCount', { word, count: those.length })];
    return [t('month.rowPart', { word, months: those.join(t('month.separator')) })];
  });
  return t('month.rowText', { year, parts: parts.join(t('month.partSeparator')) });
}

export function legendWord(state: MonthState, count: number | undefined): string {
  const word = t(`month.${state}`);
  return count === undefined || count === 0 ? word : t('month.withCount', { word, count });
}
