import type { Place } from '#shared/profile/kiosk-profile.ts';
import { KioskScene, StillWay } from './kiosk-scene.tsx';

interface SlotPromptProps {
  readonly place: Place;
  /** `insert`: the card slides in, chip first; `take`: it comes out to the person; `rest`: it is inside. */
  readonly motion: 'insert' | 'take' | 'rest';
}

/** Where a social-security card goes: a lit slot, the card with its chip up. */
export function SlotPrompt({ place, motion }: SlotPromptProps) {
  if (motion === 'rest') {
    return (
      <KioskScene place={place} motion={motion}>
        <path class="slot-inside" d="M-52 10v-70q0-12 12-12h80q12 0 12 12v70" />
        <Chip y={-52} />
        <Slot />
      </KioskScene>
    );
  }
  return (
    <KioskScene place={place} motion={motion === 'insert' ? 'insert' : 'eject'}>
      <Slot />
      <clipPath id="before-slot">
        <path d="M-120 20h240v200h-240Z" />
      </clipPath>
      <g clip-path="url(#before-slot)">
        <g class="scene-card">
          <rect class="id-card-body" x="-48" y="10" width="96" height="144" rx="10" />
          <Chip y={32} />
          <path class="id-card-line" d="M-30 112h60m-60 18h40" />
        </g>
      </g>
      <StillWay towards={motion === 'insert' ? 'device' : 'person'} aside={118} />
    </KioskScene>
  );
}

const Slot = () => (
  <>
    <rect class="pad" x="-92" y="-4" width="184" height="44" rx="22" />
    <rect class="slot" x="-76" y="12" width="152" height="14" rx="7" />
  </>
);

const Chip = ({ y }: { y: number }) => (
  <path
    class="slot-chip"
    d={`M-13 ${y}h26q8 0 8 8v22q0 8-8 8h-26q-8 0-8-8v-22q0-8 8-8Zm-8 19h14m14 0h14M-7 ${y}v38M7 ${y}v38`}
  />
);
