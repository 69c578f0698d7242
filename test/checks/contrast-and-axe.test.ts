import { describe, expect, test } from 'vitest';
import { LANGUAGES, THEMES } from '#kiosk-ui/machines/preferences.ts';
import { useGalleryPage } from './gallery-page.ts';
import { ALL_SCENES, every, ONE_OF_EACH, SOME_SCENES } from './matrix.ts';
import { linesOf } from './report.ts';

const gallery = useGalleryPage();
const PROBES = ['weakContrast', 'assistiveFaults'] as const;

describe('words stand out by 7:1, controls by 3:1, and nothing is wrong for assistive technology', () => {
  test.each(THEMES)('on every screen in the theme %s', async (theme) => {
    const scene = theme === 'light' ? ALL_SCENES : SOME_SCENES;
    const shows = every({ scene, theme: [theme], figures: ['shown'] });
    expect(linesOf(await gallery().look(shows, PROBES))).toEqual([]);
  });

  test.each(LANGUAGES.filter((language) => language !== 'zh-Hans'))(
    'on every screen in %s',
    async (language) => {
      const shows = every({ scene: ONE_OF_EACH, language: [language], panel: ['wide-15'] });
      expect(linesOf(await gallery().look(shows, PROBES))).toEqual([]);
    },
  );
});

test.each(LANGUAGES)('the page says that it is in %s, and which way it is written', async (language) => {
  await gallery().show({ language });
  const { lang, dir } = await gallery().page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: getComputedStyle(document.documentElement).direction,
  }));
  expect({ lang, dir }).toEqual({ lang: language, dir: language === 'ug' ? 'rtl' : 'ltr' });
});
