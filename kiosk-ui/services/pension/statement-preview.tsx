import type { CardHolder } from '#shared/protocol/cards.ts';
import type { AccountTable, PensionSummary } from '#shared/records-api/pension.ts';
import type { DrawProps } from '../../components/draw.ts';
import { NotShown } from '../../components/fetched.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { AlertIcon } from '../../components/icons/quiet-icons.tsx';
import { PrinterIcon } from '../../components/icons/visit-icons.tsx';
import { formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';

/** What will come out of the printer, and the one choice about it. */
export function StatementPreview({
  content,
  send,
  holder,
  figuresShown,
  language,
  rows,
}: DrawProps<'statementPreview'>) {
  const { summary, table, hideNumber, obstacle } = content;
  const figures = figuresOf(figuresShown);
  return (
    <div class="statement">
      <h1 tabIndex={-1}>{t('statement.title')}</h1>
      <section class="sheet" aria-label={t('statement.paperTitle')}>
        {table.state === 'shown' ? (
          <Sheet
            summary={summary}
            table={table.value}
            holder={holder}
            figures={figures}
            rows={rows.sheet}
            cutOff={formatDate(language, summary.dataCutOff)}
          />
        ) : (
          <NotShown fetched={table} send={send} />
        )}
      </section>
      <div class="statement-side">
        <section class="statement-contents">
          <h2>{t('statement.contentsTitle')}</h2>
          <ul>
            <li>{t('statement.contents1')}</li>
            <li>{t('statement.contents2')}</li>
            <li>{t('statement.contents3')}</li>
          </ul>
        </section>
        <button
          type="button"
          class="toggle"
          role="switch"
          aria-checked={hideNumber}
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
            data-action="print"
            onClick={() => send({ type: 'person.printed' })}
          >
            <PrinterIcon />
            {t('statement.print')}
          </button>
        ) : (
          <div class="obstacle" role="status">
            <AlertIcon />
            <p>
              <b>{t('statement.cannot', { reason: t(`obstacle.${obstacle}`) })}</b>
              <br />
              {t('statement.elsewhere')}
            </p>
          </div>
        )}
      </div>
    </div>
  );
}

/** A likeness of the paper, with its newest years. */
function Sheet({
  summary,
  table,
  holder,
  figures,
  rows,
  cutOff,
}: {
  summary: PensionSummary;
  table: AccountTable;
  holder: CardHolder | null;
  figures: Figures;
  rows: number;
  cutOff: string;
}) {
  const newestFirst = [...table.years].reverse();
  const first = newestFirst.slice(0, rows);
  const more = newestFirst.length - first.length;
  return (
    <>
      <h2 class="sheet-title">{t('statement.paperTitle')}</h2>
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
          <dd>{figures.money(summary.balanceFen)}</dd>
        </div>
      </dl>
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
              <td>{figures.money(year.principalFen)}</td>
              <td>{figures.money(year.closingFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="caption sheet-more">
        {more > 0 && <span>{t('statement.more', { count: more })}</span>}
        <span>{t('list.cutOff', { date: cutOff })}</span>
      </p>
    </>
  );
}
