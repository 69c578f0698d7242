import { expect, test } from 'vitest';
import { useGalleryPage } from './gallery-page.ts';
import { ALL_SCENES, every } from './matrix.ts';
import { linesOf } from './report.ts';

const gallery = useGalleryPage();

test.each(['zh-Hans', 'en'] as const)(
  'in %s whatever can be pressed, heads a screen or changes has words to be said, without a digit in them',
  async (language) => {
    const shows = every({ scene: ALL_SCENES, language: [language], figures: ['shown'] });
    expect(linesOf(await gallery().look(shows, ['speechless']))).toEqual([]);
  },
);
