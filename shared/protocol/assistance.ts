import * as v from 'valibot';

/** Why a person calls for a member of staff; what staff reads. It says nothing of who the person is. */
export const StaffCallReason = v.picklist([
  'howToUse',
  'cardOrMachine',
  'aboutMyRecords',
  'otherErrand',
  'feelingUnwell',
]);
export type StaffCallReason = v.InferOutput<typeof StaffCallReason>;

/** `deskNotReached`: nobody was told; the page shows where the counter is instead. */
export const StaffCallErrorCode = v.picklist(['deskNotReached']);
export type StaffCallErrorCode = v.InferOutput<typeof StaffCallErrorCode>;

/**
 * What a key of the keypad means, whatever its maker sends for it. The number pad is laid out as on a telephone:
 *
 * ```
 *   1 pause   2 up      3 repeat        five keys:      up
 *   4 left    5 select  6 right                    left select right
 *   7         8 down    9                              down
 *   * softer  0 help    # louder        two switches:  down, select
 * ```
 */
export const KeypadKey = v.picklist([
  'up',
  'down',
  'left',
  'right',
  'select',
  'help',
  'repeat',
  'pause',
  'volumeUp',
  'volumeDown',
  'end',
]);
export type KeypadKey = v.InferOutput<typeof KeypadKey>;
