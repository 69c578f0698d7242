import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { withChineseMarked } from './chinese-runs.tsx';
import type { Sentence } from './figures.ts';
import { UnderstoodIcon } from './icons/visit-icons.tsx';
import { Pager } from './pager.tsx';
import { useLeaves } from './use-leaves.ts';

interface SheetProps {
  /** Stands in the page as `data-explains`. */
  readonly about: string;
  readonly title: string;
  /** The title is no datum of the person's. */
  readonly publicTitle?: boolean;
  readonly sentences: readonly Sentence[];
  /** Everything besides the sentences that their room depends on. */
  readonly drawnFrom: string;
  readonly close: string;
  readonly onClose: () => void;
  /** Further buttons, before the one that closes. */
  readonly children?: ComponentChildren;
}

/** Plain sentences in place of the screen that they are about, one idea a paragraph, on as many pages as they need. */
export function Sheet({
  about,
  title,
  publicTitle = false,
  sentences,
  drawnFrom,
  close,
  onClose,
  children,
}: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const leaves = useLeaves(
    sentences.length,
    [drawnFrom, about, ...sentences.map(({ text }) => text)].join('\n'),
  );
  return (
    <section class="opened" data-explains={about} aria-label={publicTitle ? title : undefined}>
      <h1 tabIndex={-1} ref={heading} data-public={publicTitle ? true : undefined}>
        {withChineseMarked(title)}
      </h1>
      <div class="sheet-sentences" ref={leaves.box}>
        {sentences.slice(leaves.first, leaves.end).map(({ text, spoken }) => (
          <p key={text} data-spoken={spoken}>
            {withChineseMarked(text)}
          </p>
        ))}
      </div>
      <div class="opened-bar">
        {children}
        <button
          type="button"
          class="button button-primary button-large"
          data-public
          data-action="close-opened"
          onClick={onClose}
        >
          <UnderstoodIcon />
          {close}
        </button>
      </div>
      {leaves.pages.pages > 1 && <Pager {...leaves.pages} />}
    </section>
  );
}
