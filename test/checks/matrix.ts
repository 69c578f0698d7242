import { CABINET_KEYS } from '#test/gallery/cabinets.ts';
import { PERSON_KEYS } from '#test/gallery/people.ts';
import { SCENES, type Subject } from '#test/gallery/scenes.ts';
import type { Show } from './gallery-page.ts';

/** Every combination. */
export function every(
  choices: {
    readonly [Name in keyof Show]: readonly NonNullable<Show[Name]>[];
  },
): Show[] {
  return Object.entries(choices).reduce<Show[]>(
    (shows, [name, values]) => shows.flatMap((show) => values.map((value) => ({ ...show, [name]: value }))),
    [{}],
  );
}

export const ALL_SCENES = SCENES.map(({ name }) => name);

/** One scene of each screen and of each thing that can lie over one. */
export const ONE_OF_EACH: readonly string[] = SCENES.filter(
  ({ subject }, index) => SCENES.findIndex((scene) => scene.subject === subject) === index,
).map(({ name }) => name);

const SOME_MAX = 4;

/** At most four scenes of each, the first and the last among them: what differs in words alone is seen in `ALL_SCENES`. */
export const SOME_SCENES: readonly string[] = [...new Set(SCENES.map(({ subject }) => subject))].flatMap(
  (subject) => {
    const names = SCENES.filter((scene) => scene.subject === subject).map(({ name }) => name);
    const step = Math.max(1, (names.length - 1) / (SOME_MAX - 1));
    return names.filter((_, index) => Math.round(Math.round(index / step) * step) === index);
  },
);

/** Screens whose words and figures are the person's. */
const PERSONAL: readonly Subject[] = ['pension', 'contributions', 'accountYears', 'statementPreview'];

type Panel = NonNullable<Show['panel']>;

/**
 * What the layout is held to on each kind of panel: every scene in the shortest, a long and the mirrored language in
 * the largest letters; single steps down from there; words longer than any in usual letters; every person's figures;
 * every cabinet. In the largest letters, and in the rows of the monthly table, English and Uyghur are the longest words
 * that are held.
 */
export const layoutsOn = (panel: Panel): Record<string, Show[]> => ({
  'in the largest letters': every({
    panel: [panel],
    scene: ALL_SCENES,
    textSize: ['extra-large'],
    language: ['zh-Hans', 'en', 'ug'],
  }),
  'in smaller letters': [
    ...every({ panel: [panel], scene: ALL_SCENES, language: ['zh-Hans'] }),
    ...every({ panel: [panel], scene: SOME_SCENES, language: ['en', 'ug'] }),
    ...every({ panel: [panel], scene: SOME_SCENES, textSize: ['large'], language: ['en'] }),
  ],
  'in words longer than any': every({
    panel: [panel],
    scene: SOME_SCENES.filter((scene) => !scene.startsWith('contributions')),
    language: ['qps-long'],
  }),
  'with every person’s figures': every({
    panel: [panel],
    scene: PERSONAL.map((subject) => `${subject}: plain`),
    person: PERSON_KEYS,
    textSize: ['extra-large'],
    language: ['zh-Hans', 'en'],
    figures: ['shown'],
  }),
  'in every cabinet': every({
    panel: [panel],
    scene: [
      'attract: all',
      'presentCard: all',
      'help: notCalled',
      'takePaper: sensor',
      'takeCard: identity card',
    ],
    cabinet: CABINET_KEYS,
    textSize: ['extra-large'],
    language: ['zh-Hans', 'en'],
  }),
});

/** On a panel of the same layout with other millimetres: long words in the largest letters. */
export const alsoOn = (panel: Panel): Show[] =>
  every({ panel: [panel], scene: SOME_SCENES, textSize: ['extra-large'], language: ['en'] });

/** With every control in the lower part of the glass. */
export const lowReachOn = (panel: Panel): Show[] => [
  ...every({
    panel: [panel],
    scene: ALL_SCENES,
    textSize: ['extra-large'],
    language: ['zh-Hans', 'en'],
    lowReach: [true],
  }),
  ...every({ panel: [panel], scene: SOME_SCENES, language: ['zh-Hans', 'ug'], lowReach: [true] }),
];
