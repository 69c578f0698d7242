import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colours of a theme by their token's name; a theme's own block lies over the light one. */
function themeOf(selector: string): Map<string, string> {
  const start = tokens.indexOf(`${selector} {`);
  const block = tokens.slice(start, tokens.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]),
  );
}

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

const TEXT_PAIRS = [
  ['text', 'bg'],
  ['text', 'surface'],
  ['muted', 'bg'],
  ['muted', 'surface'],
  ['primary', 'surface'],
  ['on-primary', 'primary'],
  ['on-primary-soft', 'primary-soft'],
  ['on-accent-soft', 'accent-soft'],
  ['on-danger', 'danger'],
] as const;
const SHAPE_PAIRS = [
  ['line', 'bg'],
  ['line', 'surface'],
  ['data-paid', 'surface'],
  ['data-partial', 'surface'],
  ['focus', 'bg'],
] as const;

const light = themeOf(':root');
const themes = [
  ['light', light],
  ...['dark', 'contrast-white', 'contrast-black'].map(
    (name) => [name, new Map([...light, ...themeOf(`:root[data-theme="${name}"]`)])] as const,
  ),
] as const;

test.each(themes)('%s: text stands at 7:1, what shows a control or a figure at 3:1', (_, theme) => {
  for (const [ink, ground] of TEXT_PAIRS) {
    expect(contrast(theme.get(ink)!, theme.get(ground)!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
  }
  for (const [shape, ground] of SHAPE_PAIRS) {
    expect(contrast(theme.get(shape)!, theme.get(ground)!), `${shape} on ${ground}`).toBeGreaterThanOrEqual(
      3,
    );
  }
});
