import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

interface FirstFitting {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Which of the ways is drawn, from 0. */
  readonly way: number;
}

/**
 * The first of several ways to draw a screen that fits into its box; the last one has to. What may overflow by itself
 * inside the box carries `data-fits`. Measured before the paint, where it stands: sizes, panels and languages need no
 * numbers.
 * @param drawnFrom everything the measure depends on; where it is another, the first way is tried again
 */
export function useFirstFitting(ways: number, drawnFrom: string): FirstFitting {
  const box = useRef<HTMLDivElement | null>(null);
  const [tried, setTried] = useState({ drawnFrom, way: 0 });
  const way = tried.drawnFrom === drawnFrom ? tried.way : 0;
  const [, drawAgain] = useReducer<number, void>((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    if (way + 1 < ways && box.current !== null && overflows(box.current)) {
      setTried({ drawnFrom, way: way + 1 });
    }
  });
  // The letters of the page's own font are wider or narrower than those that stood there before it came.
  useLayoutEffect(() => {
    const measureAgain = () => drawAgain();
    document.fonts.addEventListener('loadingdone', measureAgain);
    return () => document.fonts.removeEventListener('loadingdone', measureAgain);
  }, []);
  return { box, way };
}

/** Rounding of fractions of a pixel is no overflow. */
const ROUNDING_PX = 1;

function overflows(box: HTMLElement): boolean {
  return [box, ...box.querySelectorAll<HTMLElement>('[data-fits]')].some(
    ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
      scrollHeight > clientHeight + ROUNDING_PX || scrollWidth > clientWidth + ROUNDING_PX,
  );
}
