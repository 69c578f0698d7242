import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import { t } from '../locales/text.ts';
import type { ScreenContent } from '../machines/screen-model.ts';

/** What a screen shows in its picture alone, for who cannot see it: where things are on this cabinet. */
export function onlyInPictures(content: ScreenContent, profile: KioskProfile): string[] {
  const where = (device: 'identityCardReader' | 'socialSecurityCardReader' | 'codeScanner' | 'paperTray') =>
    t(`spoken.where.${device}`, { place: t(`spoken.place.${profile[device]}`) });
  switch (content.id) {
    case 'attract':
    case 'presentCard': {
      const { identityCard, socialSecurityCard } = content.ways;
      return [
        ...(identityCard ? [where('identityCardReader')] : []),
        ...(socialSecurityCard ? [where('socialSecurityCardReader')] : []),
      ];
    }
    case 'scanCode':
      return content.checking ? [] : [where('codeScanner')];
    case 'pinEntry':
      return [t('spoken.pinPad')];
    case 'takeCard':
      return [where(content.reader)];
    case 'takePaper':
      return [where('paperTray')];
    default:
      return [];
  }
}
