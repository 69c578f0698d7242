import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../locales/text.ts';
import type { Overlay } from '../../machines/screen-model.ts';
import type { Send } from '../draw.ts';
import { NextIcon, PreviousIcon, UnderstoodIcon } from '../icons/visit-icons.tsx';
import { useLeaves } from '../use-leaves.ts';
import { useDialogFocus } from './use-dialog-focus.ts';

/** One thing in a panel; where it does not fit below the one before, it stands on the next page. */
export interface PanelItem {
  readonly key: string;
  readonly draw: () => ComponentChildren;
  /** Half a line wide, where there is room for two. */
  readonly half?: boolean;
}

interface PanelProps {
  readonly id: Overlay['id'];
  readonly title: ComponentChildren;
  readonly items: readonly PanelItem[];
  /** Whatever makes items taller or shorter: when it changes, they are dealt out anew. */
  readonly drawnFrom: string;
  readonly send: Send;
}

/**
 * What a person has asked for, over the screen: its title, as many things as fit, and one way out. All of it lies in
 * the lower part of a tall glass, where every hand reaches. Nothing in it is anybody's own.
 */
export function Panel({ id, title, items, drawnFrom, send }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDialogFocus(heading);
  const { box, pages, first, end } = useLeaves(items.length, drawnFrom);
  const { page, turnTo } = pages;
  return (
    <div
      class="overlay"
      role="dialog"
      aria-modal="true"
      aria-labelledby="overlay-title"
      data-overlay={id}
      data-public
    >
      <div class="panel">
        <h1 id="overlay-title" class="panel-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <div class="panel-items" ref={box}>
          {items.slice(first, end).map(({ key, draw, half = false }) => (
            <div key={key} class={half ? 'panel-item panel-half' : 'panel-item'}>
              {draw()}
            </div>
          ))}
        </div>
        <div class="panel-ways">
          <PageWay
            action="previous-page"
            shown={pages.pages > 1}
            possible={page > 0}
            turn={() => turnTo(page - 1)}
          >
            <PreviousIcon />
            {t('list.previous')}
          </PageWay>
          <button
            type="button"
            class="button button-primary"
            data-action="close-overlay"
            onClick={() => send({ type: 'person.closedOverlay' })}
          >
            <UnderstoodIcon />
            {t('overlay.close')}
          </button>
          <PageWay
            action="next-page"
            shown={pages.pages > 1}
            possible={page < pages.pages - 1}
            turn={() => turnTo(page + 1)}
          >
            {t('list.next')}
            <NextIcon />
          </PageWay>
        </div>
        <p class="unseen" aria-live="polite">
          {pages.pages > 1 && t('list.page', { page: page + 1, pages: pages.pages })}
        </p>
      </div>
    </div>
  );
}

interface PageWayProps {
  readonly action: string;
  readonly shown: boolean;
  readonly possible: boolean;
  readonly turn: () => void;
  readonly children: ComponentChildren;
}

/**
 * A button, or exactly the room it would take: how much fits above must not depend on it. On the last page it stays
 * and keeps the focus: whoever works with keys is not thrown out.
 */
function PageWay({ action, shown, possible, turn, children }: PageWayProps) {
  if (!shown) {
    return (
      <span class="button kept-free" aria-hidden="true">
        {children}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="button"
      data-action={action}
      aria-disabled={!possible}
      onClick={() => {
        if (possible) turn();
      }}
    >
      {children}
    </button>
  );
}
