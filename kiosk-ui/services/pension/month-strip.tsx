import type { MonthState } from '#shared/rules/month-line.ts';
import { Pager, type Pages } from '../../components/pager.tsx';
import { t } from '../../locales/text.ts';
import { kindsPresent, MONTH_STATES, type StripYear } from './strip-years.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface MonthStripProps {
  readonly years: readonly StripYear[];
  readonly perPage: number;
  readonly pages: Pages;
  /** Figures are covered: the squares say nothing. */
  readonly hidden: boolean;
  /** How many months of a kind the record counts, where a number helps. */
  readonly counts: Partial<Record<MonthState, number>>;
}

/** Every month of a working life as a square: a year a row, newest first. */
export function MonthStrip({ years, perPage, pages, hidden, counts }: MonthStripProps) {
  const shown = years.slice(pages.page * perPage, (pages.page + 1) * perPage);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: squares in a grid, read as a table of one sentence a year */}
      <div class="strip" role="table" aria-label={t('month.tableLabel')}>
        <div class="strip-row strip-head" aria-hidden="true">
          <span />
          {MONTHS.map((month) => (
            <span key={month}>{month}</span>
          ))}
        </div>
        {shown.map(({ year, months }) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: a row to be read, not worked
          <div class="strip-row" role="row" key={year}>
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            <span class="strip-year" role="cell">
              <span aria-hidden="true">{year}</span>
              <span class="unseen">{hidden ? String(year) : yearInWords(year, months)}</span>
            </span>
            {months.map((state, index) => (
              <i
                key={index}
                class="month"
                data-state={hidden ? 'none' : (state ?? 'none')}
                aria-hidden="true"
              />
            ))}
          </div>
        ))}
      </div>
      <div class="strip-foot">
        <ul class="legend caption">
          {!hidden &&
            kindsPresent(years).map((state) => (
              <li key={state}>
                <i class="month" data-state={state} aria-hidden="true" />
                {legendWord(state, counts[state])}
              </li>
            ))}
        </ul>
        {pages.pages > 1 && <Pager {...pages} />}
      </div>
    </>
  );
}

function legendWord(state: MonthState, count: number | undefined): string {
  const word = t(`month.${state}`);
  return count === undefined || count === 0 ? word : t('month.withCount', { word, count });
}

/** `2024 年：已缴 1、2、3 月；未缴 4、5 月` */
function yearInWords(year: number, months: StripYear['months']): string {
  const parts = MONTH_STATES.flatMap((state) => {
    const those = months.flatMap((each, index) => (each === state ? [index + 1] : []));
    if (those.length === 0) return [];
    return [t('month.rowPart', { word: t(`month.${state}`), months: those.join(t('month.separator')) })];
  });
  return t('month.rowText', { year, parts: parts.join(t('month.partSeparator')) });
}
