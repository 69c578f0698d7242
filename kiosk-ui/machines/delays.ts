/** Waits of the page that no person's pace decides, in ms; the others are in time-policy.ts. */

/** A read that failed for a reason of the reader's is begun again after this. */
export const READER_RETRY_MS = 1_000;
/** Waits before asking the records service again; after the last one the person decides. */
export const RECORDS_RETRY_MS = [1_000, 2_000, 4_000] as const;
/** A link that stays lost in a visit: the daemon has restarted, the session is gone. */
export const LINK_LOST_MAX_MS = 20_000;
/** One step of the countdown. */
export const COUNTDOWN_STEP_MS = 1_000;
/** A reader that is away can no longer tell whether the card was taken: after this the visit ends. */
export const READER_LOST_MAX_MS = 10_000;
/** A call that no member of staff has seen: the counter is named instead. */
export const STAFF_CALL_MAX_MS = 600_000;
/** Whoever was helped without a visit has gone by then, or calls again. */
export const STAFF_ANSWERED_MAX_MS = 600_000;
/** That nobody could be told is no news for the next person. */
export const STAFF_NOT_REACHED_MAX_MS = 120_000;
