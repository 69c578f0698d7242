import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import { assertNever } from '#shared/result.ts';
import type { Way } from '../machines/ways.ts';
import { CardPrompt } from './card-prompt.tsx';
import { ScanPrompt } from './scan-prompt.tsx';
import { SlotPrompt } from './slot-prompt.tsx';

interface WayPictureProps {
  readonly way: Way;
  readonly profile: KioskProfile;
  /** `present`: the hand brings it; `rest`: it is being read; `take`: it goes back. */
  readonly motion: 'present' | 'rest' | 'take';
}

/** What the hand does for this way, at the place where this very kiosk has its reader. */
export function WayPicture({ way, profile, motion }: WayPictureProps) {
  switch (way) {
    case 'identityCard':
      return <CardPrompt place={profile.identityCardReader} motion={motion === 'present' ? 'lay' : motion} />;
    case 'socialSecurityCard':
      return (
        <SlotPrompt
          place={profile.socialSecurityCardReader}
          motion={motion === 'present' ? 'insert' : motion}
        />
      );
    case 'electronicCard':
      return <ScanPrompt place={profile.codeScanner} checking={motion !== 'present'} />;
    default:
      return assertNever(way, 'way');
  }
}
