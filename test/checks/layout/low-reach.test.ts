import { expect, test } from 'vitest';
import { type Show, useGalleryPage } from '../gallery-page.ts';
import { every, lowReachOn, SOME_SCENES } from '../matrix.ts';
import { linesOf } from '../report.ts';
import { LAYOUT_PROBES } from './layout-checks.ts';

const gallery = useGalleryPage();
const isSound = async (shows: readonly Show[]) =>
  expect(linesOf(await gallery().look(shows, LAYOUT_PROBES))).toEqual([]);

test('with low reach every control is in the lower part, and every screen can be read, hit and seen whole', () =>
  isSound(lowReachOn('portrait-21')));

test('and on a larger glass', () =>
  isSound(
    every({
      panel: ['portrait-32'],
      scene: SOME_SCENES,
      textSize: ['extra-large'],
      language: ['en'],
      lowReach: [true],
    }),
  ));

test('low reach takes nothing away on a panel that is low already', () =>
  isSound(
    every({ panel: ['square-17', 'wide-15'], scene: SOME_SCENES, language: ['en'], lowReach: [true] }),
  ));
