import type { ScreenModel } from './screen-model.ts';

/** Content, then what was fetched, then the record itself: below that the same record is the same object. */
const DEPTH = 3;

/**
 * Whether two models draw the same screen. Most changes in the machines do not show – a touch that only says that
 * somebody is there, a status that no screen speaks of – and a weak processor should not draw for them.
 */
export const sameScreen = (one: ScreenModel, other: ScreenModel): boolean => same(one, other, DEPTH);

function same(one: unknown, other: unknown, depth: number): boolean {
  if (Object.is(one, other)) return true;
  if (depth === 0 || !isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key], depth - 1))
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
