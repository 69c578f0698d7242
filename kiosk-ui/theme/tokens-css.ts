import { TEXT_SIZES, type TextSize, THEMES, type Theme } from '../machines/preferences.ts';
import {
  ARMS_LENGTH_MM,
  COLOURS,
  DURATIONS_MS,
  FONT_SIZE_FLOOR_MM,
  FONTS,
  type Layout,
  LOW_REACH_PART,
  RADII,
  ROOM,
  SPACES_PX,
  TARGETS,
  TYPE,
} from './tokens.ts';

type Declarations = readonly (readonly [name: string, value: string])[];

/** tokens.css, whole. */
export function tokensCss(): string {
  const parts = [
    '/* Written from tokens.ts by `npm run tokens`. */',
    ...MEASURED_LENGTHS.map(
      (name) => `@property --${name} {\n  syntax: "<length>";\n  inherits: true;\n  initial-value: 0px;\n}`,
    ),
    ...THEMES.map((theme) => rule(selectorOf({ theme }), colours(theme))),
    rule(':root', plain()),
    ...TEXT_SIZES.map((size) =>
      rule(selectorOf({ size }), [['font-size-floor', String(FONT_SIZE_FLOOR_MM[size])]]),
    ),
    rule(':root', derived()),
    ...(['portrait', 'square', 'wide'] as const).map(
      (layout) => `@media ${MEDIA[layout]} {\n${indent(layoutRules(layout, ''))}\n}`,
    ),
    `@media ${MEDIA.portrait} {\n${indent(layoutRules('low', LOW))}\n}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Lengths that the page reads back in px to know how many rows fit. */
const MEASURED_LENGTHS = ['row', 'around-rows'] as const;

const LOW = '[data-reach="low"]';
/** Below that height a landscape glass is the 15.6 inch one. */
const WIDE_BELOW_PX = 900;
const MEDIA = {
  portrait: '(orientation: portrait)',
  square: `(orientation: landscape) and (min-height: ${WIDE_BELOW_PX}px)`,
  wide: `(orientation: landscape) and (max-height: ${WIDE_BELOW_PX - 0.02}px)`,
} as const;

/** What nobody has chosen yet is light and standard. */
function selectorOf({ theme, size, where = '' }: { theme?: Theme; size?: TextSize; where?: string }): string {
  const chosenTheme = theme === undefined || theme === 'light' ? '' : `[data-theme="${theme}"]`;
  const chosenSize = size === undefined || size === 'standard' ? '' : `[data-size="${size}"]`;
  return `:root${chosenTheme}${chosenSize}${where}`;
}

function colours(theme: Theme): Declarations {
  return [...Object.entries(COLOURS[theme])];
}

function plain(): Declarations {
  return [
    ['font', FONTS.join(', ')],
    ...SPACES_PX.map((px, index) => [`space-${index + 1}`, `${px}px`] as const),
    ...Object.entries(RADII).map(([name, radius]) => [`radius-${name}`, radius] as const),
    ...Object.entries(DURATIONS_MS).map(([name, ms]) => [name, `${ms}ms`] as const),
    ['low-reach', `${LOW_REACH_PART * 100}vh`],
  ];
}

/** --mm: px of one millimetre of the glass. --viewing-distance: millimetres from eye to glass. */
function derived(): Declarations {
  const floor = `calc(var(--font-size-floor) * var(--mm) * var(--viewing-distance, ${ARMS_LENGTH_MM}) / ${ARMS_LENGTH_MM})`;
  return [
    ['text-floor', floor],
    ...Object.keys(TYPE.portrait.standard).map(
      (name) => [`text-${name}`, `max(var(--size-${name}), var(--text-floor))`] as const,
    ),
    ...Object.entries(TARGETS).map(
      ([name, { px, mm }]) => [name, `max(${px}px, calc(${mm} * var(--mm)))`] as const,
    ),
    ['row', 'var(--row-1)'],
    ['row-1', 'max(var(--size-row-1), calc(var(--text-caption) * 1.3 + 18px))'],
    ['row-2', 'max(var(--size-row-2), calc(var(--text-caption) * 2.6 + 14px))'],
    ['head-row', 'calc(var(--text-caption) * 1.3 + 16px)'],
    ['strip-row', 'max(var(--size-strip-row), calc(var(--text-caption) * 1.2))'],
  ];
}

function layoutRules(layout: Layout, where: string): string {
  const { mm, margin, gutter, header, rows } = ROOM[layout];
  const room: Declarations = [
    ...(mm === null ? [] : [['mm', `${mm}px`] as const]),
    ['margin', `${margin}px`],
    ['gutter', `${gutter}px`],
    ['header', `${header}px`],
  ];
  return [
    rule(selectorOf({ where }), room),
    ...TEXT_SIZES.map((size) =>
      rule(selectorOf({ size, where }), [
        ...Object.entries(TYPE[layout][size]).map(([name, px]) => [`size-${name}`, `${px}px`] as const),
        ['size-row-1', `${rows[size].one}px`],
        ['size-row-2', `${rows[size].two}px`],
        ['size-strip-row', `${rows[size].strip}px`],
      ]),
    ),
  ].join('\n\n');
}

function rule(selector: string, declarations: Declarations): string {
  return `${selector} {\n${declarations.map(([name, value]) => declaration(name, value)).join('\n')}\n}`;
}

/** As the formatter would break it. */
const LINE_WIDTH = 110;

function declaration(name: string, value: string): string {
  const whole = `  --${name}: ${value};`;
  if (whole.length <= LINE_WIDTH) return whole;
  const lines = [''];
  for (const part of `${value};`.split(/(?<=,) /)) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? `    ${part}` : `${line} ${part}`;
    if (longer.length <= LINE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`    ${part}`);
  }
  return [`  --${name}:`, ...lines].join('\n');
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
