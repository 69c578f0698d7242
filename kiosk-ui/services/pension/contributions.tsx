import { useMemo } from 'preact/hooks';
import { AmountCell } from '../../components/amount.tsx';
import type { DrawProps } from '../../components/draw.ts';
import { drawnFromOf, ExplainButton, Explanation, explainAction } from '../../components/explain.tsx';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { FiguresToggle } from '../../components/figures-toggle.tsx';
import { OpenRow } from '../../components/open-row.tsx';
import { Paged } from '../../components/paged.tsx';
import { usePages } from '../../components/pager.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Cell, HeadCell, Row, Table } from '../../components/table.tsx';
import { useOpened } from '../../components/use-opened.ts';
import { YearChoice } from '../../components/year-choice.tsx';
import { formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import { usePageCapacity } from '../../theme/use-page-capacity.ts';
import {
  contributionPages,
  type ListRow,
  type PageSpan,
  pageWithYear,
  yearsOnPages,
} from './contribution-pages.ts';
import { columnsInWords, payerOf, periodInWords, rowInWords, stateOfRow } from './contribution-words.ts';

const NOTHING = '—';

/** A year fills a page where the glass is tall enough; more rows are not read at a glance. */
const MOST_ROWS = 12;
/** A list of fewer pages is turned quickly enough. */
const PAGES_WITHOUT_JUMP = 3;

/** What can be opened over the list. */
type Opened = 'columns' | 'years' | { readonly row: ListRow; readonly key: string };

function actionOf(opened: Opened): string {
  if (opened === 'columns') return explainAction('columns');
  return opened === 'years' ? 'jump' : opened.key;
}

/** Month by month, what was paid, by whom, and when it arrived. */
export function Contributions(props: DrawProps<'contributions'>) {
  const { content, send, figuresShown, canShowFigures, language, preferences, backStep } = props;
  const { summary, history } = content;
  const known = history.state === 'shown' ? history.value : null;
  const { box, rows } = usePageCapacity('contributions', MOST_ROWS);
  // Forty years are paged once, not at every touch.
  const list = useMemo(
    () => (known === null ? [] : contributionPages(summary, known, rows)),
    [summary, known, rows],
  );
  const pages = usePages(list.length);
  const figures = figuresOf(figuresShown);
  const { opened, open, close } = useOpened<Opened>(backStep, actionOf);
  if (opened === 'columns') {
    return (
      <Explanation
        figure="columns"
        name={t('contributions.title')}
        sentences={columnsInWords(list[0]?.rows ?? [], figures, language)}
        drawn={props}
        onClose={close}
      />
    );
  }
  if (opened === 'years') {
    return (
      <YearChoice
        years={yearsOnPages(list)}
        onYear={(year) => {
          pages.turnTo(pageWithYear(list, year));
          close();
        }}
        onClose={close}
      />
    );
  }
  if (opened !== null) {
    return (
      <Sheet
        about={opened.key}
        title={periodInWords(opened.row, language, 'long')}
        publicTitle
        sentences={rowInWords(opened.row, figures, language)}
        drawnFrom={drawnFromOf(language, preferences)}
        close={t('list.backToList')}
        onClose={close}
      />
    );
  }
  const page = list[pages.page];
  // Large letters leave room for what matters most; the rest of a row is one press away.
  const short = preferences.textSize !== 'standard';
  return (
    <Paged
      title={t('contributions.title')}
      part={page === undefined ? undefined : spanInWords(page.span)}
      notes={[t('list.cutOff', { date: formatDate(language, summary.dataCutOff) })]}
      box={box}
      pages={pages}
      textSize={preferences.textSize}
      onJump={pages.pages > PAGES_WITHOUT_JUMP ? () => open('years') : undefined}
      actions={
        <>
          {canShowFigures && <FiguresToggle figures={figures} send={send} />}
          <ExplainButton figure="columns" name={t('contributions.title')} onOpen={() => open('columns')} />
        </>
      }
    >
      {history.state !== 'shown' && <NotShown fetched={history} send={send} />}
      {history.state === 'shown' && page === undefined && <p class="not-shown muted">{t('list.none')}</p>}
      {page !== undefined && short && (
        <ShortTable rows={page.rows} figures={figures} language={language} onOpen={open} />
      )}
      {page !== undefined && !short && (
        <WholeTable
          rows={page.rows}
          figures={figures}
          language={language}
          resident={summary.scheme === 'resident'}
        />
      )}
    </Paged>
  );
}

function spanInWords(span: PageSpan): string {
  if (span === 'last12') return t('contributions.last12');
  const { newest, oldest } = span;
  return t('contributions.year', { year: newest === oldest ? newest : `${oldest}–${newest}` });
}

interface TableProps {
  readonly rows: readonly ListRow[];
  readonly figures: Figures;
  readonly language: Language;
}

/** Three columns in large letters, and a button to all the rest. */
function ShortTable({ rows, figures, language, onOpen }: TableProps & { onOpen: (opened: Opened) => void }) {
  return (
    <Table class="short contributions-short" label={t('contributions.title')}>
      <Row head>
        <HeadCell at="month">{t('contributions.month')}</HeadCell>
        <HeadCell at="own" amount>
          {t('contributions.own')}
        </HeadCell>
        <HeadCell at="to-account" amount>
          {t('contributions.toAccount')}
        </HeadCell>
        <HeadCell at="status">{t('contributions.status')}</HeadCell>
        <HeadCell at="open">
          <span class="unseen">{t('list.open')}</span>
        </HeadCell>
      </Row>
      {rows.map((row, index) => {
        const period = periodInWords(row, language, 'short');
        const key = `open-row-${index + 1}`;
        return (
          <Row key={key}>
            <Cell at="month" spoken={periodInWords(row, language, 'long')}>
              {period}
            </Cell>
            {row.kind === 'contribution' && (
              <>
                <AmountCell at="own" fen={row.contribution.personalFen} figures={figures} />
                <AmountCell at="to-account" fen={row.contribution.toAccountFen} figures={figures} />
              </>
            )}
            <StatusCell row={row} />
            <Cell at="open">
              <OpenRow
                action={key}
                name={periodInWords(row, language, 'long')}
                onOpen={() => onOpen({ row, key })}
              />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function WholeTable({ rows, figures, language, resident }: TableProps & { resident: boolean }) {
  return (
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
      {rows.map((row, index) => (
        <WholeRow key={index} row={row} figures={figures} language={language} />
      ))}
    </Table>
  );
}

function WholeRow({ row, figures, language }: Omit<TableProps, 'rows'> & { row: ListRow }) {
  const month = (
    <Cell at="month" spoken={periodInWords(row, language, 'long')}>
      {periodInWords(row, language, 'short')}
    </Cell>
  );
  const status = <StatusCell row={row} />;
  if (row.kind === 'gap') {
    return (
      <Row>
        {month}
        {status}
      </Row>
    );
  }
  const { contribution } = row;
  const { baseFen, creditedOn } = contribution;
  return (
    <Row>
      {month}
      <Cell at="employer" lang="zh-Hans">
        {figures.words(payerOf(contribution))}
      </Cell>
      {baseFen === null ? (
        <Cell at="base" amount>
          {NOTHING}
        </Cell>
      ) : (
        <AmountCell at="base" fen={baseFen} figures={figures} />
      )}
      <AmountCell at="own" fen={contribution.personalFen} figures={figures} />
      <AmountCell at="employer-part" fen={contribution.employerFen} figures={figures} />
      <AmountCell at="to-account" fen={contribution.toAccountFen} figures={figures} />
      <Cell
        at="credited-on"
        amount
        spoken={creditedOn === null ? undefined : formatDate(language, creditedOn)}
      >
        {creditedOn ?? NOTHING}
      </Cell>
      {status}
    </Row>
  );
}

/** The same shape as in the month strip, and the word. */
function StatusCell({ row }: { row: ListRow }) {
  const state = stateOfRow(row);
  return (
    <Cell at="status" class="status">
      <i class="month" data-state={state} aria-hidden="true" />
      {t(`row.${state}`)}
    </Cell>
  );
}
