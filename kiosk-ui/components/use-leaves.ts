import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Pages, usePages } from './pager.tsx';

interface Leaves {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly pages: Pages;
  /** The items of the page that is open, from `first` up to `end`. */
  readonly first: number;
  readonly end: number;
}

/**
 * Items of any height on as many pages as they need: all of them are laid out once, measured where they stand, and
 * dealt out before the first paint. `--pager`, a length, is the room that a pager takes from the box where they need one.
 * @param drawnFrom everything the measure depends on; where it is another, they are dealt out again
 */
export function useLeaves(items: number, drawnFrom: string): Leaves {
  const box = useRef<HTMLDivElement | null>(null);
  const [dealt, setDealt] = useState<{ drawnFrom: string; starts: readonly number[] } | null>(null);
  const starts = dealt?.drawnFrom === drawnFrom ? dealt.starts : null;
  useLayoutEffect(() => {
    const { current } = box;
    if (starts !== null || current === null) return;
    const edges = [...current.children].map((child) => child.getBoundingClientRect());
    const whole = leafStarts(edges, current.clientHeight);
    const pager = Number.parseFloat(getComputedStyle(current).getPropertyValue('--pager'));
    const fits = whole.length < 2;
    setDealt({ drawnFrom, starts: fits ? whole : leafStarts(edges, current.clientHeight - pager) });
  });
  // The letters of the page's own font are wider or narrower than those that stood there before it came.
  useLayoutEffect(() => {
    const dealAgain = () => setDealt(null);
    document.fonts.addEventListener('loadingdone', dealAgain);
    return () => document.fonts.removeEventListener('loadingdone', dealAgain);
  }, []);
  const pages = usePages(starts?.length ?? 1);
  return {
    box,
    pages,
    first: starts?.[pages.page] ?? 0,
    end: starts?.[pages.page + 1] ?? items,
  };
}

/** Where an item begins and ends, in CSS px. */
interface Edges {
  readonly top: number;
  readonly bottom: number;
}

/** The index of the first item of each page; an item that is too tall for any page has one of its own. */
export function leafStarts(items: readonly Edges[], height: number): number[] {
  const starts: number[] = [];
  let pageTop = 0;
  for (const [index, { top, bottom }] of items.entries()) {
    if (index > 0 && bottom - pageTop <= height) continue;
    starts.push(index);
    pageTop = top;
  }
  return starts;
}
