import type { Fen } from '#shared/money/fen.ts';
import { t } from '../locales/text.ts';
import type { Figures } from './figures.ts';
import { Cell } from './table.tsx';

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

/**
 * An amount as a cell of a table. There are fifty of them on a page, so it is one element – but where the page runs from
 * right to left: stars run from left to right, and the cell has to stay aligned with the row.
 */
export function AmountCell({ at, fen, figures }: AmountProps & { at: string }) {
  if (figures.masked && document.documentElement.dir === 'rtl') {
    return (
      <Cell at={at} amount>
        <Amount fen={fen} figures={figures} />
      </Cell>
    );
  }
  return (
    <Cell
      at={at}
      amount
      class={figures.masked ? 'stars' : undefined}
      spoken={figures.masked ? t('figures.covered') : undefined}
    >
      {figures.money(fen)}
    </Cell>
  );
}
