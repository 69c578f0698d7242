import { t } from '../../locales/text.ts';

/** `223` → `18 年 7 个月` */
export function durationInWords(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [
    ...(years > 0 ? [t('duration.years', { count: years })] : []),
    ...(rest > 0 || years === 0 ? [t('duration.months', { count: rest })] : []),
  ].join(' ');
}
