import * as v from 'valibot';

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the platform well again. */
export const Faults = v.strictObject({
  /** Nobody listens on its port. */
  down: v.optional(v.boolean(), false),
  /** It works, but the answer comes when nobody waits for it any more. */
  slow: v.optional(v.boolean(), false),
  /** It answers at once, and not what was agreed. */
  garbage: v.optional(v.boolean(), false),
  /** It knows no code at all. */
  refuseAll: v.optional(v.boolean(), false),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
