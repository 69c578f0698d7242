import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, type PreferenceEvent } from '#kiosk-ui/machines/preferences.ts';
import { formatFen } from '#shared/money/fen.ts';
import { personNamed } from '#test/gallery/people.ts';
import { SCENES, type Subject } from '#test/gallery/scenes.ts';
import { useGalleryPage } from './gallery-page.ts';

const gallery = useGalleryPage();
const PERSON = personNamed('forty-years');
const { holder, summary, history, table } = PERSON;

/** Everything of the person that a screen could show as digits of money. */
const AMOUNTS = [
  summary.balanceFen,
  ...table.years.flatMap((year) => [year.closingFen, year.principalFen, year.openingFen]),
  ...history.contributions.flatMap((row) => [row.baseFen ?? 0, row.personalFen]),
]
  .filter((fen) => fen > 0)
  .map(formatFen);
const WHO = [holder.maskedName, holder.maskedNumber].filter((datum) => datum !== null);

const WITH_AMOUNTS: readonly Subject[] = ['pension', 'contributions', 'accountYears', 'statementPreview'];
/** Screens on which the person's card still lies there. */
const OF_A_VISIT = SCENES.filter(({ subject }) =>
  [
    ...WITH_AMOUNTS,
    'home',
    'printing',
    'takePaper',
    'printFailed',
    'stillThere',
    'settings',
    'help',
  ].includes(subject),
).filter(({ variant }) => !/left|before|service/.test(variant));

/** The whole document, attributes and all. */
const markup = () => gallery().page.evaluate(() => document.documentElement.outerHTML);
const among = (text: string, data: readonly string[]) => [
  ...new Set(data.filter((datum) => text.includes(datum))),
];
const person = (...events: Parameters<NonNullable<typeof window.gallery.kiosk>['person']>) =>
  gallery().page.evaluate(async (types) => {
    await window.gallery.kiosk?.person(...types);
    await window.gallery.drawn();
  }, events);
const wait = (ms: number) =>
  gallery().page.evaluate(async (time) => {
    await window.gallery.kiosk?.wait(time);
    await window.gallery.drawn();
  }, ms);

describe('amounts', () => {
  test.each(WITH_AMOUNTS)('are in the page of %s only while the person wants them there', async (subject) => {
    await gallery().show({ scene: `${subject}: plain`, person: 'forty-years' });
    expect(among(await markup(), AMOUNTS)).toEqual([]);
    await person('person.showedFigures');
    if (subject !== 'statementPreview') expect(among(await markup(), AMOUNTS)).not.toEqual([]);
    await person('person.hidFigures');
    expect(among(await markup(), AMOUNTS)).toEqual([]);
    await person('person.showedFigures');
    await wait(60_000);
    expect(among(await markup(), AMOUNTS)).toEqual([]);
  });

  test('are not in the page while it asks whether somebody is there', async () => {
    await gallery().show({ scene: 'pension: plain', person: 'forty-years', figures: 'shown' });
    await wait(55_000);
    await person('person.showedFigures');
    expect(await gallery().page.evaluate(() => window.gallery.model?.figures)).toBe('shown');
    for (let seconds = 0; seconds < 130; seconds += 5) {
      await wait(5_000);
      if (await gallery().page.evaluate(() => window.gallery.model?.stillThere !== null)) break;
    }
    expect(await gallery().page.locator('[data-action="still-here"]').count()).toBe(1);
    expect(among(await markup(), AMOUNTS)).toEqual([]);
  });
});

describe('in the moment in which the card is lifted', () => {
  test.each(OF_A_VISIT.map(({ name }) => name))(
    'nothing of the person stays in the page: %s',
    async (scene) => {
      await gallery().show({ scene, person: 'forty-years', figures: 'shown' });
      const before = await markup();
      expect(among(before, WHO).length + among(before, AMOUNTS).length).toBeGreaterThan(0);
      const { after, machines } = await gallery().page.evaluate(async () => {
        await window.gallery.kiosk?.liftCard();
        await window.gallery.drawn();
        return {
          after: document.documentElement.outerHTML,
          machines: JSON.stringify(window.gallery.kiosk?.actor.getPersistedSnapshot()),
        };
      });
      expect(among(after, [...WHO, ...AMOUNTS])).toEqual([]);
      expect(among(machines, [...WHO, String(summary.balanceFen), summary.employerName ?? ''])).toEqual([]);
    },
  );
});

describe('what somebody has set is not the next person’s', () => {
  const WISHES: PreferenceEvent[] = [
    { type: 'person.choseLanguage', language: 'ug' },
    { type: 'person.choseTextSize', textSize: 'extra-large' },
    { type: 'person.choseTheme', theme: 'contrast-black' },
    { type: 'person.choseLowReach', lowReach: true },
    { type: 'person.choseSpeech', speech: true },
    { type: 'person.choseVolume', volume: 9 },
    { type: 'person.choseSpeechRate', ratePercent: 200 },
    { type: 'person.choseScreenBlank', screenBlank: true },
    { type: 'person.choseCompany', company: 'family' },
    { type: 'person.usedKeys' },
  ];

  test('all of it is as at first when the goodbye is over, in the machines and in the page', async () => {
    const look = () =>
      gallery().page.evaluate(() => ({
        lang: document.documentElement.lang,
        dir: document.documentElement.dir,
        ...document.documentElement.dataset,
      }));
    await gallery().show({ scene: 'attract: all' });
    const first = await look();
    await gallery().show({ scene: 'pension: plain' });
    const preferences = await gallery().page.evaluate(async (wishes) => {
      const { kiosk } = window.gallery;
      for (const wish of wishes) kiosk?.actor.send(wish);
      await kiosk?.settle();
      await window.gallery.drawn();
      return window.gallery.model?.preferences;
    }, WISHES);
    for (const [name, value] of Object.entries(DEFAULT_PREFERENCES))
      expect({ [name]: preferences?.[name as keyof typeof preferences] }).not.toEqual({ [name]: value });
    await gallery().page.evaluate(async () => {
      await window.gallery.kiosk?.liftCard();
      await window.gallery.kiosk?.wait(10_000);
      await window.gallery.drawn();
    });
    expect(await gallery().page.evaluate(() => window.gallery.model?.content.id)).toBe('attract');
    expect(await gallery().page.evaluate(() => window.gallery.model?.preferences)).toEqual(
      DEFAULT_PREFERENCES,
    );
    expect(await look()).toEqual(first);
  });
});
