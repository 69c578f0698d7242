import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import * as formats from '#kiosk-ui/locales/formats.ts';
import { LANGUAGES, type Language } from '#kiosk-ui/machines/preferences.ts';
import { useGalleryPage } from './gallery-page.ts';

const gallery = useGalleryPage();

type Formats = typeof formats;

/** One of each, with months of one digit and of two. */
const written = (those: Formats, language: Language): string[] => [
  those.formatMonth(language, '2026-01'),
  those.formatMonth(language, '2026-10'),
  those.formatShortMonth(language, '2026-09'),
  those.formatDate(language, '2026-10-05'),
  those.formatMonthRange(language, '2024-04', '2024-12'),
  those.formatBasisPoints(262),
];

/** The same module as the page's, as one script. */
async function formatsAsScript(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../../kiosk-ui/locales/formats.ts', import.meta.url)),
    tsconfig: false,
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'formats' });
  await bundle.close();
  return output[0].code;
}

test('Chromium writes months and dates as Node does, in every language, with no Intl at all', async () => {
  const inChromium = await gallery().page.evaluate(
    ([script, writer, languages]) => {
      const run = new Function(
        'Intl',
        `${script}; const written = ${writer}; return ${JSON.stringify(languages)}.map((each) => written(formats, each));`,
      );
      for (const type of [Number, Date, String])
        for (const name of Object.getOwnPropertyNames(type.prototype).filter((each) =>
          each.startsWith('toLocale'),
        ))
          Object.defineProperty(type.prototype, name, {
            value: () => {
              throw new Error(`${name} was asked`);
            },
          });
      return run(undefined) as string[][];
    },
    [await formatsAsScript(), written.toString(), LANGUAGES] as const,
  );
  expect(inChromium).toEqual(LANGUAGES.map((language) => written(formats, language)));
});

test('what the browser knows of Uyghur is how to count, and nothing else', async () => {
  const known = await gallery().page.evaluate(() => ({
    plural: [0, 1, 2].map((count) => new Intl.PluralRules('ug').select(count)),
    dates: Intl.DateTimeFormat.supportedLocalesOf('ug'),
    numbers: Intl.NumberFormat.supportedLocalesOf('ug'),
  }));
  expect(known).toEqual({ plural: ['other', 'one', 'other'], dates: [], numbers: [] });
});
