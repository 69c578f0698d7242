import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Fen } from '#shared/money/fen.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';
import { LastMeasured } from '../../theme/last-measured.ts';
import { axisWords, barLabel } from './axis-words.ts';
import type { BalanceParts } from './balance-parts.ts';
import { scaleFor } from './chart-scale.ts';

interface BarsProps {
  readonly bars: readonly BalanceParts[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  /** The whole picture in one sentence. */
  readonly label: string;
  readonly language: Language;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizes = new LastMeasured<Size>();
const NOT_MEASURED: Size = { width: 0, height: 0 };

/**
 * Bars of two textures, drawn in the pixels of the glass so that letters keep their size. The column of each year is
 * a button that lies over its bar: a finger needs more room than a bar has.
 */
export function Bars({ bars, selected, onSelect, label, language }: BarsProps) {
  const picture = useRef<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size>(() => sizes.guess('bars') ?? NOT_MEASURED);
  useLayoutEffect(() => {
    const { current } = picture;
    if (current === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = current;
      sizes.note('bars', { width, height });
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const scale = scaleFor(Math.max(...bars.map(({ closingFen }) => closingFen)));
  const written = new Set([0, bars.length - 1, selected]);
  const column = size.width / bars.length;
  const y = (fen: Fen) => size.height * (1 - fen / scale.topFen);
  // A picture does not turn with the direction of writing as boxes do; the years below it do.
  const along = (x: number, width = 0) =>
    document.documentElement.dir === 'rtl' ? size.width - x - width : x;
  return (
    <div class="bars">
      <ol class="bars-axis caption" aria-hidden="true">
        {scale.linesFen.map((fen) => (
          <li key={fen} style={{ insetBlockEnd: `${(fen / scale.topFen) * 100}%` }}>
            {axisWords(fen, scale.topFen, language)}
          </li>
        ))}
      </ol>
      <div class="bars-picture" ref={picture}>
        <svg role="img" aria-label={label} width={size.width} height={size.height}>
          <defs>
            <pattern
              id="interest"
              width="14"
              height="14"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect class="chart-ground" width="14" height="14" />
              <rect class="chart-stripe" width="7" height="14" />
            </pattern>
          </defs>
          {scale.linesFen.map((fen) => (
            <path key={fen} class="chart-line" d={`M0 ${y(fen)}H${size.width}`} />
          ))}
          {bars.map(({ year, closingFen, ownFen }, index) => {
            const at = { x: along(index * column + column * 0.2, column * 0.6), width: column * 0.6 };
            return (
              <g key={year} class={index === selected ? 'bar bar-selected' : 'bar'}>
                <rect
                  class="bar-interest"
                  {...at}
                  y={y(closingFen)}
                  height={Math.max(0, y(ownFen) - y(closingFen))}
                />
                <rect class="bar-own" {...at} y={y(ownFen)} height={Math.max(0, size.height - y(ownFen))} />
              </g>
            );
          })}
          {bars.map(
            ({ year, closingFen }, index) =>
              written.has(index) && (
                <text
                  key={year}
                  class={`bar-value ${placeOf(index, bars.length)}`}
                  x={along(valueX(index, bars.length, column))}
                  y={y(closingFen) - 10}
                >
                  {barLabel(closingFen, scale.topFen, language)}
                </text>
              ),
          )}
        </svg>
      </div>
      <div class="bars-years" style={{ gridTemplateColumns: `repeat(${bars.length}, minmax(0, 1fr))` }}>
        {bars.map(({ year }, index) => (
          <button
            key={year}
            type="button"
            class="bar-year"
            data-public
            data-action={`year-${year}`}
            aria-label={t('accountYears.pressYear', { year })}
            aria-pressed={index === selected}
            onClick={() => onSelect(index)}
          >
            {year}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The values of the outer bars stay within the picture. */
type Place = 'at-start' | 'at-middle' | 'at-end';

function placeOf(index: number, bars: number): Place {
  if (index === bars - 1) return 'at-end';
  return index === 0 ? 'at-start' : 'at-middle';
}

function valueX(index: number, bars: number, column: number): number {
  switch (placeOf(index, bars)) {
    case 'at-start':
      return 0;
    case 'at-middle':
      return (index + 0.5) * column;
    case 'at-end':
      return bars * column;
  }
}
