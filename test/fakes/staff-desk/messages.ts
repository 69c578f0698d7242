import * as v from 'valibot';

/** Written down once more, and not taken from the daemon: a daemon that says something else is to be noticed. */
const Id = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const Moment = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const common = { terminalId: v.pipe(v.string(), v.regex(/^\d{6}-\d{4}$/)), at: Moment };

export const Message = v.variant('type', [
  v.strictObject({
    type: v.literal('call'),
    ...common,
    callId: Id,
    reason: v.picklist(['howToUse', 'cardOrMachine', 'aboutMyRecords', 'otherErrand', 'feelingUnwell']),
    text: v.string(),
  }),
  v.strictObject({ type: v.literal('cancel'), ...common, callId: Id }),
  v.strictObject({ type: v.literal('answered'), ...common, callId: Id }),
  v.strictObject({
    type: v.literal('alert'),
    ...common,
    alertId: Id,
    state: v.picklist(['raised', 'cleared']),
    since: Moment,
    device: v.string(),
    trouble: v.string(),
    text: v.string(),
  }),
]);
export type Message = v.InferOutput<typeof Message>;
