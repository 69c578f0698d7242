import type { ScreenModel } from './screen-model.ts';

/** Content, then what was fetched, then the record itself: below that the same record is the same object. */
const DEPTH = 3;

/**
 * Whether two models draw the same screen. Most changes in the machines do not show – a touch that only says that
 * somebody is there, a status that no screen speaks of – and a weak processor should not draw for them.
 */
export const sameScreen = (one: ScreenModel, other: ScreenModel): boolean => same(one, other, DEPTH);

/**
 * The later model, with the objects of the earlier one where they say the same: what is drawn from them alone is known
 * by that to stand already.
 */
export function withPartsOf(before: ScreenModel, now: ScreenModel): ScreenModel {
  return {
    ...now,
    content: kept(before.content, now.content, DEPTH - 1),
    holder: kept(before.holder, now.holder, DEPTH - 1),
    preferences: kept(before.preferences, now.preferences, DEPTH - 1),
  };
}

const kept = <Part>(before: Part, now: Part, depth: number): Part =>
  same(before, now, depth) ? before : now;

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
