import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '#kiosk-ui/machines/preferences.ts';
import { PERSON_KEYS, personNamed } from './people.ts';
import { SCENES, SUBJECTS, subjectOf } from './scenes.ts';
import { kioskIn } from './set-up.ts';

test('every screen, and everything that can lie over one, has a scene', () => {
  expect(new Set(SCENES.map(({ subject }) => subject))).toEqual(new Set(SUBJECTS));
  expect(new Set(SCENES.map(({ name }) => name)).size).toBe(SCENES.length);
});

describe('the machines lead to each scene, whatever the person has set', () => {
  const NEEDING_MUCH: Preferences = {
    ...DEFAULT_PREFERENCES,
    language: 'en',
    textSize: 'extra-large',
    theme: 'contrast-black',
    lowReach: true,
    keys: true,
  };
  test.each(SCENES.map((scene) => [scene.name, scene] as const))('%s', async (_name, scene) => {
    for (const preferences of [DEFAULT_PREFERENCES, NEEDING_MUCH]) {
      const kiosk = await kioskIn(scene, personNamed('in-work'), preferences);
      expect(subjectOf(kiosk.screen)).toBe(scene.subject);
    }
  });
});

test.each(PERSON_KEYS)('the figures of %s are sound, and their pension is reached', async (key) => {
  const person = personNamed(key);
  const pension = SCENES.find(({ name }) => name === 'pension: plain')!;
  const kiosk = await kioskIn(pension, person, DEFAULT_PREFERENCES);
  expect(kiosk.screen.content).toMatchObject({ id: 'pension', summary: person.summary });
  expect(kiosk.screen.holder).toEqual(person.holder);
});
