import * as v from 'valibot';

/**
 * `PUT /faults`: what goes wrong with each run from now on. A call replaces all of it; `{}` makes the engine well.
 */
export const Faults = v.strictObject({
  /** It starts, takes the text and says nothing more. */
  silent: v.optional(v.boolean(), false),
  /** It ends at once with this exit code. */
  exitCode: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(125))),
  /** What it writes is no sound. `endless`: it is far longer than any sentence. */
  garbage: v.optional(v.picklist(['text', 'empty', 'endless'])),
  /** It needs so long before the first byte. */
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)), 0),
  /** The header does not know how long the sound is, as where it is written before the sound is made. */
  unknownLength: v.optional(v.boolean(), false),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
