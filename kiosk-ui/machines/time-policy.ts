import { needsMoreTime, type Preferences } from './preferences.ts';

/**
 * How long each kind of screen waits for a person, in ms. Figures for attention follow WCAG 2.2.1 and the usage of
 * halls where somebody else may be waiting. Whoever needs more time gets twice of it everywhere.
 */
export const TIME_POLICY = {
  /** Nobody is known yet and nothing personal is shown: the kiosk rests again without asking. */
  identify: { quietMs: 45_000 },
  /** A telephone is unlocked, its code found, and the code is a new one every minute. */
  scanCode: { quietMs: 90_000 },
  /** What is wrong with a card that was given back is read with the card in the hand. */
  problemRead: { quietMs: 12_000 },
  /** Where a captured card is to be had is read twice. */
  cardRetained: { quietMs: 30_000 },
  goodbye: { quietMs: 3_000 },
  /** A message with one button: asks after `quietMs`, and waits `askMs` for an answer. */
  message: { quietMs: 45_000, askMs: 20_000 },
  /** A summary is read in a glance. */
  summary: { quietMs: 60_000, askMs: 30_000 },
  /** Tables and documents are read line by line. */
  reading: { quietMs: 120_000, askMs: 30_000 },
  /** The person waits for the kiosk: it never asks. A printer that holds the job gets help within this time or none. */
  printing: { heldMs: 600_000 },
  /** Reminders, then it is staff's. A printer without a sensor cannot say that the paper was taken. */
  takePaper: { remindMs: [15_000, 30_000], leftMs: 60_000, unsensedMs: 20_000 },
  /** The goodbye comes all the same in the end, and the next read waits for the card to leave. */
  takeCard: { remindMs: [15_000, 30_000], leftMs: 60_000 },
  /** Amounts that were asked for are stars again. */
  figures: { shownMs: 60_000 },
} as const;

/** The kinds of screens of a visit, by who waits for whom. */
export type VisitTimeClass = 'message' | 'summary' | 'reading' | 'printing';

/** How long a screen may stay untouched before it asks, and how long it then waits for an answer. */
export interface Patience {
  readonly quietMs: number;
  readonly askMs: number;
}

const MORE_TIME = 2;

/** That time as this person needs it. */
export const timeFor = (preferences: Preferences, ms: number): number =>
  needsMoreTime(preferences) ? ms * MORE_TIME : ms;

/** null where nothing is asked. */
export function patienceFor(preferences: Preferences, timeClass: VisitTimeClass): Patience | null {
  if (timeClass === 'printing') return null;
  const { quietMs, askMs } = TIME_POLICY[timeClass];
  return { quietMs: timeFor(preferences, quietMs), askMs: timeFor(preferences, askMs) };
}
