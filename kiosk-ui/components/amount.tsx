import type { Fen } from '#shared/money/fen.ts';
import { t } from '../locales/text.ts';
import type { Figures } from './figures.ts';

interface AmountProps {
  readonly fen: Fen;
  readonly figures: Figures;
}

/** An amount alone, as in a table; the word yuan stands in the column's head or after it. */
export function Amount({ fen, figures }: AmountProps) {
  if (!figures.masked) return <span>{figures.money(fen)}</span>;
  return (
    <span class="stars" data-spoken={t('figures.covered')}>
      {figures.money(fen)}
    </span>
  );
}
