import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { SpeechOutput } from '#shared/protocol/speech.ts';
import type { Language, Preferences } from '../../machines/preferences.ts';
import type { Overlay, StaffCall } from '../../machines/screen-model.ts';
import type { Send } from '../draw.ts';
import { Help } from './help.tsx';
import { Languages } from './languages.tsx';
import { Settings } from './settings.tsx';

/** What an overlay is drawn from; there is nothing of anybody's in it. */
export interface OverlayProps {
  readonly preferences: Preferences;
  readonly language: Language;
  readonly speechOutput: SpeechOutput;
  readonly staffCall: StaffCall;
  readonly profile: KioskProfile;
  readonly send: Send;
}

const OVERLAYS = { settings: Settings, languages: Languages, help: Help } satisfies Record<
  Overlay['id'],
  (props: OverlayProps) => unknown
>;

/** What lies over the screen because a person asked for it; `covered`: something lies over that, too. */
export function Overlays({ id, covered, ...props }: OverlayProps & { id: Overlay['id']; covered: boolean }) {
  const Drawn = OVERLAYS[id];
  return (
    <div inert={covered}>
      <Drawn key={id} {...props} />
    </div>
  );
}
