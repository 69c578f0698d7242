import type { ComponentChildren } from 'preact';
import type { AccountYear } from '#shared/records-api/pension.ts';
import { AmountCell } from '../../components/amount.tsx';
import type { DrawProps } from '../../components/draw.ts';
import { drawnFromOf } from '../../components/explain.tsx';
import { NotShown } from '../../components/fetched.tsx';
import type { Figures } from '../../components/figures.ts';
import { OpenRow } from '../../components/open-row.tsx';
import { Paged } from '../../components/paged.tsx';
import { usePages } from '../../components/pager.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Cell, HeadCell, Row, Table } from '../../components/table.tsx';
import { useOpened } from '../../components/use-opened.ts';
import { YearChoice } from '../../components/year-choice.tsx';
import { formatBasisPoints, formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import { usePageCapacity } from '../../theme/use-page-capacity.ts';
import { yearOfAccountInWords } from './account-words.ts';

interface AccountTableProps extends DrawProps<'accountYears'> {
  readonly figures: Figures;
  readonly actions: ComponentChildren;
}

/** More rows than these are not read at a glance. */
const MOST_ROWS = 10;
/** A list of fewer pages is turned quickly enough. */
const PAGES_WITHOUT_JUMP = 3;

const openAction = ({ year }: AccountYear): string => `open-${year}`;
const actionOf = (opened: AccountYear | 'years'): string =>
  opened === 'years' ? 'jump' : openAction(opened);

/** The chart's twin: each closing balance, newest first, with all that it is made of. */
export function AccountTable(props: AccountTableProps) {
  const { content, send, figures, language, preferences, backStep, actions } = props;
  const { table, summary } = content;
  const years = table.state === 'shown' ? [...table.value.years].reverse() : [];
  const { box, rows } = usePageCapacity('account-years', MOST_ROWS);
  const pages = usePages(Math.ceil(years.length / rows));
  const { opened, open, close } = useOpened<AccountYear | 'years'>(backStep, actionOf);
  if (opened === 'years') {
    return (
      <YearChoice
        years={years.map(({ year }) => year)}
        onYear={(wanted) => {
          pages.turnTo(Math.floor(years.findIndex(({ year }) => year === wanted) / rows));
          close();
        }}
        onClose={close}
      />
    );
  }
  if (opened !== null) {
    return (
      <Sheet
        about={`year-${opened.year}`}
        title={t('accountYears.oneYear', { year: opened.year })}
        publicTitle
        sentences={yearOfAccountInWords(opened, figures)}
        drawnFrom={drawnFromOf(language, preferences)}
        close={t('list.backToList')}
        onClose={close}
      />
    );
  }
  const shown = years.slice(pages.page * rows, (pages.page + 1) * rows);
  // Large letters leave room for what matters most; the rest of a year is one press away.
  const short = preferences.textSize !== 'standard';
  return (
    <Paged
      title={t('accountYears.title')}
      notes={[
        years.some(({ provisional }) => provisional) && preferences.textSize === 'standard'
          ? t('accountYears.provisionalWhy')
          : t('list.cutOff', { date: formatDate(language, summary.dataCutOff) }),
      ]}
      box={box}
      pages={pages}
      textSize={preferences.textSize}
      onJump={pages.pages > PAGES_WITHOUT_JUMP ? () => open('years') : undefined}
      actions={actions}
    >
      {table.state !== 'shown' && <NotShown fetched={table} send={send} />}
      {table.state === 'shown' && shown.length === 0 && <p class="not-shown muted">{t('list.none')}</p>}
      {shown.length > 0 && short && (
        <Table class="short account-years-short" label={t('accountYears.title')}>
          <Row head>
            <HeadCell at="year">{t('accountYears.year')}</HeadCell>
            <HeadCell at="principal" amount>
              {t('accountYears.principal')}
            </HeadCell>
            <HeadCell at="interest" amount>
              {t('accountYears.interest')}
            </HeadCell>
            <HeadCell at="closing" amount>
              {t('accountYears.closing')}
            </HeadCell>
            <HeadCell at="open">
              <span class="unseen">{t('list.open')}</span>
            </HeadCell>
          </Row>
          {shown.map((year) => (
            <ShortRow key={year.year} year={year} figures={figures} onOpen={() => open(year)} />
          ))}
        </Table>
      )}
      {shown.length > 0 && !short && <WholeTable years={shown} figures={figures} />}
    </Paged>
  );
}

interface RowProps {
  readonly year: AccountYear;
  readonly figures: Figures;
}

function ShortRow({ year, figures, onOpen }: RowProps & { onOpen: () => void }) {
  return (
    <Row>
      <Cell at="year">{year.year}</Cell>
      <AmountCell at="principal" fen={year.principalFen} figures={figures} />
      <AmountCell at="interest" fen={year.interestOnOpeningFen + year.interestOnYearFen} figures={figures} />
      <AmountCell at="closing" fen={year.closingFen} figures={figures} />
      <Cell at="open">
        <OpenRow
          action={openAction(year)}
          name={t('accountYears.oneYear', { year: year.year })}
          onOpen={onOpen}
        />
      </Cell>
    </Row>
  );
}

function WholeTable({ years, figures }: { years: readonly AccountYear[]; figures: Figures }) {
  return (
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
      {years.map((year) => (
        <WholeRow key={year.year} year={year} figures={figures} />
      ))}
    </Table>
  );
}

function WholeRow({ year, figures }: RowProps) {
  return (
    <Row>
      <Cell at="year">
        {year.year}
        {year.provisional && <span class="badge">{t('accountYears.provisional')}</span>}
      </Cell>
      <Cell at="months" amount>
        {figures.hidden ? '＊' : year.months}
      </Cell>
      <AmountCell at="opening" fen={year.openingFen} figures={figures} />
      <AmountCell at="interest-on-opening" fen={year.interestOnOpeningFen} figures={figures} />
      <AmountCell at="principal" fen={year.principalFen} figures={figures} />
      <AmountCell at="interest-on-year" fen={year.interestOnYearFen} figures={figures} />
      <AmountCell at="paid-out" fen={year.paidOutFen} figures={figures} />
      <Cell at="rate" amount>
        {formatBasisPoints(year.rateBasisPoints)}
      </Cell>
      <AmountCell at="closing" fen={year.closingFen} figures={figures} />
    </Row>
  );
}
