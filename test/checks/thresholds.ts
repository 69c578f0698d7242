import type { TextSize } from '#kiosk-ui/machines/preferences.ts';

/*
 * What the checks hold every screen to. The numbers are the rules' own, not the style sheet's: a change of the look
 * must not move them.
 */

/** A target both ways; the action that a screen is there for, in height; and what lies between two of them. */
export const TARGET_MIN_MM = 15;
export const TARGET_MIN_PX = 48;
export const PRIMARY_MIN_MM = 20;
export const TARGET_GAP_MM = 3;
/** Keys of a pad may touch each other where they are this wide. */
export const KEY_MIN_MM = 18;

/** Heights of capitals in mm: kiosks in general, then EN 301 549 5.1.4 (0.7° at 600 mm) for whoever asks for the largest. */
export const CAP_HEIGHT_MIN_MM: Record<TextSize, number> = {
  standard: 4.2,
  large: 5.6,
  'extra-large': 7.33,
};
/** Of the font: how high its capitals are. */
export const CAP_HEIGHT_EM = 0.733;
/** The least that any word stands in. */
export const TEXT_MIN_PX: Record<'portrait' | 'landscape', Record<TextSize, number>> = {
  portrait: { standard: 24, large: 30, 'extra-large': 36 },
  landscape: { standard: 20, large: 24, 'extra-large': 32 },
};

/** WCAG 2.2, 1.4.11 and 2.4.13; for words it is 1.4.6, 7:1, which axe looks after. */
export const CONTROL_CONTRAST_MIN = 3;
export const FOCUS_RING_MIN_PX = 3;

/** With low reach every control is in this lower part of a portrait glass. */
export const LOW_REACH_PART = 0.55;
