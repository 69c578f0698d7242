import { describe, expect, test } from 'vitest';
import type { PanelKey } from '#test/gallery/panels.ts';
import { type Show, useGalleryPage } from '../gallery-page.ts';
import { alsoOn, layoutsOn } from '../matrix.ts';
import { linesOf } from '../report.ts';

export const LAYOUT_PROBES = [
  'smallTargets',
  'closeTargets',
  'smallText',
  'highTargets',
  'overflows',
] as const;

/** Checks 1, 2, 3 and 5 on one kind of panel, and with low reach 25. */
export function checkLayouts(panel: PanelKey, likeIt: readonly PanelKey[]): void {
  const gallery = useGalleryPage();
  const isSound = async (shows: readonly Show[]) => {
    expect(linesOf(await gallery().look(shows, LAYOUT_PROBES))).toEqual([]);
    expect(gallery().complaints).toEqual([]);
  };
  describe(`every screen can be read, hit and seen whole on ${panel}`, () => {
    test.each(Object.entries(layoutsOn(panel)))('%s', (_name, shows) => isSound(shows));
  });
  if (likeIt.length > 0) test.each(likeIt)('and on %s', (other) => isSound(alsoOn(other)));
}
