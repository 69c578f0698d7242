import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { LastMeasured } from './last-measured.ts';

/** Before the first measure, which comes before the first paint. */
const FIRST_GUESS = 6;

interface PageCapacity<Box extends HTMLElement> {
  /** For the element whose height does not depend on its rows: a `minmax(0, 1fr)` row of a grid. */
  readonly box: RefObject<Box | null>;
  /** How many rows fit into it, one at least. */
  readonly rows: number;
}

const capacities = new LastMeasured<number>();

/**
 * How many rows a page holds, measured where they stand: the height of the box by the height that the style sheet
 * gives a row there. At the box, `--row` is the height of a row with its gap, and `--around-rows` what else stands
 * in the box: column heads, borders, padding. Both are lengths that any rule may set, so that sizes, panels,
 * reach and languages need no numbers of their own here.
 *
 * `list`: its name; what fitted into it last is drawn first, and seldom has to be drawn again.
 * `most`: more rows than these are not read at a glance, however tall the glass.
 */
export function usePageCapacity<Box extends HTMLElement = HTMLDivElement>(
  list: string,
  most: number,
): PageCapacity<Box> {
  const box = useRef<Box | null>(null);
  const [, drawAgain] = useReducer<number, void>((count: number) => count + 1, 0);
  const rows = Math.min(capacities.guess(list) ?? FIRST_GUESS, most);
  const drawn = useRef(rows);
  drawn.current = rows;
  const watched = useRef<Watched | null>(null);
  // At every drawing: the size of letters may be another, and the box may have come only now.
  useLayoutEffect(() => {
    const { current } = box;
    const measure = () => {
      if (current === null) return;
      const fitting = rowsIn(current, most);
      capacities.note(list, fitting);
      if (fitting !== drawn.current) drawAgain();
    };
    measure();
    if (current === (watched.current?.box ?? null)) return;
    watched.current?.observer.disconnect();
    watched.current = current === null ? null : watch(current, measure);
  });
  useLayoutEffect(() => () => watched.current?.observer.disconnect(), []);
  return { box, rows };
}

interface Watched {
  readonly box: HTMLElement;
  readonly observer: ResizeObserver;
}

function watch(box: HTMLElement, onResize: () => void): Watched {
  const observer = new ResizeObserver(onResize);
  observer.observe(box);
  return { box, observer };
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
