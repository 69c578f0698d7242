import type { Place } from '#shared/profile/kiosk-profile.ts';
import { KioskScene } from './kiosk-scene.tsx';

interface ScanPromptProps {
  readonly place: Place;
  /** The code was seen. */
  readonly checking: boolean;
}

/** A telephone with its code, held over the scanner's window. */
export function ScanPrompt({ place, checking }: ScanPromptProps) {
  return (
    <KioskScene place={place} motion={checking ? 'scanned' : 'scan'}>
      <rect class="pad" x="-74" y="14" width="148" height="56" rx="12" />
      {!checking && <path class="scan-beam" d="M-60 32-80-60H80L60 32Z" />}
      <g class="scene-phone">
        <rect class="id-card-body" x="-62" y="-188" width="124" height="184" rx="18" />
        <path class="id-card-line" d="M-14-172h28" />
        {checking ? (
          <path class="scan-tick" d="m-30-96 24 24 42-46" />
        ) : (
          <>
            <path class="id-card-line" d="M-40-150h30v30h-30Zm50 0h30v30h-30Zm-50 50h30v30h-30Z" />
            <path
              class="id-card-photo"
              d="M-29-139h8v8h-8Zm50 0h8v8h-8Zm-50 50h8v8h-8Zm40-12h12v12H11Zm18 0h12v20H29Zm-18 20h12v12H11Zm18 10h12v12H29ZM-40-58h22v12h-22Zm32 0h28v12H-8Z"
            />
          </>
        )}
      </g>
      {!checking && <path class="scene-arrow scene-still" d="M112-120V40m-24-24 24 24 24-24" />}
    </KioskScene>
  );
}
