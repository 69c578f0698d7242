import { beforeAll, describe, expect, test } from 'vitest';
import { THEMES } from '#kiosk-ui/machines/preferences.ts';
import { type GalleryPage, useGalleryPage } from './gallery-page.ts';
import { every, ONE_OF_EACH, SOME_SCENES } from './matrix.ts';
import { linesOf } from './report.ts';

const gallery = useGalleryPage();

test.each(['zh-Hans', 'ug'] as const)(
  'in %s the focus goes as one reads, begins at the top, and stays within what lies over a screen',
  async (language) => {
    const shows = every({
      panel: ['portrait-21', 'square-17', 'wide-15'],
      scene: SOME_SCENES,
      language: [language],
      figures: ['shown'],
    });
    expect(linesOf(await gallery().look(shows, ['focusBegins', 'focusOrder', 'dialogIsAlone']))).toEqual([]);
  },
);

test.each(THEMES)('where the focus is can be seen on every control in the theme %s', async (theme) => {
  const shows = every({
    panel: ['portrait-21', 'wide-15'],
    scene: ONE_OF_EACH,
    theme: [theme],
    keys: [true],
    lowReach: [false, true],
  });
  expect(linesOf(await gallery().look(shows, ['focusRings']))).toEqual([]);
});

describe('with keys alone', () => {
  /** Longer than what counts as a double strike. */
  const BETWEEN_STRIKES_MS = 300;

  const strike = async ({ page }: GalleryPage, key: string) => {
    await page.waitForTimeout(BETWEEN_STRIKES_MS);
    await page.keyboard.press(key);
  };
  const focused = ({ page }: GalleryPage) =>
    page.evaluate(
      () => document.activeElement?.getAttribute('data-action') ?? document.activeElement?.tagName,
    );
  const isInDialog = ({ page }: GalleryPage) =>
    page.evaluate(() => document.activeElement?.closest('[role="dialog"], [role="alertdialog"]') !== null);

  beforeAll(async () => {
    await gallery().show({ scene: 'pension: plain' });
    await gallery().page.evaluate(() => window.gallery.attendSenses());
  });

  test.each(['settings', 'languages', 'help'] as const)(
    'what %s opens keeps the focus, is left by a key, and gives the focus back',
    async (overlay) => {
      await gallery().show({ scene: 'pension: plain' });
      for (let strikes = 0; (await focused(gallery())) !== overlay; strikes += 1) {
        if (strikes > 40) throw new Error(`the keys never come to ${overlay}`);
        await strike(gallery(), 'ArrowDown');
      }
      await strike(gallery(), 'Enter');
      await gallery().page.locator(`[data-overlay="${overlay}"]`).waitFor();
      const seen = new Set<string | undefined>();
      for (let strikes = 0; strikes < 30; strikes += 1) {
        expect(await isInDialog(gallery())).toBe(true);
        seen.add(await focused(gallery()));
        await strike(gallery(), 'ArrowDown');
      }
      expect(seen).toContain('close-overlay');
      for (let strikes = 0; (await focused(gallery())) !== 'close-overlay'; strikes += 1) {
        if (strikes > 30) throw new Error('the keys never come to the way out');
        await strike(gallery(), 'ArrowUp');
      }
      await strike(gallery(), 'Enter');
      await gallery().page.locator(`[data-overlay="${overlay}"]`).waitFor({ state: 'detached' });
      expect(await focused(gallery())).toBe(overlay);
    },
  );
});
