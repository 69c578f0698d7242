import type { Place } from '#shared/profile/kiosk-profile.ts';
import { KioskScene, StillWay } from './kiosk-scene.tsx';

interface PaperPromptProps {
  readonly place: Place;
  /** `out`: a sheet on its way; `wait`: it waits to be taken; `held`: nothing moves. */
  readonly motion: 'out' | 'wait' | 'held';
}

/** The slot the paper comes out of. */
export function PaperPrompt({ place, motion }: PaperPromptProps) {
  return (
    <KioskScene place={place} motion={`paper-${motion}`}>
      <rect class="pad" x="-98" y="-26" width="196" height="44" rx="22" />
      <rect class="slot" x="-84" y="-10" width="168" height="14" rx="7" />
      <clipPath id="before-tray">
        <path d="M-120-3h240v200h-240Z" />
      </clipPath>
      <g clip-path="url(#before-tray)">
        <g class="scene-paper">
          <path class="id-card-body" d="M-76-20H76v170H-76Z" />
          <path class="id-card-line" d="M-22 20h44m-74 24H52m-104 22H52m-104 22H52m-104 22h62" />
        </g>
      </g>
      {motion === 'wait' && <StillWay towards="person" aside={122} />}
    </KioskScene>
  );
}
