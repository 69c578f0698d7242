import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Before the first measure, which comes before the first paint. */
const FIRST_GUESS = 6;

interface PageCapacity<Box extends HTMLElement> {
  /** For the element whose height does not depend on its rows: a `minmax(0, 1fr)` row of a grid. */
  readonly box: RefObject<Box | null>;
  /** How many rows fit into it, one at least. */
  readonly rows: number;
}

/**
 * How many rows a page holds, measured where they stand: the height of the box by the height that the style sheet
 * gives a row there. At the box, `--row` is the height of a row with its gap, and `--around-rows` what else stands
 * in the box: column heads, borders, padding. Both are lengths that any rule may set, so that sizes, panels,
 * reach and languages need no numbers of their own here.
 *
 * `most`: more rows than these are not read at a glance, however tall the glass.
 */
export function usePageCapacity<Box extends HTMLElement = HTMLDivElement>(most: number): PageCapacity<Box> {
  const box = useRef<Box | null>(null);
  const [rows, setRows] = useState(Math.min(FIRST_GUESS, most));
  // At every drawing: the size of letters may be another, and the box may have come only now.
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const measure = () => setRows(rowsIn(current, most));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  });
  return { box, rows };
}

function rowsIn(box: HTMLElement, most: number): number {
  const style = getComputedStyle(box);
  const length = (name: string) => Number.parseFloat(style.getPropertyValue(name));
  return capacityOf(box.clientHeight, length('--around-rows'), length('--row'), most);
}

/** Heights in CSS px. */
export function capacityOf(box: number, around: number, row: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor((box - around) / row)));
}
