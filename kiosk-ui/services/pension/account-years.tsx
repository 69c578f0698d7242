import type { AccountYear } from '#shared/records-api/pension.ts';
import type { DrawProps } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { Pager, usePages } from '../../components/pager.tsx';
import { Cell, HeadCell, Row, Table } from '../../components/table.tsx';
import { formatBasisPoints, formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';

/** The personal account year by year, newest first: how each closing balance came about. */
export function AccountYears({ content, send, figuresShown, language, rows }: DrawProps<'accountYears'>) {
  const { table, summary } = content;
  const years = table.state === 'shown' ? [...table.value.years].reverse() : [];
  const pages = usePages(Math.ceil(years.length / rows.table));
  const shown = years.slice(pages.page * rows.table, (pages.page + 1) * rows.table);
  const figures = figuresOf(figuresShown);
  return (
    <div class={figures.hidden ? 'paged covered' : 'paged'}>
      <div class="paged-head">
        <h1 tabIndex={-1}>{t('accountYears.title')}</h1>
        <p class="caption">
          <span>{t('accountYears.explain')}</span>
          <span>
            {years.some(({ provisional }) => provisional)
              ? t('accountYears.provisionalWhy')
              : t('list.cutOff', { date: formatDate(language, summary.dataCutOff) })}
          </span>
        </p>
      </div>
      {table.state !== 'shown' && <NotShown fetched={table} send={send} />}
      {table.state === 'shown' && shown.length === 0 && <p class="not-shown muted">{t('list.none')}</p>}
      {shown.length > 0 && (
        <Table class="account-years" label={t('accountYears.title')}>
          <Row head>
            <HeadCell at="year">{t('accountYears.year')}</HeadCell>
            <HeadCell at="months" amount>
              {t('accountYears.months')}
            </HeadCell>
            <HeadCell at="opening" amount>
              {t('accountYears.opening')}
            </HeadCell>
            <HeadCell at="interest-on-opening" amount>
              {t('accountYears.interestOnOpening')}
            </HeadCell>
            <HeadCell at="principal" amount>
              {t('accountYears.principal')}
            </HeadCell>
            <HeadCell at="interest-on-year" amount>
              {t('accountYears.interestOnYear')}
            </HeadCell>
            <HeadCell at="paid-out" amount>
              {t('accountYears.paidOut')}
            </HeadCell>
            <HeadCell at="rate" amount>
              {t('accountYears.rate')}
            </HeadCell>
            <HeadCell at="closing" amount>
              {t('accountYears.closing')}
            </HeadCell>
          </Row>
          {shown.map((year) => (
            <YearRow key={year.year} year={year} figures={figures} />
          ))}
        </Table>
      )}
      {pages.pages > 1 && <Pager {...pages} />}
    </div>
  );
}

function YearRow({ year, figures }: { year: AccountYear; figures: Figures }) {
  return (
    <Row>
      <Cell at="year">
        {year.year}
        {year.provisional && <span class="badge">{t('accountYears.provisional')}</span>}
      </Cell>
      <Cell at="months" amount>
        {figures.hidden ? '＊' : year.months}
      </Cell>
      <Cell at="opening" amount>
        {figures.money(year.openingFen)}
      </Cell>
      <Cell at="interest-on-opening" amount>
        {figures.money(year.interestOnOpeningFen)}
      </Cell>
      <Cell at="principal" amount>
        {figures.money(year.principalFen)}
      </Cell>
      <Cell at="interest-on-year" amount>
        {figures.money(year.interestOnYearFen)}
      </Cell>
      <Cell at="paid-out" amount>
        {figures.money(year.paidOutFen)}
      </Cell>
      <Cell at="rate" amount>
        {formatBasisPoints(year.rateBasisPoints)}
      </Cell>
      <Cell at="closing" amount>
        {figures.money(year.closingFen)}
      </Cell>
    </Row>
  );
}
