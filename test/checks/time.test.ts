import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '#kiosk-ui/machines/preferences.ts';
import { personNamed } from '#test/gallery/people.ts';
import { SCENES, type Scene, type Subject } from '#test/gallery/scenes.ts';
import { kioskIn } from '#test/gallery/set-up.ts';
import type { KioskAlone } from '#test/page/kiosk-alone.ts';

/** Seconds of quiet until it asks, and seconds it then waits: by what there is to do on a screen. */
const ASKS: Partial<Record<Subject, readonly [quiet: number, wait: number]>> = {
  openingRecords: [45, 20],
  recordsUnavailable: [45, 20],
  notOnFile: [45, 20],
  printFailed: [45, 20],
  home: [60, 30],
  pension: [60, 30],
  contributions: [120, 30],
  accountYears: [120, 30],
  statementPreview: [120, 30],
};
const SET_MUCH = { ...DEFAULT_PREFERENCES, textSize: 'extra-large' } as const;
const EXTENSIONS = 10;

const scenesOf = (wanted: (subject: Subject) => boolean): [string, Scene][] =>
  SCENES.filter(({ subject }) => wanted(subject)).map((scene) => [scene.name, scene]);
const isAsking = (kiosk: KioskAlone) => kiosk.screen.stillThere !== null;
const open = (scene: Scene, preferences = DEFAULT_PREFERENCES) =>
  kioskIn(scene, personNamed('in-work'), preferences);

describe('a screen of a visit asks whether somebody is there, with time to answer, as often as needed', () => {
  test.each(scenesOf((subject) => subject in ASKS))('%s', async (_name, scene) => {
    const [quiet, wait] = ASKS[scene.subject] ?? [0, 0];
    for (const [preferences, times] of [
      [DEFAULT_PREFERENCES, 1],
      [SET_MUCH, 2],
    ] as const) {
      const kiosk = await open(scene, preferences);
      await kiosk.person('person.wasThere');
      for (let extension = 0; extension <= EXTENSIONS; extension += 1) {
        await kiosk.wait(quiet * times * 1_000 - 500);
        expect(isAsking(kiosk)).toBe(false);
        await kiosk.wait(1_000);
        expect(isAsking(kiosk)).toBe(true);
        // WCAG 2.2.1: at least twenty seconds.
        expect(wait).toBeGreaterThanOrEqual(20);
        await kiosk.wait(wait * times * 1_000 - 1_000);
        expect(isAsking(kiosk)).toBe(true);
        if (extension < EXTENSIONS) await kiosk.person('person.wasThere');
        expect(isAsking(kiosk)).toBe(extension === EXTENSIONS);
      }
      await kiosk.wait(1_000);
      expect(kiosk.screen.holder).toBeNull();
    }
  });
});

describe('while the person waits for the kiosk nothing is asked', () => {
  test.each(scenesOf((subject) => subject === 'printing'))('%s', async (_name, scene) => {
    const kiosk = await open(scene);
    for (let minutes = 0; minutes < 9; minutes += 1) {
      await kiosk.wait(60_000);
      expect(isAsking(kiosk)).toBe(false);
      expect(kiosk.screenId).toBe('printing');
    }
  });
});

describe('before a visit nothing is asked, and nothing is hurried', () => {
  test.each(scenesOf((subject) => ['presentCard', 'pinEntry', 'scanCode', 'cardRetained'].includes(subject)))(
    '%s',
    async (_name, scene) => {
      const kiosk = await open(scene);
      const { screenId } = kiosk;
      await kiosk.wait(20_000);
      expect(kiosk.screenId).toBe(screenId);
      expect(isAsking(kiosk)).toBe(false);
    },
  );
});
