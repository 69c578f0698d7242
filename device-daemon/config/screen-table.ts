import * as v from 'valibot';
import { choiceKey, integerKey, switchKey, textKey } from '#shared/config/keys.ts';
import { PLAIN_PROFILE, type Place } from '#shared/profile/kiosk-profile.ts';

const PLACES = ['belowLeft', 'belowMiddle', 'belowRight', 'besideLeft', 'besideRight'] as const;

const placeKey = (what: string, place: Place) =>
  v.optional(choiceKey(`Where ${what}, seen from in front of the screen.`, PLACES), place);

/** `[screen]`: what only a person in front of the cabinet can tell; the page is drawn for it. */
export const ScreenTable = v.optional(
  v.strictObject({
    panelWidthMm: v.optional(
      integerKey(
        'Width of the lit part of the screen, as it hangs: measure it with a ruler. Without it the usual panel of that many pixels.',
        { min: 100, max: 2000, unit: 'mm' },
      ),
    ),
    viewingDistanceMm: v.optional(
      integerKey('From the eyes of a person who stands there to the glass; letters grow with it.', {
        min: 300,
        max: 1500,
        unit: 'mm',
      }),
      PLAIN_PROFILE.viewingDistanceMm,
    ),
    identityCardReader: placeKey('an identity card is laid', PLAIN_PROFILE.identityCardReader),
    socialSecurityCardReader: placeKey(
      'a social-security card is inserted',
      PLAIN_PROFILE.socialSecurityCardReader,
    ),
    codeScanner: placeKey('a telephone is held', PLAIN_PROFILE.codeScanner),
    paperTray: placeKey('the paper comes out', PLAIN_PROFILE.paperTray),
    masksAmounts: v.optional(
      switchKey(
        'Whether amounts stay stars until the person asks for them; false only where nobody can look over a shoulder.',
      ),
      PLAIN_PROFILE.masksAmounts,
    ),
    counter: v.optional(
      textKey(
        'Where help is when nobody can be called, as the sign in the hall says it.',
        'one to twenty characters, such as "3 号窗口"',
        /^(?=.*\S)[^\p{Cc}]{1,20}$/u,
      ),
    ),
  }),
  {},
);
