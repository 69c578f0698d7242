import * as v from 'valibot';

/**
 * `PUT /faults`: what goes wrong with each sound from now on. A call replaces all of it; `{}` makes the card well.
 */
export const Faults = v.strictObject({
  /** The player ends at once with an exit code: there is no card, or somebody else has it. */
  noCard: v.optional(v.boolean(), false),
  /** The player takes the sound and never ends. */
  stuck: v.optional(v.boolean(), false),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
