import type { Contribution } from '#shared/records-api/pension.ts';
import { type Figures, type Sentence, sentence } from '../../components/figures.ts';
import { formatDate, formatMonth, formatMonthRange, formatShortMonth } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import type { ListRow } from './contribution-pages.ts';
import { type RowState, stateOfContribution } from './contribution-state.ts';

const paidForWholeYear = ({ kind }: Contribution): boolean =>
  kind === 'residentOwn' || kind === 'residentSubsidy';

/** What a row is for: a resident pays once for a calendar year. `short` for a column, long for a sentence. */
export function periodInWords(row: ListRow, language: Language, length: 'short' | 'long'): string {
  if (row.kind === 'gap') return formatMonthRange(language, row.first, row.last);
  const { contribution } = row;
  if (paidForWholeYear(contribution)) {
    return t('contributions.wholeYear', { year: contribution.forMonth.slice(0, 4) });
  }
  return length === 'short'
    ? formatShortMonth(language, contribution.forMonth)
    : formatMonth(language, contribution.forMonth);
}

export function payerOf({ employerName, kind }: Contribution): string {
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

export const stateOfRow = (row: ListRow): RowState | 'gap' =>
  row.kind === 'gap' ? 'gap' : stateOfContribution(row.contribution);

/** Who pays what; of money that has not all come it is said what is due. */
function shareText({ status, kind, employerFen }: Contribution) {
  if (status === 'owed' || status === 'partlyCredited') return 'contributions.sayDue';
  if (employerFen === 0) return 'contributions.sayAlone';
  return kind === 'residentSubsidy' ? 'contributions.saySubsidy' : 'contributions.sayEmployed';
}

/** Everything about one row, a sentence for each thing. */
export function rowInWords(row: ListRow, figures: Figures, language: Language): Sentence[] {
  const state = { text: t(`explain.row.${stateOfRow(row)}`) };
  if (row.kind === 'gap') return [state, { text: t('explain.wrongMonths') }];
  const { contribution } = row;
  const { baseFen, personalFen, employerFen, toAccountFen, creditedOn } = contribution;
  return [
    state,
    sentence(figures, ({ money }) => {
      const amounts = { own: money(personalFen), toAccount: money(toAccountFen) };
      return t(shareText(contribution), { ...amounts, employer: money(employerFen) });
    }),
    ...(baseFen === null
      ? []
      : [sentence(figures, ({ money }) => t('contributions.sayBase', { base: money(baseFen) }))]),
    sentence(figures, ({ words }) => t('contributions.sayPayer', { payer: words(payerOf(contribution)) })),
    ...(creditedOn === null
      ? []
      : [{ text: t('contributions.sayCredited', { date: formatDate(language, creditedOn) }) }]),
  ];
}

/** What the columns mean, with the newest month as the example. */
export function columnsInWords(rows: readonly ListRow[], figures: Figures, language: Language): Sentence[] {
  const newest = rows.find((row) => row.kind === 'contribution');
  const example = newest === undefined ? [] : rowInWords(newest, figures, language).slice(1, 3);
  return [
    { text: t('explain.columns') },
    ...(newest === undefined || example.length === 0
      ? []
      : [
          { text: t('explain.columnsExample', { month: periodInWords(newest, language, 'long') }) },
          ...example,
        ]),
    { text: t('explain.columnsStatus') },
    { text: t('explain.wrongMonths') },
  ];
}
