import { useMemo } from 'preact/hooks';
import type { PensionSummary } from '#shared/records-api/pension.ts';
import type { DrawProps } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { CalendarIcon, ChartIcon, PrinterIcon } from '../../components/icons/visit-icons.tsx';
import { usePages } from '../../components/pager.tsx';
import { Tile } from '../../components/tile.tsx';
import { formatDate, formatMonth } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import { MonthStrip } from './month-strip.tsx';
import { lineOf, stripYears } from './strip-years.ts';
import { durationInWords } from './words.ts';

/** The pension account at a glance: one sentence, one balance, every month, three ways on. */
export function Pension(props: DrawProps<'pension'>) {
  const { content, send, figuresShown, language } = props;
  const { summary, obstacle } = content;
  const figures = figuresOf(figuresShown);
  return (
    <div class="pension">
      <h1 tabIndex={-1}>{headline(summary, figures)}</h1>
      <section class="card balance">
        <div class="balance-words">
          <p class="balance-label">
            {t('pension.balance')}
            {summary.balanceProvisional && <span class="badge">{t('pension.provisional')}</span>}
          </p>
          <p class="balance-figure">
            {figures.money(summary.balanceFen)} <span>{t('money.unit')}</span>
          </p>
        </div>
        <dl class="facts">
          {factsOf(summary, figures, language).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="card months">
        <Months {...props} />
      </section>
      <div class="tiles">
        <Tile
          action="contributions"
          icon={<CalendarIcon />}
          title={t('tile.contributions')}
          hint={t('tile.contributionsHint')}
          onClick={() => send({ type: 'person.openedContributions' })}
        />
        <Tile
          action="account-years"
          icon={<ChartIcon />}
          title={t('tile.accountYears')}
          hint={t('tile.accountYearsHint')}
          onClick={() => send({ type: 'person.openedAccountYears' })}
        />
        <Tile
          action="statement"
          icon={<PrinterIcon />}
          title={t('tile.statement')}
          hint={
            obstacle === null
              ? t('tile.statementHint')
              : t('tile.unavailable', { reason: t(`obstacle.${obstacle}`) })
          }
          hindered={obstacle !== null}
          onClick={() => send({ type: 'person.openedStatement' })}
        />
      </div>
      <p class="caption cut-off">
        <span>{t('list.cutOff', { date: formatDate(language, summary.dataCutOff) })}</span>
        {summary.balanceProvisional && <span>{t('pension.provisionalWhy')}</span>}
      </p>
    </div>
  );
}

function Months({ content, send, figuresShown, rows }: DrawProps<'pension'>) {
  const { summary, history } = content;
  const known = history.state === 'shown' ? history.value : null;
  const years = useMemo(() => (known === null ? [] : stripYears(lineOf(summary, known))), [summary, known]);
  const pages = usePages(Math.ceil(years.length / rows.strip));
  if (history.state !== 'shown') return <NotShown fetched={history} send={send} />;
  if (years.length === 0) return <p class="not-shown muted">{t('list.none')}</p>;
  return (
    <MonthStrip
      years={years}
      perPage={rows.strip}
      pages={pages}
      hidden={figuresShown === 'hidden'}
      counts={{ gap: summary.gapMonths, owed: summary.owedMonths }}
    />
  );
}

function headline(summary: PensionSummary, figures: Figures): string {
  if (summary.pension !== null) {
    return t('pension.headlineDrawing', { amount: figures.money(summary.pension.monthlyFen) });
  }
  if (summary.paidMonths === 0) return t('pension.headlineNone');
  return t('pension.headlinePaid', { duration: figures.words(durationInWords(summary.paidMonths)) });
}

/** Three plain facts beside the balance; which ones depends on where in life the person stands. */
function factsOf(
  summary: PensionSummary,
  figures: Figures,
  language: Language,
): { label: string; value: string }[] {
  const state = { label: t('pension.state'), value: t(`participation.${summary.participation}`) };
  if (summary.pension !== null) {
    return [
      { label: t('pension.total'), value: figures.words(durationInWords(summary.paidMonths)) },
      {
        label: t('pension.since'),
        value: figures.words(formatMonth(language, summary.pension.since)),
      },
      state,
    ];
  }
  const thisYear = {
    label: t('pension.thisYear'),
    value: figures.words(t('duration.months', { count: summary.currentYear.paidMonths })),
  };
  if (summary.currentBaseFen !== null) {
    const base = {
      label: t('pension.base'),
      value: t('money.yuan', { amount: figures.money(summary.currentBaseFen) }),
    };
    return [thisYear, base, state];
  }
  const first = {
    label: t('pension.firstMonth'),
    value:
      summary.firstMonth === null
        ? t('pension.noneYet')
        : figures.words(formatMonth(language, summary.firstMonth)),
  };
  if (summary.scheme === 'resident') {
    const paid = {
      label: t('pension.thisYear'),
      value: t('money.yuan', { amount: figures.money(summary.currentYear.personalFen) }),
    };
    return [paid, first, state];
  }
  return [thisYear, first, state];
}
