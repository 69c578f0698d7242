import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountYear } from '#shared/records-api/pension.ts';
import type { DrawProps } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import type { Figures } from '../../components/figures.ts';
import { FiguresToggle } from '../../components/figures-toggle.tsx';
import { Paged } from '../../components/paged.tsx';
import { usePages } from '../../components/pager.tsx';
import { formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import { LastMeasured } from '../../theme/last-measured.ts';
import { barInWords, chartInWords, moreOrLess } from './account-words.ts';
import { type BalanceParts, balanceParts } from './balance-parts.ts';
import { Bars } from './bars.tsx';
import { barsThatFit } from './chart-scale.ts';

interface AccountChartProps extends DrawProps<'accountYears'> {
  readonly figures: Figures;
  readonly actions: ComponentChildren;
}

const NO_YEARS: readonly AccountYear[] = [];

/** The balance at the end of each year, newest page first: what was put in, and what interest made of it. */
export function AccountChart(props: AccountChartProps) {
  const { content, send, figures, canShowFigures, language, preferences, actions } = props;
  const { table, summary } = content;
  const years = table.state === 'shown' ? table.value.years : NO_YEARS;
  const parts = useMemo(() => balanceParts(years), [years]);
  const { box, bars } = useBars();
  const pages = usePages(Math.ceil(parts.length / bars));
  // Within a page time runs as it is read; the newest years are on the first page.
  const end = parts.length - pages.page * bars;
  const start = Math.max(0, end - bars);
  const shown = parts.slice(start, end);
  const drawn = table.state === 'shown' && parts.length > 0 && !figures.masked;
  // The button that uncovers the chart goes with the cover; whoever works with keys goes on from the top.
  useEffect(() => {
    if (document.activeElement === document.body)
      box.current?.closest('.paged')?.querySelector('h1')?.focus();
  }, [box, drawn]);
  return (
    <Paged
      title={t('accountYears.title')}
      part={drawn ? yearsInWords(shown) : undefined}
      notes={[
        years.some(({ provisional }) => provisional) && preferences.textSize === 'standard'
          ? t('accountYears.provisionalWhy')
          : t('list.cutOff', { date: formatDate(language, summary.dataCutOff) }),
      ]}
      box={box}
      pages={drawn ? pages : { ...pages, pages: 1 }}
      textSize={preferences.textSize}
      actions={actions}
    >
      {table.state !== 'shown' && <NotShown fetched={table} send={send} />}
      {table.state === 'shown' && parts.length === 0 && <p class="not-shown muted">{t('list.none')}</p>}
      {table.state === 'shown' && parts.length > 0 && figures.masked && (
        <div class="not-shown" data-public>
          <h2>{t('accountYears.chartCovered')}</h2>
          {canShowFigures ? (
            <>
              <p class="muted">{t('accountYears.chartCoveredBody')}</p>
              <FiguresToggle figures={figures} send={send} primary />
            </>
          ) : (
            <p class="muted">{t('figures.staffIsHere')}</p>
          )}
        </div>
      )}
      {drawn && <Chart key={pages.page} bars={shown} before={parts[start - 1]} {...{ figures, language }} />}
    </Paged>
  );
}

interface ChartProps {
  readonly bars: readonly BalanceParts[];
  /** The year before the first bar. */
  readonly before: BalanceParts | undefined;
  readonly figures: Figures;
  readonly language: DrawProps<'accountYears'>['language'];
}

function Chart({ bars, before, figures, language }: ChartProps) {
  const [pressed, press] = useState<number | null>(null);
  const last = bars.length - 1;
  const selected = pressed ?? last;
  const bar = bars[selected];
  return (
    <div class="chart">
      <Bars
        bars={bars}
        selected={selected}
        onSelect={press}
        label={chartInWords(bars, figures)}
        language={language}
      />
      {bar !== undefined && <ChartWords bar={bar} before={bars[selected - 1] ?? before} figures={figures} />}
    </div>
  );
}

/** What the pressed bar says; it explains the two textures at the same time. */
function ChartWords({
  bar,
  before,
  figures,
}: Pick<ChartProps, 'before' | 'figures'> & { bar: BalanceParts }) {
  return (
    <div class="chart-words" aria-live="polite" data-spoken={barInWords(bar, before, figures)}>
      <p>
        {t('accountYears.endOf', { year: bar.year })}
        <b>{t('money.yuan', { amount: figures.money(bar.closingFen) })}</b>
      </p>
      <p>
        <i class="chart-key chart-own" aria-hidden="true" />
        {t('accountYears.own')}
        <b>{figures.money(bar.ownFen)}</b>
      </p>
      <p>
        <i class="chart-key chart-interest" aria-hidden="true" />
        {t('accountYears.interest')}
        <b>{figures.money(bar.interestFen)}</b>
      </p>
      {moreOrLess(bar, before, figures).map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

const columns = new LastMeasured<number>();
/** Before the first measure, which comes before the first paint. */
const FIRST_GUESS = 10;

/** A bar is as wide as a finger with its gap, and as the year written under it. */
function useBars() {
  const box = useRef<HTMLDivElement | null>(null);
  const [bars, setBars] = useState(() => columns.guess('bars') ?? FIRST_GUESS);
  useLayoutEffect(() => {
    const { current } = box;
    const picture = current?.querySelector('.bars-picture') ?? null;
    // Nothing to measure while the chart is covered.
    if (current === null || picture === null) return;
    const narrowest = Number.parseFloat(getComputedStyle(current).getPropertyValue('--bar'));
    const fitting = barsThatFit(picture.clientWidth, narrowest);
    columns.note('bars', fitting);
    setBars(fitting);
  });
  return { box, bars };
}

function yearsInWords(bars: readonly BalanceParts[]): string {
  const [first, last] = [bars[0]?.year, bars.at(-1)?.year];
  return t('contributions.year', { year: first === last ? String(last) : `${first}–${last}` });
}
