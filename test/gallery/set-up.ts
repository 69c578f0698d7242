import type { PreferenceEvent, Preferences } from '#kiosk-ui/machines/preferences.ts';
import { type KioskProfile, PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import { KioskAlone } from '#test/page/kiosk-alone.ts';
import type { Person } from './people.ts';
import type { Scene } from './scenes.ts';

/** The machines, led to a scene as the kiosk's own life leads there, by a person who has set these preferences. */
export async function kioskIn(
  scene: Scene,
  person: Person,
  preferences: Partial<Preferences>,
  profile: KioskProfile = PLAIN_PROFILE,
): Promise<KioskAlone> {
  const kiosk = new KioskAlone(profile);
  for (const event of wishesFor(preferences)) kiosk.actor.send(event);
  await scene.path(kiosk, person);
  return kiosk;
}

function wishesFor(wanted: Partial<Preferences>): PreferenceEvent[] {
  const wishes: PreferenceEvent[] = [];
  const { language, textSize, theme, lowReach, speech, company, keys } = wanted;
  if (language !== undefined) wishes.push({ type: 'person.choseLanguage', language });
  if (textSize !== undefined) wishes.push({ type: 'person.choseTextSize', textSize });
  if (theme !== undefined) wishes.push({ type: 'person.choseTheme', theme });
  if (lowReach !== undefined) wishes.push({ type: 'person.choseLowReach', lowReach });
  if (speech !== undefined) wishes.push({ type: 'person.choseSpeech', speech });
  if (company !== undefined) wishes.push({ type: 'person.choseCompany', company });
  if (keys === true) wishes.push({ type: 'person.usedKeys' });
  return wishes;
}
