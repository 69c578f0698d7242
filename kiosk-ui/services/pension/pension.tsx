import { useMemo } from 'preact/hooks';
import { withChineseMarked } from '../../components/chinese-runs.tsx';
import type { DrawProps } from '../../components/draw.ts';
import { drawnFromOf, ExplainButton, Explanation, explainAction } from '../../components/explain.tsx';
import { type Figures, figuresOf } from '../../components/figures.ts';
import { FiguresTile, FiguresToggle } from '../../components/figures-toggle.tsx';
import { CalendarIcon, ChartIcon, PrinterIcon } from '../../components/icons/visit-icons.tsx';
import { Pager, usePages } from '../../components/pager.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFirstFitting } from '../../components/use-first-fitting.ts';
import { useOpened } from '../../components/use-opened.ts';
import { formatDate } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import { explanationOf, type SummaryFigure } from './explanations.ts';
import { Months } from './months.tsx';
import { factsOf, headline } from './summary-facts.ts';

type Part = 'balance' | 'facts' | 'months' | 'ways';

/**
 * The parts of the summary on as few pages as the glass and the letters allow: first all of it at a glance, in the end
 * one thing a page.
 */
const WAYS_TO_PAGE: readonly (readonly (readonly Part[])[])[] = [
  [['balance', 'facts', 'months', 'ways']],
  [['balance', 'facts', 'ways'], ['months']],
  [['balance', 'facts'], ['ways'], ['months']],
  [['balance'], ['facts'], ['ways'], ['months']],
];

/** The pension account at a glance: one sentence, one balance, every month, three ways on. */
export function Pension(props: DrawProps<'pension'>) {
  const { content, figuresShown, language, backStep } = props;
  const { summary, history } = content;
  const figures = figuresOf(figuresShown);
  const { opened, open, close } = useOpened<SummaryFigure>(backStep, explainAction);
  if (opened !== null) {
    const known = {
      summary,
      history: history.state === 'shown' ? history.value : null,
      figures,
      language,
    };
    return (
      <Explanation
        figure={opened}
        name={nameOf(opened)}
        sentences={explanationOf(opened, known)}
        drawn={props}
        onClose={close}
      />
    );
  }
  return <Summary {...props} figures={figures} onExplain={open} />;
}

interface SummaryProps extends DrawProps<'pension'> {
  readonly figures: Figures;
  readonly onExplain: (figure: SummaryFigure) => void;
}

function Summary(props: SummaryProps) {
  const { content, send, figures, canShowFigures, language, preferences, onExplain } = props;
  const { summary, history, obstacle } = content;
  const { box, way } = useFirstFitting(
    WAYS_TO_PAGE.length,
    [
      drawnFromOf(language, preferences),
      figures.masked,
      figures.hidden,
      canShowFigures,
      history.state,
      obstacle,
    ].join(' '),
  );
  const parts = WAYS_TO_PAGE[way] ?? [];
  const pages = usePages(parts.length);
  const shown = parts[pages.page] ?? [];
  const has = (part: Part) => shown.includes(part);
  const first = headline(summary, figures);
  // A hundred squares that no press on this screen changes: history's value stays the same object.
  const known = history.state === 'shown' ? history.value : null;
  const months = useMemo(
    () => (
      <section class="card months" data-fits aria-label={t('pension.months')}>
        <Months {...{ summary, history, send }} hidden={figures.hidden} textSize={preferences.textSize} />
      </section>
    ),
    [summary, known ?? history, send, figures.hidden, preferences.textSize, language],
  );
  return (
    <div class="pension" ref={box} data-parts={shown.join(' ')}>
      <div class="pension-headline">
        <h1 tabIndex={-1} data-spoken={first.spoken}>
          {first.text}
        </h1>
        {(has('balance') || has('facts')) && (
          <ExplainButton
            figure={first.figure}
            name={nameOf(first.figure)}
            onOpen={() => onExplain(first.figure)}
          />
        )}
      </div>
      {(has('balance') || has('facts')) && (
        <section class="card account" data-fits>
          {has('balance') && <Balance {...props} alone={!has('ways')} />}
          {has('facts') && (
            <dl class="facts">
              {factsOf(summary, figures, language).map(({ figure, label, value }) => (
                <div key={figure}>
                  <dt data-public>{withChineseMarked(label)}</dt>
                  <dd class={value.spoken === undefined ? undefined : 'stars'} data-spoken={value.spoken}>
                    {value.text}
                  </dd>
                  <dd class="fact-explain">
                    <ExplainButton figure={figure} name={label} onOpen={() => onExplain(figure)} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      )}
      {has('months') && months}
      {has('ways') && (
        <div class="tiles" data-fits>
          {canShowFigures && <FiguresTile figures={figures} send={send} />}
          <Ways {...props} />
        </div>
      )}
      <div class="pension-foot">
        {pages.page === 0 && (
          <p class="caption cut-off" data-public>
            <span>{t('list.cutOff', { date: formatDate(language, summary.dataCutOff) })}</span>{' '}
            {/* Larger letters leave it to the explanation beside the balance. */}
            {summary.balanceProvisional && preferences.textSize === 'standard' && (
              <span>{t('pension.provisionalWhy')}</span>
            )}
          </p>
        )}
        {parts.length > 1 && (
          <Pager {...pages} names={parts.map(([first]) => t(`pension.part.${first ?? 'balance'}`))} />
        )}
      </div>
    </div>
  );
}

function Balance({
  content: { summary },
  send,
  figures,
  canShowFigures,
  preferences,
  onExplain,
  alone,
}: SummaryProps & { alone: boolean }) {
  return (
    <div class="balance">
      <div class="balance-words">
        <p class="balance-label">
          <span data-public>{withChineseMarked(t('pension.balance'))}</span>
          {summary.balanceProvisional && (
            <span class="badge" data-public>
              {t('pension.provisional')}
            </span>
          )}
        </p>
        <p
          class="balance-figure"
          aria-live="polite"
          data-spoken={figures.masked ? t('figures.covered') : undefined}
        >
          {figures.money(summary.balanceFen)} <span>{t('money.unit')}</span>
        </p>
        {figures.masked && preferences.company === 'staff' && (
          <p class="caption" data-public>
            {t('figures.staffIsHere')}
          </p>
        )}
      </div>
      <div class="balance-actions">
        <ExplainButton figure="balance" name={t('pension.balance')} onOpen={() => onExplain('balance')} />
        {alone && canShowFigures && <FiguresToggle figures={figures} send={send} />}
      </div>
    </div>
  );
}

function Ways({ content: { obstacle }, send }: Pick<DrawProps<'pension'>, 'content' | 'send'>) {
  return (
    <>
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
    </>
  );
}

/** What a figure is called, on the screen and above its explanation. */
function nameOf(figure: SummaryFigure): string {
  switch (figure) {
    case 'paid-months':
      return t('pension.total');
    case 'pension':
      return t('pension.monthly');
    case 'balance':
      return t('pension.balance');
    case 'this-year':
      return t('pension.thisYear');
    case 'base':
      return t('pension.base');
    case 'state':
      return t('pension.state');
    case 'first-month':
      return t('pension.firstMonth');
    case 'since':
      return t('pension.since');
  }
}
