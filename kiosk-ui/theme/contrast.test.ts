import { describe, expect, test } from 'vitest';
import { THEMES } from '../machines/preferences.ts';
import { COLOURS, type Colours } from './tokens.ts';

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

type Pair = readonly [ink: keyof Colours, ground: keyof Colours];

const TEXT_PAIRS: readonly Pair[] = [
  ...(['bg', 'surface', 'surface-2'] as const).flatMap((ground) => [
    ['text', ground] as const,
    ['muted', ground] as const,
    ['primary', ground] as const,
    ['danger', ground] as const,
  ]),
  ['on-primary', 'primary'],
  ['on-primary-soft', 'primary-soft'],
  ['on-accent-soft', 'accent-soft'],
  ['on-danger', 'danger'],
  ['ok', 'surface'],
  ['ok', 'ok-soft'],
];

/** Borders of controls, the ring of the focus with the gap it stands off by, and shapes that tell something. */
const SHAPE_PAIRS: readonly Pair[] = [
  ...(['bg', 'surface'] as const).flatMap((ground) => [
    ['line', ground] as const,
    ['focus', ground] as const,
    ['primary', ground] as const,
  ]),
  ['primary', 'primary-soft'],
  ['data-paid', 'surface'],
  ['data-partial', 'surface'],
];

describe.each(THEMES)('%s', (theme) => {
  test.each(TEXT_PAIRS)('%s on %s is text: 7:1', (ink, ground) =>
    expect(contrast(COLOURS[theme][ink], COLOURS[theme][ground])).toBeGreaterThanOrEqual(7),
  );
  test.each(SHAPE_PAIRS)('%s on %s is a shape: 3:1', (shape, ground) =>
    expect(contrast(COLOURS[theme][shape], COLOURS[theme][ground])).toBeGreaterThanOrEqual(3),
  );
});
