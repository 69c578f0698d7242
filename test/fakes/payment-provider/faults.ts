import * as v from 'valibot';

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the bank well again. */
export const Faults = v.strictObject({
  /** Nobody listens on its port. */
  down: v.optional(v.boolean(), false),
  /** It refuses each new payment, and says why. */
  refuse: v.optional(
    v.nullable(v.picklist(['insufficientFunds', 'accountBlocked', 'limitExceeded', 'refusedByBank'])),
    null,
  ),
  /** So long it works on a payment before it books it; until then it says "in progress", if it is asked. */
  bookAfterMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
  /** It books at once, and the answer is lost: the connection breaks. */
  loseAnswers: v.optional(v.boolean(), false),
  /** It does what it was asked, and never answers: the connection stays open. */
  neverAnswer: v.optional(v.boolean(), false),
  /** Requests get lost on the way: nothing is booked and nothing is answered. */
  loseRequests: v.optional(v.boolean(), false),
  /** It answers at once, and not what was agreed. */
  garbage: v.optional(v.boolean(), false),
  /** It signs its answers with another key. */
  forged: v.optional(v.boolean(), false),
  /** It takes money for an order whose time is up. */
  bookWhenOver: v.optional(v.boolean(), false),
  /** It books another amount than it was asked to. */
  otherAmount: v.optional(v.boolean(), false),
  /** It refuses to pay back. */
  refuseRefunds: v.optional(v.boolean(), false),
  /** How often it tells of each booking of its own accord. */
  notifications: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)), 1),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
