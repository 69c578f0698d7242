import * as v from 'valibot';

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the desk well again. */
export const Faults = v.strictObject({
  /** Nobody listens. */
  down: v.optional(v.boolean(), false),
  /** Messages are taken, and the connection is cut before the answer. */
  loseAnswers: v.optional(v.boolean(), false),
  /** Every message is answered with this status and not taken. */
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
  /** Every answer comes so much later. */
  delayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 0),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
