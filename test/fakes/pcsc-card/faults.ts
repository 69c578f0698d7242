import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes everything well again. */
export const Faults = v.pipe(
  v.strictObject({
    /** Every answer to a command comes so much later. */
    delayMs: v.optional(count, 0),
    /** The chip says nothing to a command any more; the reader gives up after its time and says so. */
    mute: v.optional(v.boolean(), false),
    /** The reader itself hangs in a command: nothing comes back until the card is taken. */
    hang: v.optional(v.boolean(), false),
    /** So many random bytes instead of every answer. */
    garbageBytes: v.optional(v.pipe(count, v.minValue(1), v.maxValue(2_000))),
    /** The chip loses its power for a moment after so many more commands, and nobody is told. */
    resetAfterCommands: v.optional(count),
    /** The card is taken while the command after so many more runs. */
    takeAfterCommands: v.optional(count),
    /** After so many more commands the card is taken and the one called `to` put in its place. */
    swapAfterCommands: v.optional(count),
    to: v.optional(v.string()),
    /** How long the slot is empty meanwhile. The service looks every 400 ms. */
    swapGapMs: v.optional(count, 900),
  }),
  v.check(
    ({ swapAfterCommands, to }) => (swapAfterCommands === undefined) === (to === undefined),
    'swapAfterCommands needs "to", the card that comes',
  ),
);
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});
