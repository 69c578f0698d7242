import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';

/** What the daemon says of the cabinet; it has checked it, so that the first script carries no schema. */
export function kioskProfile(): KioskProfile {
  const text = document.querySelector<HTMLMetaElement>('meta[name="kiosk-profile"]')?.content;
  if (text === undefined) throw new Error('the document has no profile of its kiosk');
  return JSON.parse(text) as KioskProfile;
}
