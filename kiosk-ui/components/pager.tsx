import { useState } from 'preact/hooks';
import { t } from '../locales/text.ts';
import { CalendarIcon, NextIcon, PreviousIcon } from './icons/visit-icons.tsx';

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

interface PagerProps extends Pages {
  /** Opens the choice of years: a long list is not turned through page by page. */
  readonly onJump?: (() => void) | undefined;
  /** Large letters leave room for the bare numbers. */
  readonly short?: boolean;
  /** What each page is about, where it is not simply more of the same. */
  readonly names?: readonly string[] | undefined;
}

/** Nothing scrolls: a list is turned like a book. Both buttons keep their places on the first and the last page. */
export function Pager({ page, pages, turnTo, onJump, names, short = false }: PagerProps) {
  return (
    <nav class="pager" data-public aria-label={t('list.pages')}>
      <button
        type="button"
        class="button"
        data-action="previous-page"
        disabled={page === 0}
        onClick={() => turnTo(page - 1)}
      >
        <PreviousIcon />
        {names?.[page - 1] ?? t('list.previous')}
      </button>
      <span class="pager-middle">
        {onJump !== undefined && (
          <button type="button" class="button" data-action="jump" onClick={onJump}>
            <CalendarIcon />
            {t('list.jump')}
          </button>
        )}
        <span class="pager-count" aria-live="polite" data-spoken={t('list.page', { page: page + 1, pages })}>
          {short ? `${page + 1} / ${pages}` : t('list.page', { page: page + 1, pages })}
        </span>
      </span>
      <button
        type="button"
        class="button"
        data-action="next-page"
        disabled={page === pages - 1}
        onClick={() => turnTo(page + 1)}
      >
        {names?.[page + 1] ?? t('list.next')}
        <NextIcon />
      </button>
    </nav>
  );
}
