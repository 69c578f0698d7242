import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { Preferences } from '../machines/preferences.ts';

/** What tokens.css looks at: sizes, colours and reach are attributes of the document, and nothing else decides them. */
export function applyPreferences(
  root: HTMLElement,
  { textSize, theme, lowReach, keys }: Preferences,
  { panelWidthMm, viewingDistanceMm }: KioskProfile,
): void {
  root.dataset['size'] = textSize;
  root.dataset['theme'] = theme;
  root.dataset['reach'] = lowReach ? 'low' : 'whole';
  root.dataset['keys'] = keys ? 'used' : 'unused';
  if (panelWidthMm !== null) root.style.setProperty('--mm', `${window.innerWidth / panelWidthMm}px`);
  root.style.setProperty('--viewing-distance', String(viewingDistanceMm));
}
