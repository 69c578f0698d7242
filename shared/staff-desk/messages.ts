import * as v from 'valibot';
import { StaffCallReason } from '../protocol/assistance.ts';
import { FullStatus } from '../protocol/states.ts';

/**
 * What a kiosk tells the desk of its hall, and what it asks there; docs/staff-desk.md draws it. Nothing here says who a
 * person is.
 *
 * ```
 *   POST {url}/messages             one DeskMessage ──▶ 2xx: the desk has it
 *   GET  {url}/calls/ID?wait=25                     ──▶ 200 CallState, as soon as it is answered or after so many seconds
 * ```
 */
const Id = v.pipe(v.string(), v.uuid());
/** UTC, with milliseconds: `2026-11-22T01:05:00.000Z`. */
const Moment = v.pipe(v.string(), v.isoTimestamp());
const TerminalId = v.string();
/** The same in Chinese, for a desk that only shows what comes. */
const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What can be the matter with a device, or with what people hold against it. */
export const Trouble = v.picklist([
  'notUsable',
  'paperOut',
  'paperLow',
  'paperJammed',
  'paperLeft',
  'tonerOut',
  'tonerLow',
  'coverOpen',
  'cardStuck',
  'cardLeft',
  'cardRetained',
  'binFull',
]);
export type Trouble = v.InferOutput<typeof Trouble>;

export const AlertedDevice = v.keyof(FullStatus);
export type AlertedDevice = v.InferOutput<typeof AlertedDevice>;

export const DeskMessage = v.variant('type', [
  /** Somebody calls. The same `callId` again has another reason. */
  v.strictObject({
    type: v.literal('call'),
    callId: Id,
    terminalId: TerminalId,
    at: Moment,
    reason: StaffCallReason,
    text: Text,
  }),
  /** Nobody has to come any more. */
  v.strictObject({ type: v.literal('cancel'), callId: Id, terminalId: TerminalId, at: Moment }),
  /** Somebody of the staff has said at the kiosk itself that they are there. */
  v.strictObject({ type: v.literal('answered'), callId: Id, terminalId: TerminalId, at: Moment }),
  /** A device stays in trouble since `since`, or is out of it. */
  v.strictObject({
    type: v.literal('alert'),
    alertId: Id,
    terminalId: TerminalId,
    at: Moment,
    state: v.picklist(['raised', 'cleared']),
    since: Moment,
    device: AlertedDevice,
    trouble: Trouble,
    text: Text,
  }),
]);
export type DeskMessage = v.InferOutput<typeof DeskMessage>;

/** `answered`: a member of staff has seen it and is coming. */
export const CallState = v.object({ state: v.picklist(['open', 'answered']) });
export type CallState = v.InferOutput<typeof CallState>;
