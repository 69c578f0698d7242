import type { ComponentChildren, RefObject } from 'preact';
import type { TextSize } from '../machines/preferences.ts';
import { withChineseMarked } from './chinese-runs.tsx';
import { Pager, type Pages } from './pager.tsx';

interface PagedProps {
  readonly title: string;
  /** Which part of it is open. */
  readonly part?: string | undefined;
  /** Short lines beside the title. */
  readonly notes: readonly string[];
  /** The room between head and foot; its height does not depend on what stands in it. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly pages: Pages;
  readonly textSize: TextSize;
  readonly onJump?: (() => void) | undefined;
  /** Buttons beside the pager. */
  readonly actions: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A list that is turned page by page: what it is above, what can be done below, and all the room between. */
export function Paged({ title, part, notes, box, pages, textSize, onJump, actions, children }: PagedProps) {
  return (
    <div class="paged">
      <div class="paged-head" data-public>
        <h1 tabIndex={-1}>
          {withChineseMarked(title)}
          {part !== undefined && <span class="paged-part"> {part}</span>}
        </h1>
        <p class="caption">
          {notes.map((note) => (
            <span key={note}>{note} </span>
          ))}
        </p>
      </div>
      <div class="paged-box" ref={box}>
        {children}
      </div>
      <div class="paged-bar">
        <div class="paged-actions">{actions}</div>
        {pages.pages > 1 && <Pager {...pages} onJump={onJump} short={textSize !== 'standard'} />}
      </div>
    </div>
  );
}
