/** Every wait of the page, in ms. Figures for attention follow WCAG 2.2.1 and the time policy for halls. */

/** How long a screen may stay untouched before it asks, and how long it then waits for an answer. */
export interface Patience {
  readonly quietMs: number;
  readonly askMs: number;
}

/** A summary is read in a glance; somebody else may be waiting. */
export const SUMMARY_PATIENCE: Patience = { quietMs: 60_000, askMs: 30_000 };
/** Tables and documents are read line by line. */
export const READING_PATIENCE: Patience = { quietMs: 120_000, askMs: 30_000 };
/** A message with one button. */
export const MESSAGE_PATIENCE: Patience = { quietMs: 45_000, askMs: 20_000 };

/** A person who touched the screen looks for a card; after this the picture is calm again. */
export const PRESENT_CARD_MS = 45_000;
/** A read that failed for a reason of the reader's is begun again after this. */
export const READER_RETRY_MS = 1_000;
/** A card was put in and given back: what is wrong with it is read with the card in the hand. */
export const PROBLEM_READ_MS = 12_000;
/** A telephone is unlocked, its code found, and the code is a new one every minute. */
export const SCAN_CODE_MS = 90_000;
/** Where a captured card is to be had is read twice. */
export const CARD_RETAINED_MS = 30_000;
export const GOODBYE_MS = 3_000;
/** A card forgotten on the reader: the goodbye comes all the same, and the next read waits for it to leave. */
export const TAKE_CARD_MS = 60_000;
/** Waits before asking the records service again; after the last one the person decides. */
export const RECORDS_RETRY_MS = [1_000, 2_000, 4_000] as const;
/** Paper in the tray that nobody takes: a reminder, then staff's. */
export const PAPER_REMINDER_MS = 15_000;
export const PAPER_LEFT_MS = 60_000;
/** A printer without a sensor cannot say that the paper was taken. */
export const PAPER_UNSENSED_MS = 20_000;
/** A printer that holds the job and gets no help. */
export const PRINT_HELD_MAX_MS = 600_000;
/** A link that stays lost in a visit: the daemon has restarted, the session is gone. */
export const LINK_LOST_MAX_MS = 20_000;
/** One step of the countdown. */
export const COUNTDOWN_STEP_MS = 1_000;
/** A reader that is away can no longer tell whether the card was taken: after this the visit ends. */
export const READER_LOST_MAX_MS = 10_000;
