import type { ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { assertNever } from '#shared/result.ts';
import { addMonths } from '#shared/time/calendar.ts';
import { type Figures, type Sentence, sentence } from '../../components/figures.ts';
import { formatDate, formatMonth } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';

/** Figures of the summary that can be asked about. */
export type SummaryFigure =
  | 'paid-months'
  | 'pension'
  | 'balance'
  | 'this-year'
  | 'base'
  | 'state'
  | 'first-month'
  | 'since';

export interface Known {
  readonly summary: PensionSummary;
  /** null while it is on its way, or not to be had. */
  readonly history: ContributionHistory | null;
  readonly figures: Figures;
  readonly language: Language;
}

/** What a figure is, how it came about with this person's own numbers, and what to do if it looks wrong. */
export function explanationOf(figure: SummaryFigure, known: Known): Sentence[] {
  const { summary, figures } = known;
  switch (figure) {
    case 'paid-months':
      return [{ text: t('explain.paidMonths') }, ...ownPaidMonths(known), { text: t('explain.wrongMonths') }];
    case 'pension':
      return [{ text: t('explain.pension') }, ...ownPension(known), { text: t('explain.wrongPension') }];
    case 'balance':
      return [
        { text: t(summary.pension === null ? 'explain.balance' : 'explain.balanceDrawing') },
        ...ownBalance(known),
        ...(summary.balanceProvisional ? [{ text: t('explain.provisional') }] : []),
        { text: t('explain.wrongBalance') },
      ];
    case 'this-year':
      return [
        { text: t(summary.scheme === 'resident' ? 'explain.thisYearResident' : 'explain.thisYear') },
        sentence(figures, ({ money, words }) =>
          t('explain.ownThisYear', {
            year: summary.currentYear.year,
            months: words(t('duration.months', { count: summary.currentYear.paidMonths })),
            amount: money(summary.currentYear.personalFen),
          }),
        ),
        { text: t(summary.scheme === 'resident' ? 'explain.wrongResident' : 'explain.wrongMonths') },
      ];
    case 'base':
      return [{ text: t('explain.base') }, ...ownBase(known), { text: t('explain.wrongBase') }];
    case 'state':
      return [{ text: t(`explain.state.${summary.participation}`) }, { text: t('explain.wrongState') }];
    case 'first-month':
      return [{ text: t('explain.firstMonth') }, ...ownFirstMonth(known), { text: t('explain.wrongMonths') }];
    case 'since':
      return [{ text: t('explain.since') }, ...ownPension(known), { text: t('explain.wrongPension') }];
    default:
      return assertNever(figure, 'figure');
  }
}

function ownPaidMonths({ summary, figures, language }: Known): Sentence[] {
  const { firstMonth, paidMonths, gapMonths, owedMonths, dataCutOff } = summary;
  if (firstMonth === null) return [];
  return [
    sentence(figures, ({ words }) =>
      t('explain.ownPaidMonths', {
        first: words(formatMonth(language, firstMonth)),
        last: formatDate(language, dataCutOff),
        months: words(t('duration.months', { count: paidMonths })),
      }),
    ),
    ...(gapMonths === 0
      ? []
      : [
          sentence(figures, ({ words }) =>
            t('explain.ownGaps', { months: words(t('duration.months', { count: gapMonths })) }),
          ),
        ]),
    ...(owedMonths === 0
      ? []
      : [
          sentence(figures, ({ words }) =>
            t('explain.ownOwed', { months: words(t('duration.months', { count: owedMonths })) }),
          ),
        ]),
  ];
}

function ownPension({ summary: { pension }, figures, language }: Known): Sentence[] {
  if (pension === null) return [];
  return [
    sentence(figures, ({ money, words }) =>
      t('explain.ownPension', {
        since: words(formatMonth(language, pension.since)),
        amount: money(pension.monthlyFen),
      }),
    ),
  ];
}

/** What was put in, and what interest made of it; where a pension is drawn from it, the two can no longer be told. */
function ownBalance({ summary, history, figures, language }: Known): Sentence[] {
  if (history === null || summary.pension !== null) return [];
  const putInFen = history.contributions
    .filter(({ creditedOn }) => creditedOn !== null)
    .reduce((sum, { toAccountFen }) => sum + toAccountFen, 0);
  const interestFen = summary.balanceFen - putInFen;
  if (interestFen < 0) return [];
  return [
    sentence(figures, ({ money }) =>
      t('explain.ownBalance', {
        date: formatDate(language, summary.dataCutOff),
        putIn: money(putInFen),
        interest: money(interestFen),
      }),
    ),
  ];
}

function ownBase({ summary, history, figures, language }: Known): Sentence[] {
  const { currentBaseFen } = summary;
  if (currentBaseFen === null) return [];
  const latest = history?.contributions.find(
    ({ kind, baseFen }) => (kind === 'regular' || kind === 'flexibleWorker') && baseFen === currentBaseFen,
  );
  if (history === null || latest === undefined) {
    return [sentence(figures, ({ money }) => t('explain.ownBase', { base: money(currentBaseFen) }))];
  }
  const { forMonth, personalFen, employerFen, toAccountFen } = latest;
  const yearBefore = history.contributions.find(
    ({ forMonth: month, kind, baseFen }) =>
      month === addMonths(forMonth, -12) && kind === latest.kind && baseFen !== null,
  );
  const moreFen = yearBefore?.baseFen == null ? null : currentBaseFen - yearBefore.baseFen;
  return [
    sentence(figures, ({ money, words }) => {
      const amounts = {
        month: words(formatMonth(language, forMonth)),
        base: money(currentBaseFen),
        own: money(personalFen),
      };
      return employerFen === 0
        ? t('explain.ownBaseAlone', { ...amounts, toAccount: money(toAccountFen) })
        : t('explain.ownBaseEmployed', { ...amounts, employer: money(employerFen) });
    }),
    ...(moreFen === null || moreFen === 0
      ? []
      : [
          sentence(figures, ({ money }) =>
            // Which way it went is a figure too.
            figures.masked
              ? t('explain.baseChanged', { amount: money(moreFen) })
              : t(moreFen > 0 ? 'explain.baseMore' : 'explain.baseLess', {
                  amount: money(Math.abs(moreFen)),
                }),
          ),
        ]),
  ];
}

function ownFirstMonth({ summary: { firstMonth }, figures, language }: Known): Sentence[] {
  if (firstMonth === null) return [{ text: t('explain.noFirstMonth') }];
  return [
    sentence(figures, ({ words }) =>
      t('explain.ownFirstMonth', { month: words(formatMonth(language, firstMonth)) }),
    ),
  ];
}
