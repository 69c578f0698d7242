import * as v from 'valibot';

/**
 * `PUT /faults`: what goes wrong with each dialog from now on. A call replaces all of it; `{}` makes the program well.
 */
export const Faults = v.strictObject({
  /** It starts and says nothing, or falls silent when the PIN is asked for. */
  silent: v.optional(v.picklist(['greeting', 'pin'])),
  /** It ends by itself when the PIN is asked for. */
  crash: v.optional(v.boolean(), false),
  /** It is no pinentry. */
  otherProgram: v.optional(v.boolean(), false),
  /** There is no display, or no terminal, to show a dialog on. */
  noDisplay: v.optional(v.boolean(), false),
  /** A line without end comes before the answer to GETPIN. */
  endlessLine: v.optional(v.boolean(), false),
  /** It refuses all labels and options. */
  refuseLabels: v.optional(v.boolean(), false),
  /** The answer to GETPIN comes byte by byte, percent-escaped. */
  escaped: v.optional(v.boolean(), false),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
