import type { Fen } from '#shared/money/fen.ts';
import type { PensionSummary } from '#shared/records-api/pension.ts';
import { type Figures, type Sentence, sentence } from '../../components/figures.ts';
import { formatMonth } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import type { SummaryFigure } from './explanations.ts';
import { durationInWords } from './words.ts';

/** A figure with its name, as it stands beside the balance. */
export interface Fact {
  readonly figure: SummaryFigure;
  readonly label: string;
  readonly value: Sentence;
}

/** The sentence that a person came for: how long they have paid, or what they get. */
export function headline(
  summary: PensionSummary,
  figures: Figures,
): Sentence & { readonly figure: SummaryFigure } {
  const { pension, paidMonths } = summary;
  if (pension !== null) {
    const { text } = sentence(figures, ({ money }) =>
      t('pension.headlineDrawing', { amount: money(pension.monthlyFen) }),
    );
    return {
      figure: 'pension',
      text,
      ...(figures.masked ? { spoken: t('pension.headlineDrawingCovered') } : {}),
    };
  }
  if (paidMonths === 0) return { figure: 'paid-months', text: t('pension.headlineNone') };
  return {
    figure: 'paid-months',
    ...sentence(figures, ({ words }) =>
      t('pension.headlinePaid', { duration: words(durationInWords(paidMonths)) }),
    ),
  };
}

/** What is covered has no unit to be heard. */
const yuan = (figures: Figures, fen: Fen): Sentence => ({
  text: t('money.yuan', { amount: figures.money(fen) }),
  ...(figures.masked ? { spoken: t('figures.covered') } : {}),
});

/** Three plain facts beside the balance; which ones depends on where in life the person stands. */
export function factsOf(summary: PensionSummary, figures: Figures, language: Language): Fact[] {
  const state: Fact = {
    figure: 'state',
    label: t('pension.state'),
    value: { text: t(`participation.${summary.participation}`) },
  };
  const { pension, currentBaseFen, firstMonth, currentYear } = summary;
  if (pension !== null) {
    return [
      {
        figure: 'paid-months',
        label: t('pension.total'),
        value: sentence(figures, ({ words }) => words(durationInWords(summary.paidMonths))),
      },
      {
        figure: 'since',
        label: t('pension.since'),
        value: sentence(figures, ({ words }) => words(formatMonth(language, pension.since))),
      },
      state,
    ];
  }
  const thisYear: Fact = {
    figure: 'this-year',
    label: t('pension.thisYear'),
    value:
      summary.scheme === 'resident'
        ? yuan(figures, currentYear.personalFen)
        : sentence(figures, ({ words }) => words(t('duration.months', { count: currentYear.paidMonths }))),
  };
  if (currentBaseFen !== null) {
    const base: Fact = {
      figure: 'base',
      label: t('pension.base'),
      value: yuan(figures, currentBaseFen),
    };
    return [thisYear, base, state];
  }
  const first: Fact = {
    figure: 'first-month',
    label: t('pension.firstMonth'),
    value:
      firstMonth === null
        ? { text: t('pension.noneYet') }
        : sentence(figures, ({ words }) => words(formatMonth(language, firstMonth))),
  };
  return [thisYear, first, state];
}
