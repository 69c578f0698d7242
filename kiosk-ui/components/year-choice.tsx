import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../locales/text.ts';
import { decadesOf } from './decades.ts';

interface YearChoiceProps {
  /** Years that have a page. */
  readonly years: readonly number[];
  readonly onYear: (year: number) => void;
  readonly onClose: () => void;
}

/** From forty years to one of them in two presses: ten years first, then the year. */
export function YearChoice({ years, onYear, onClose }: YearChoiceProps) {
  const decades = decadesOf(years);
  const [chosen, setChosen] = useState<number | null>(decades.length === 1 ? 0 : null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [chosen]);
  const decade = chosen === null ? undefined : decades[chosen];
  return (
    <section class="opened" data-opened="years" data-public>
      <h1 tabIndex={-1} ref={heading}>
        {t(decade === undefined ? 'list.whichYears' : 'list.whichYear')}
      </h1>
      <div class="year-choice">
        {decade === undefined
          ? decades.map(({ newest, oldest }, index) => (
              <button
                key={newest}
                type="button"
                class="button"
                data-action={`years-${oldest}-${newest}`}
                onClick={() => setChosen(index)}
              >
                {newest === oldest ? newest : `${oldest}–${newest}`}
              </button>
            ))
          : decade.years.map((year) => (
              <button
                key={year}
                type="button"
                class="button"
                data-action={`year-${year}`}
                onClick={() => onYear(year)}
              >
                {year}
              </button>
            ))}
      </div>
      <div class="opened-bar">
        <button type="button" class="button" data-action="close-opened" onClick={onClose}>
          {t('list.backToList')}
        </button>
      </div>
    </section>
  );
}
