import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { DaemonConfiguration } from './schema.ts';

/** What the page is told of the cabinet it runs in. */
export const kioskProfileOf = ({ screen, keypad, speech }: DaemonConfiguration): KioskProfile => ({
  ...screen,
  panelWidthMm: screen.panelWidthMm ?? null,
  counter: screen.counter ?? null,
  keypad: keypad?.layout ?? 'none',
  headphoneJack: speech !== undefined && speech.headphones !== 'never',
});
