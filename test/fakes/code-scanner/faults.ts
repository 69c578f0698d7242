import * as v from 'valibot';

/**
 * `PUT /faults`: what goes wrong with each code from now on. A call replaces all of it; `{}` makes the scanner well.
 */
export const Faults = v.strictObject({
  /** The code comes in so many pieces with so long a pause between them. */
  pieces: v.optional(
    v.strictObject({
      count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20)), 2),
      pauseMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000)), 500),
    }),
  ),
  /** The scanner is set to end codes with something else. */
  wrongSuffix: v.optional(v.picklist(['none', 'tab', 'etx'])),
  /** It runs on to more bytes than a code can have. */
  tooLong: v.optional(v.boolean(), false),
  /** Random bytes with the highest bit set come in the middle of it. */
  garbage: v.optional(v.boolean(), false),
  /** It is sent so many times. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)), 1),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
