import { useState } from 'preact/hooks';
import { t } from '../locales/text.ts';
import { NextIcon, PreviousIcon } from './icons/visit-icons.tsx';

export interface Pages {
  readonly page: number;
  readonly pages: number;
  readonly turnTo: (page: number) => void;
}

/** The page number of a list; it stays within the list when that is shorter than before. */
export function usePages(pages: number): Pages {
  const [wanted, turnTo] = useState(0);
  return { page: Math.max(0, Math.min(wanted, pages - 1)), pages: Math.max(1, pages), turnTo };
}

/** Nothing scrolls: a list is turned like a book. Both buttons keep their places on the first and the last page. */
export function Pager({ page, pages, turnTo }: Pages) {
  return (
    <nav class="pager">
      <button
        type="button"
        class="button"
        data-action="previous-page"
        disabled={page === 0}
        onClick={() => turnTo(page - 1)}
      >
        <PreviousIcon />
        {t('list.previous')}
      </button>
      <span class="pager-count" aria-live="polite">
        {t('list.page', { page: page + 1, pages })}
      </span>
      <button
        type="button"
        class="button"
        data-action="next-page"
        disabled={page === pages - 1}
        onClick={() => turnTo(page + 1)}
      >
        {t('list.next')}
        <NextIcon />
      </button>
    </nav>
  );
}
