import type { Place } from '#shared/profile/kiosk-profile.ts';
import { KioskScene, StillWay } from './kiosk-scene.tsx';

interface CardPromptProps {
  readonly place: Place;
  /** `lay`: the card slides up onto the reader; `take`: back to the person; `rest`: it lies there being read. */
  readonly motion: 'lay' | 'take' | 'rest';
}

/** Where an identity card is laid down. */
export function CardPrompt({ place, motion }: CardPromptProps) {
  return (
    <KioskScene place={place} motion={motion}>
      <rect class="pad-pulse" x="-84" y="-60" width="168" height="120" rx="14" />
      <rect class="pad" x="-84" y="-60" width="168" height="120" rx="14" />
      <g class="scene-card">
        <rect class="id-card-body" x="-60" y="-38" width="120" height="76" rx="9" />
        <path class="id-card-line" d="M-44-16h44m-44 18h34m-34 18h52" />
        <path class="id-card-photo" d="M16-18h30v38H16Z" />
      </g>
      {motion !== 'rest' && <StillWay towards={motion === 'lay' ? 'device' : 'person'} aside={118} />}
    </KioskScene>
  );
}
