import { useMemo } from 'preact/hooks';
import type { Contribution } from '#shared/records-api/pension.ts';
import type { DrawProps } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { Pager, usePages } from '../../components/pager.tsx';
import { Cell, HeadCell, Row, Table } from '../../components/table.tsx';
import { formatDate, formatMonthRange, formatShortMonth } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import { contributionPages, type ListRow, type PageSpan } from './contribution-pages.ts';
import { stateOfContribution } from './contribution-state.ts';

const NOTHING = '—';

/** Month by month, what was paid, by whom, and when it arrived. */
export function Contributions({ content, send, figuresShown, language, rows }: DrawProps<'contributions'>) {
  const { summary, history } = content;
  const known = history.state === 'shown' ? history.value : null;
  // Forty years are paged once, not at every touch.
  const list = useMemo(
    () => (known === null ? [] : contributionPages(summary, known, rows.table)),
    [summary, known, rows.table],
  );
  const pages = usePages(list.length);
  const figures = figuresOf(figuresShown);
  const page = list[pages.page];
  const resident = summary.scheme === 'resident';
  return (
    <div class={figures.hidden ? 'paged covered' : 'paged'}>
      <div class="paged-head">
        <h1 tabIndex={-1}>
          {t('contributions.title')}
          {page !== undefined && <span class="paged-part">{spanInWords(page.span)}</span>}
        </h1>
        <p class="caption">{t('list.cutOff', { date: formatDate(language, summary.dataCutOff) })}</p>
      </div>
      {history.state !== 'shown' && <NotShown fetched={history} send={send} />}
      {history.state === 'shown' && page === undefined && <p class="not-shown muted">{t('list.none')}</p>}
      {page !== undefined && (
        <Table class="contributions" label={t('contributions.title')}>
          <Row head>
            <HeadCell at="month">{t('contributions.month')}</HeadCell>
            <HeadCell at="employer">{t('contributions.employer')}</HeadCell>
            <HeadCell at="base" amount>
              {t('contributions.base')}
            </HeadCell>
            <HeadCell at="own" amount>
              {t('contributions.own')}
            </HeadCell>
            <HeadCell at="employer-part" amount>
              {t(resident ? 'contributions.subsidyPart' : 'contributions.employerPart')}
            </HeadCell>
            <HeadCell at="to-account" amount>
              {t('contributions.toAccount')}
            </HeadCell>
            <HeadCell at="credited-on" amount>
              {t('contributions.creditedOn')}
            </HeadCell>
            <HeadCell at="status">{t('contributions.status')}</HeadCell>
          </Row>
          {page.rows.map((row, index) => (
            <ContributionRow key={index} row={row} figures={figures} language={language} />
          ))}
        </Table>
      )}
      {pages.pages > 1 && <Pager {...pages} />}
    </div>
  );
}

function spanInWords(span: PageSpan): string {
  if (span === 'last12') return t('contributions.last12');
  const { newest, oldest } = span;
  return t('contributions.year', { year: newest === oldest ? newest : `${oldest}–${newest}` });
}

function ContributionRow({ row, figures, language }: { row: ListRow; figures: Figures; language: Language }) {
  if (row.kind === 'gap') {
    return (
      <Row>
        <Cell at="month">{formatMonthRange(language, row.first, row.last)}</Cell>
        <Cell at="status">
          <Status state="gap" />
        </Cell>
      </Row>
    );
  }
  const { contribution } = row;
  const state = stateOfContribution(contribution);
  return (
    <Row>
      <Cell at="month">{monthInWords(contribution, language)}</Cell>
      <Cell at="employer" lang="zh-Hans">
        {figures.words(payerOf(contribution))}
      </Cell>
      <Cell at="base" amount>
        {contribution.baseFen === null ? NOTHING : figures.money(contribution.baseFen)}
      </Cell>
      <Cell at="own" amount>
        {figures.money(contribution.personalFen)}
      </Cell>
      <Cell at="employer-part" amount>
        {figures.money(contribution.employerFen)}
      </Cell>
      <Cell at="to-account" amount>
        {figures.money(contribution.toAccountFen)}
      </Cell>
      <Cell at="credited-on" amount>
        {contribution.creditedOn ?? NOTHING}
      </Cell>
      <Cell at="status">
        <Status state={state} />
      </Cell>
    </Row>
  );
}

/** The same shape as in the month strip, and the word. */
function Status({ state }: { state: ReturnType<typeof stateOfContribution> | 'gap' }) {
  return (
    <span class="status">
      <i class="month" data-state={state} aria-hidden="true" />
      {t(`row.${state}`)}
    </span>
  );
}

/** A resident pays once for a calendar year. */
function monthInWords({ kind, forMonth }: Contribution, language: Language): string {
  return kind === 'residentOwn' || kind === 'residentSubsidy'
    ? t('contributions.wholeYear', { year: forMonth.slice(0, 4) })
    : formatShortMonth(language, forMonth);
}

function payerOf({ employerName, kind }: Contribution): string {
  if (employerName !== '') return employerName;
  switch (kind) {
    case 'residentSubsidy':
      return t('contributions.government');
    case 'transferredIn':
      return t('contributions.elsewhere');
    case 'regular':
    case 'refund':
    case 'madeUpAfterBreak':
    case 'madeUpLumpSum':
    case 'baseAdjustment':
    case 'flexibleWorker':
    case 'residentOwn':
      return t('contributions.byOneself');
  }
}
