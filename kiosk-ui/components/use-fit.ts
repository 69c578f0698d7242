import { languageInUse } from '../locales/text.ts';
import { useFirstFitting } from './use-first-fitting.ts';

/** What a screen does without when its words need the room: first what is kind to have, then its picture too. */
const FITS = ['', 'tight', 'tight bare'] as const;

/** For the outermost element of a screen that says these words. */
export function useFit(words: readonly string[]) {
  const { size, reach } = document.documentElement.dataset;
  const { box, way } = useFirstFitting(FITS.length, [languageInUse(), size, reach, ...words].join('\n'));
  return { ref: box, 'data-fit': FITS[way] ?? '' };
}
