import * as v from 'valibot';

/** Where something stands on the cabinet, seen by the citizen. The picture on the screen points there. */
export const Place = v.picklist(['belowLeft', 'belowMiddle', 'belowRight', 'besideLeft', 'besideRight']);
export type Place = v.InferOutput<typeof Place>;

/**
 * What the page has to know of the cabinet it runs in: it comes with the document, before the first paint, as
 * `<meta name="kiosk-profile">`. Nothing in it is secret or personal.
 */
export const KioskProfile = v.strictObject({
  /** Width of the lit part of the panel, in the direction of the page's width. null: the layout's usual panel. */
  panelWidthMm: v.nullable(v.pipe(v.number(), v.minValue(100), v.maxValue(2000))),
  /** From eye to glass. Sizes of letters follow it (EN 301 549, 5.1.4). */
  viewingDistanceMm: v.pipe(v.number(), v.minValue(300), v.maxValue(1500)),
  identityCardReader: Place,
  socialSecurityCardReader: Place,
  codeScanner: Place,
  paperTray: Place,
  /** Amounts stay stars until the person asks for them; off only where nobody can look over a shoulder. */
  masksAmounts: v.boolean(),
  /** `fiveKeys` and `numberPad` show their picture in the help; `twoSwitches` scans. */
  keypad: v.picklist(['none', 'fiveKeys', 'numberPad', 'twoSwitches']),
  headphoneJack: v.boolean(),
  /** Where help is when nobody can be called, as the sign in the hall says it: `3 号窗口`. null: the counter. */
  counter: v.nullable(v.pipe(v.string(), v.maxLength(20))),
});
export type KioskProfile = v.InferOutput<typeof KioskProfile>;

/** A kiosk of which nothing was told. */
export const PLAIN_PROFILE: KioskProfile = {
  panelWidthMm: null,
  viewingDistanceMm: 600,
  identityCardReader: 'belowMiddle',
  socialSecurityCardReader: 'belowRight',
  codeScanner: 'belowLeft',
  paperTray: 'belowMiddle',
  masksAmounts: true,
  keypad: 'none',
  headphoneJack: false,
  counter: null,
};
