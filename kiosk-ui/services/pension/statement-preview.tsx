import type { CardHolder } from '#shared/protocol/cards.ts';
import type { AccountTable, PensionSummary } from '#shared/records-api/pension.ts';
import { Amount } from '../../components/amount.tsx';
import { withChineseMarked } from '../../components/chinese-runs.tsx';
import type { DrawProps } from '../../components/draw.ts';
import { drawnFromOf } from '../../components/explain.tsx';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { FiguresToggle } from '../../components/figures-toggle.tsx';
import { AlertIcon } from '../../components/icons/quiet-icons.tsx';
import { PrinterIcon } from '../../components/icons/visit-icons.tsx';
import { Pager, usePages } from '../../components/pager.tsx';
import { useFirstFitting } from '../../components/use-first-fitting.ts';
import { formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import { usePageCapacity } from '../../theme/use-page-capacity.ts';

type Part = 'sheet' | 'contents' | 'choice';

/** What is chosen stands beside the paper where there is room, and before it where there is not. */
const WAYS_TO_PAGE: readonly (readonly (readonly Part[])[])[] = [
  [['sheet', 'contents', 'choice']],
  [['contents', 'choice'], ['sheet']],
  [['choice'], ['contents'], ['sheet']],
];

/** What will come out of the printer, and the one choice about it. */
export function StatementPreview(props: DrawProps<'statementPreview'>) {
  const { content, send, holder, figuresShown, canShowFigures, language, preferences } = props;
  const { summary, table, hideNumber, obstacle } = content;
  const figures = figuresOf(figuresShown);
  const { box, way } = useFirstFitting(
    WAYS_TO_PAGE.length,
    [
      drawnFromOf(language, preferences),
      figures.masked,
      figures.hidden,
      table.state,
      hideNumber,
      canShowFigures,
      obstacle,
    ].join(' '),
  );
  const parts = WAYS_TO_PAGE[way] ?? [];
  const pages = usePages(parts.length);
  const shown = parts[pages.page] ?? [];
  const has = (part: Part) => shown.includes(part);
  return (
    <div class="statement" ref={box} data-parts={shown.join(' ')}>
      <h1 tabIndex={-1} data-public>
        {t('statement.title')}
      </h1>
      {has('sheet') && (
        <section class="sheet" data-fits aria-label={t('statement.paperTitle')}>
          {table.state === 'shown' ? (
            <Sheet
              summary={summary}
              table={table.value}
              holder={holder}
              figures={figures}
              cutOff={formatDate(language, summary.dataCutOff)}
            />
          ) : (
            <NotShown fetched={table} send={send} />
          )}
        </section>
      )}
      {has('contents') && (
        <section class="statement-contents" data-fits data-public>
          <h2>{t('statement.contentsTitle')}</h2>
          <ul>
            <li>{t('statement.contents1')}</li>
            <li>{t('statement.contents2')}</li>
            <li>{t('statement.contents3')}</li>
          </ul>
        </section>
      )}
      {has('choice') && (
        <div class="statement-choice" data-fits>
          {canShowFigures && <FiguresToggle figures={figures} send={send} />}
          <button
            type="button"
            class="toggle"
            role="switch"
            aria-checked={hideNumber}
            data-public
            data-action="hide-number"
            onClick={() => send({ type: 'person.choseHideNumber', hideNumber: !hideNumber })}
          >
            <span class="tile-words">
              <span class="tile-title">{t('statement.hideNumber')}</span>
              <span class="tile-hint">
                {t(hideNumber ? 'statement.hideNumberOn' : 'statement.hideNumberOff')}
              </span>
            </span>
            <span class="toggle-state" aria-hidden="true">
              <i />
              {t(hideNumber ? 'statement.on' : 'statement.off')}
            </span>
          </button>
          {obstacle === null ? (
            <button
              type="button"
              class="button button-primary button-large"
              data-public
              data-action="print"
              onClick={() => send({ type: 'person.printed' })}
            >
              <PrinterIcon />
              {t('statement.print')}
            </button>
          ) : (
            <div class="obstacle" role="status" data-public>
              <AlertIcon />
              <p>
                <b>{t('statement.cannot', { reason: t(`obstacle.${obstacle}`) })}</b>
                <br />
                {t('statement.elsewhere')}
              </p>
            </div>
          )}
        </div>
      )}
      {parts.length > 1 && <Pager {...pages} names={parts.map(([first]) => nameOf(first ?? 'choice'))} />}
    </div>
  );
}

function nameOf(part: Part): string {
  switch (part) {
    case 'sheet':
      return t('statement.preview');
    case 'contents':
      return t('statement.contentsTitle');
    case 'choice':
      return t('statement.print');
  }
}

/** More years than these are no likeness any more. */
const MOST_YEARS = 10;

/** A likeness of the paper, with its newest years. */
function Sheet({
  summary,
  table,
  holder,
  figures,
  cutOff,
}: {
  summary: PensionSummary;
  table: AccountTable;
  holder: CardHolder | null;
  figures: Figures;
  cutOff: string;
}) {
  const { box, rows } = usePageCapacity('statement', MOST_YEARS);
  const newestFirst = [...table.years].reverse();
  const first = newestFirst.slice(0, rows);
  const more = newestFirst.length - first.length;
  return (
    <>
      <h2 class="sheet-title">{withChineseMarked(t('statement.paperTitle'))}</h2>
      <dl class="sheet-person">
        <div class="sheet-entry">
          <dt>{t('statement.name')}</dt>
          <dd lang="zh-Hans">{holder?.maskedName}</dd>
        </div>
        <div class="sheet-entry">
          <dt>{t('statement.number')}</dt>
          <dd>{holder?.maskedNumber}</dd>
        </div>
        <div class="sheet-entry">
          <dt>{t('statement.scheme')}</dt>
          <dd>{t(`pension.scheme.${summary.scheme}`)}</dd>
        </div>
        <div class="sheet-entry">
          <dt>{t('statement.balance')}</dt>
          <dd>
            <Amount fen={summary.balanceFen} figures={figures} />
          </dd>
        </div>
      </dl>
      <div class="sheet-box" ref={box}>
        <table class="sheet-years">
          <thead>
            <tr>
              <th scope="col">{t('accountYears.year')}</th>
              <th scope="col">{t('accountYears.principal')}</th>
              <th scope="col">{t('accountYears.closing')}</th>
            </tr>
          </thead>
          <tbody>
            {first.map((year) => (
              <tr key={year.year}>
                <th scope="row">{year.year}</th>
                <td>
                  <Amount fen={year.principalFen} figures={figures} />
                </td>
                <td>
                  <Amount fen={year.closingFen} figures={figures} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="caption sheet-more">
        {more > 0 && <span>{t('statement.more', { count: more })}</span>}
        <span>{t('list.cutOff', { date: cutOff })}</span>
      </p>
    </>
  );
}
