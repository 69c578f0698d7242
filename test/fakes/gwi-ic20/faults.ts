import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the reader well again. */
export const Faults = v.pipe(
  v.strictObject({
    /** Only the first answer concerned. */
    once: v.optional(v.boolean(), false),
    /** Which commands' answers; all of them if absent. */
    on: v.optional(v.array(v.picklist(['information', 'powerOn', 'transmit', 'powerOff']))),
    /** The answer comes so much later. */
    delayMs: v.optional(count, 0),
    /** No answer at all. */
    silent: v.optional(v.boolean(), false),
    wrongChecksum: v.optional(v.boolean(), false),
    /** The last report of the answer does not come. */
    truncated: v.optional(v.boolean(), false),
    /** The answer comes twice. */
    twice: v.optional(v.boolean(), false),
    /** A report of random bytes comes first. */
    noise: v.optional(v.boolean(), false),
    /** The status instead of the right one, and nothing behind it. */
    status: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/))),
    /** The chip loses its power for a moment after so many more commands, and nobody is told. */
    resetAfterCommands: v.optional(count),
    /** After so many more commands the card is taken and the one called `to` put in its place. */
    swapAfterCommands: v.optional(count),
    to: v.optional(v.string()),
  }),
  v.check(
    ({ swapAfterCommands, to }) => (swapAfterCommands === undefined) === (to === undefined),
    'swapAfterCommands needs "to", the card that comes',
  ),
);
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
