import * as v from 'valibot';
import { REQUESTS } from './requests.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));

/**
 * `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the pad well again.
 */
export const Faults = v.strictObject({
  /** Only the first answer concerned; otherwise every one until the next call. */
  once: v.optional(v.boolean(), false),
  /** Which commands' answers; all of them if absent. */
  on: v.optional(v.array(v.picklist(Object.values(REQUESTS)))),
  /** It does what it is told and says nothing. */
  silent: v.optional(v.boolean(), false),
  wrongBcc: v.optional(v.boolean(), false),
  /** So many random bytes before the answer, and as many behind it. */
  noise: v.optional(count),
  /** Only so many bytes of the answer come. */
  truncate: v.optional(count),
  /** The answer comes so much later. */
  delayMs: v.optional(count),
  /** It answers nothing but this return code, and does nothing. */
  returnCode: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  /** The next digit that is pressed stays down and repeats for as long as the keyboard is open. */
  keyStuck: v.optional(v.boolean(), false),
  /** The power goes after so many keys of an entry. */
  powerLossDuringEntry: v.optional(v.pipe(count, v.minValue(1))),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
