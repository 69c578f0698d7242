import type { AccountYear } from '#shared/records-api/pension.ts';
import { type Figures, type Sentence, sentence } from '../../components/figures.ts';
import { formatBasisPoints } from '../../locales/formats.ts';
import { t } from '../../locales/text.ts';
import type { BalanceParts } from './balance-parts.ts';

/** How one year's closing balance came about, a sentence for each step of the sum. */
export function yearOfAccountInWords(year: AccountYear, figures: Figures): Sentence[] {
  const { openingFen, interestOnOpeningFen, principalFen, interestOnYearFen, paidOutFen, closingFen } = year;
  const say = (text: (money: Figures['money'], words: Figures['words']) => string): Sentence =>
    sentence(figures, ({ money, words }) => text(money, words));
  return [
    ...(openingFen === 0
      ? []
      : [
          say((money) =>
            t('accountYears.sayOpening', {
              opening: money(openingFen),
              interest: money(interestOnOpeningFen),
            }),
          ),
        ]),
    say((money, words) =>
      t('accountYears.sayPrincipal', {
        months: words(t('duration.months', { count: year.months })),
        principal: money(principalFen),
        interest: money(interestOnYearFen),
      }),
    ),
    ...(paidOutFen === 0
      ? []
      : [say((money) => t('accountYears.sayPaidOut', { amount: money(paidOutFen) }))]),
    say((money) => t('accountYears.sayClosing', { closing: money(closingFen) })),
    ...moreOrLess(year, { closingFen: openingFen }, figures),
    { text: t('accountYears.sayRate', { rate: formatBasisPoints(year.rateBasisPoints) }) },
    ...(year.provisional ? [{ text: t('accountYears.provisionalWhy') }] : []),
  ];
}

/** What the whole screen is about, with the newest year as the example. */
export function accountInWords(years: readonly AccountYear[], figures: Figures): Sentence[] {
  const newest = years.at(-1);
  return [
    { text: t('accountYears.explainBalance') },
    { text: t('accountYears.explain') },
    ...(newest === undefined
      ? []
      : [
          sentence(figures, ({ money }) =>
            t('accountYears.sayExample', {
              year: newest.year,
              opening: money(newest.openingFen),
              principal: money(newest.principalFen),
              interest: money(newest.interestOnOpeningFen + newest.interestOnYearFen),
              closing: money(newest.closingFen),
            }),
          ),
        ]),
    ...(years.some(({ paidOutFen }) => paidOutFen !== 0) ? [{ text: t('accountYears.explainPaidOut') }] : []),
    ...(newest?.provisional === true ? [{ text: t('accountYears.provisionalWhy') }] : []),
    { text: t('accountYears.wrong') },
  ];
}

/** The bar that is pressed, as it is read aloud. */
export function barInWords(bar: BalanceParts, before: BalanceParts | undefined, figures: Figures): string {
  const balance = t('accountYears.sayBar', {
    year: bar.year,
    closing: figures.money(bar.closingFen),
    own: figures.money(bar.ownFen),
    interest: figures.money(bar.interestFen),
  });
  return [balance, ...moreOrLess(bar, before, figures).map(({ text }) => text)].join(' ');
}

/** The accessible sentence of a page of the chart. */
export function chartInWords(bars: readonly BalanceParts[], figures: Figures): string {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return t('list.none');
  return t('accountYears.sayChart', {
    first: first.year,
    last: last.year,
    from: figures.money(first.closingFen),
    to: figures.money(last.closingFen),
    own: figures.money(last.ownFen),
    interest: figures.money(last.interestFen),
  });
}

/** Which way a balance went is a figure too, so nothing is said while amounts are covered. */
export function moreOrLess(
  { closingFen }: Pick<BalanceParts, 'closingFen'>,
  before: Pick<BalanceParts, 'closingFen'> | undefined,
  figures: Figures,
): Sentence[] {
  if (figures.masked || before === undefined || before.closingFen === 0) return [];
  const moreFen = closingFen - before.closingFen;
  if (moreFen === 0) return [];
  const amount = figures.money(Math.abs(moreFen));
  return [{ text: t(moreFen > 0 ? 'accountYears.sayMore' : 'accountYears.sayLess', { amount }) }];
}
