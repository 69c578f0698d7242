import type { ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Send } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import { Pager, usePages } from '../../components/pager.tsx';
import { t } from '../../locales/text.ts';
import type { TextSize } from '../../machines/preferences.ts';
import type { Fetched } from '../../machines/screen-model.ts';
import { usePageCapacity } from '../../theme/use-page-capacity.ts';
import { countedMonths, legendWord, yearInWords } from './strip-words.ts';
import { kindsPresent, type StripYear, yearsOf } from './strip-years.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** More years than these are not read at a glance, however tall the glass. */
const MOST_YEARS: Record<TextSize, number> = { standard: 8, large: 6, 'extra-large': 3 };

interface MonthsProps {
  readonly summary: PensionSummary;
  readonly history: Fetched<ContributionHistory>;
  readonly send: Send;
  /** Nothing of the person's may be seen. */
  readonly hidden: boolean;
  readonly textSize: TextSize;
}

/** Every month of a working life as a square: a year a row, newest first. */
export function Months({ summary, history, send, hidden, textSize }: MonthsProps) {
  const known = history.state === 'shown' ? history.value : null;
  const years = known === null ? [] : yearsOf(summary, known);
  const { box, rows } = usePageCapacity('months', MOST_YEARS[textSize]);
  const pages = usePages(Math.ceil(years.length / rows));
  if (history.state !== 'shown') return <NotShown fetched={history} send={send} />;
  if (years.length === 0) return <p class="not-shown muted">{t('list.none')}</p>;
  const shown = years.slice(pages.page * rows, (pages.page + 1) * rows);
  const counts = { gap: summary.gapMonths, owed: summary.owedMonths } as const;
  return (
    <>
      <div class="strip-box" ref={box}>
        {/* biome-ignore lint/a11y/useSemanticElements: squares in a grid, read as a table of one sentence a year */}
        <div class="strip" role="table" aria-label={t('month.tableLabel')} aria-live="polite">
          <div class="strip-row strip-head" aria-hidden="true">
            <span />
            {MONTHS.map((month) => (
              <span key={month}>{month}</span>
            ))}
            <span class="strip-total" />
          </div>
          {shown.map((year) => (
            <YearRow key={year.year} year={year} hidden={hidden} />
          ))}
        </div>
      </div>
      <div class="strip-foot">
        <ul class="legend caption">
          {!hidden &&
            kindsPresent(years).map((state) => {
              const count = state === 'gap' || state === 'owed' ? counts[state] : undefined;
              return (
                // The rows say their states in words; only a sum says something more.
                <li key={state} aria-hidden={count === undefined ? true : undefined}>
                  <i class="month" data-state={state} aria-hidden="true" />
                  {legendWord(state, count)}
                </li>
              );
            })}
        </ul>
        {pages.pages > 1 && <Pager {...pages} />}
      </div>
    </>
  );
}

function YearRow({ year, hidden }: { year: StripYear; hidden: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: a row to be read, not worked
    <div class="strip-row" role="row">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <span class="strip-year" role="cell">
        <span aria-hidden="true">{year.year}</span>
        <span class="unseen">{hidden ? String(year.year) : yearInWords(year)}</span>
      </span>
      {year.months.map((state, index) => (
        <i key={index} class="month" data-state={hidden ? 'none' : (state ?? 'none')} aria-hidden="true" />
      ))}
      <span class="strip-total" aria-hidden="true">
        {hidden ? '' : `${countedMonths(year)}/12`}
      </span>
    </div>
  );
}
