import type { TextSize, Theme } from '../machines/preferences.ts';

/*
 * Still water: warm paper, one ink-green for action, hairlines instead of shadows. Every number of the look stands
 * here and only here: tokens.css is written from it, and the tests of contrast and of sizes read it.
 */

/** Text stands at 7:1 or more on its ground, borders of controls at 3:1 or more. */
export interface Colours {
  readonly bg: string;
  readonly surface: string;
  readonly 'surface-2': string;
  readonly text: string;
  readonly muted: string;
  /** Borders of whatever can be pressed. */
  readonly line: string;
  /** Borders of what cannot. */
  readonly hair: string;
  readonly primary: string;
  readonly 'on-primary': string;
  readonly 'primary-soft': string;
  readonly 'on-primary-soft': string;
  readonly 'accent-soft': string;
  readonly 'on-accent-soft': string;
  readonly danger: string;
  readonly 'on-danger': string;
  readonly ok: string;
  readonly 'ok-soft': string;
  readonly focus: string;
  readonly 'data-paid': string;
  readonly 'data-partial': string;
}

export const COLOURS: Record<Theme, Colours> = {
  light: {
    bg: '#f6f4ef',
    surface: '#ffffff',
    'surface-2': '#edeae2',
    text: '#16211f',
    muted: '#3f4c49',
    line: '#6f7b77',
    hair: '#d9d5cb',
    primary: '#0b4f4a',
    'on-primary': '#ffffff',
    'primary-soft': '#dcebe8',
    'on-primary-soft': '#0b403c',
    'accent-soft': '#fbebd3',
    'on-accent-soft': '#5e3204',
    danger: '#8e1b1b',
    'on-danger': '#ffffff',
    ok: '#14532d',
    'ok-soft': '#ddf0e2',
    focus: '#0a3fbf',
    'data-paid': '#1f7a70',
    'data-partial': '#b26a12',
  },
  dark: {
    bg: '#0e1514',
    surface: '#17211f',
    'surface-2': '#202c2a',
    text: '#f2f5f3',
    muted: '#c4cfcb',
    line: '#8fa09b',
    hair: '#33423f',
    primary: '#8fd9cc',
    'on-primary': '#06201d',
    'primary-soft': '#1d3b37',
    'on-primary-soft': '#cbefe8',
    'accent-soft': '#3a2a10',
    'on-accent-soft': '#ffe0ae',
    danger: '#ffa8a0',
    'on-danger': '#3a0606',
    ok: '#8fe0a8',
    'ok-soft': '#163822',
    focus: '#ffd84d',
    'data-paid': '#6cc7ba',
    'data-partial': '#e0a24a',
  },
  'contrast-white': {
    bg: '#ffffff',
    surface: '#ffffff',
    'surface-2': '#ffffff',
    text: '#000000',
    muted: '#000000',
    line: '#000000',
    hair: '#000000',
    primary: '#000000',
    'on-primary': '#ffffff',
    'primary-soft': '#ffffff',
    'on-primary-soft': '#000000',
    'accent-soft': '#ffffff',
    'on-accent-soft': '#000000',
    danger: '#8b0000',
    'on-danger': '#ffffff',
    ok: '#003d14',
    'ok-soft': '#ffffff',
    focus: '#0000c8',
    'data-paid': '#000000',
    'data-partial': '#000000',
  },
  'contrast-black': {
    bg: '#000000',
    surface: '#000000',
    'surface-2': '#000000',
    text: '#ffff00',
    muted: '#ffffff',
    line: '#ffffff',
    hair: '#ffffff',
    primary: '#ffff00',
    'on-primary': '#000000',
    'primary-soft': '#000000',
    'on-primary-soft': '#ffff00',
    'accent-soft': '#000000',
    'on-accent-soft': '#ffff00',
    danger: '#ff9c9c',
    'on-danger': '#000000',
    ok: '#7cff9b',
    'ok-soft': '#000000',
    focus: '#00ffff',
    'data-paid': '#ffff00',
    'data-partial': '#ffff00',
  },
};

/** `low`: the lower part of a portrait glass, which lies on its side. */
export const LAYOUTS = ['portrait', 'square', 'wide', 'low'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** CSS px. */
interface TypeScale {
  readonly caption: number;
  readonly body: number;
  readonly label: number;
  readonly h2: number;
  readonly h1: number;
  readonly figure: number;
}

const LANDSCAPE_TYPE: Record<TextSize, TypeScale> = {
  standard: { caption: 20, body: 24, label: 26, h2: 30, h1: 38, figure: 60 },
  large: { caption: 24, body: 30, label: 32, h2: 36, h1: 42, figure: 66 },
  'extra-large': { caption: 32, body: 40, label: 42, h2: 44, h1: 48, figure: 84 },
};

export const TYPE: Record<Layout, Record<TextSize, TypeScale>> = {
  portrait: {
    standard: { caption: 24, body: 30, label: 32, h2: 38, h1: 51, figure: 84 },
    large: { caption: 30, body: 38, label: 40, h2: 46, h1: 57, figure: 96 },
    'extra-large': { caption: 38, body: 48, label: 50, h2: 54, h1: 65, figure: 120 },
  },
  square: LANDSCAPE_TYPE,
  wide: LANDSCAPE_TYPE,
  low: {
    standard: { caption: 24, body: 28, label: 30, h2: 34, h1: 42, figure: 60 },
    large: { caption: 30, body: 34, label: 36, h2: 38, h1: 44, figure: 66 },
    'extra-large': { caption: 36, body: 42, label: 42, h2: 44, h1: 48, figure: 84 },
  },
};

/**
 * Millimetres of font size no text goes below, at arm's length; more where the eye is farther away. With capitals of
 * 0.733 em they stand 4.2, 5.6 and 7.3 mm high, the last of them at 0.7° (EN 301 549, 5.1.4).
 */
export const FONT_SIZE_FLOOR_MM: Record<TextSize, number> = {
  standard: 5.8,
  large: 7.7,
  'extra-large': 10,
};
export const ARMS_LENGTH_MM = 600;

/** What a finger needs; a hair more than the rule, so that no rounding falls below it. */
export const TARGETS = {
  target: { px: 60, mm: 15.1 },
  'target-primary': { px: 72, mm: 20.1 },
  'target-gap': { px: 12, mm: 3.05 },
} as const;

interface Room {
  /** px of one millimetre on the layout's usual panel; the kiosk's profile may know better. */
  readonly mm: number | null;
  readonly margin: number;
  readonly gutter: number;
  readonly header: number;
  /** Heights of rows by the size of letters: a table's row with one line and with two, and a year of the month strip. */
  readonly rows: Record<TextSize, { readonly one: number; readonly two: number; readonly strip: number }>;
}

/** 32 inch 1080 × 1920, 19 inch 1280 × 1024, 15.6 inch 1366 × 768, and the lower 55 % of the first. */
export const ROOM: Record<Layout, Room> = {
  portrait: {
    mm: 2.71,
    margin: 56,
    gutter: 24,
    header: 128,
    rows: {
      standard: { one: 72, two: 96, strip: 58 },
      large: { one: 88, two: 112, strip: 66 },
      'extra-large': { one: 104, two: 128, strip: 76 },
    },
  },
  square: {
    mm: 3.4,
    margin: 32,
    gutter: 20,
    header: 92,
    rows: {
      standard: { one: 72, two: 84, strip: 38 },
      large: { one: 76, two: 96, strip: 46 },
      'extra-large': { one: 80, two: 112, strip: 56 },
    },
  },
  wide: {
    mm: 3.96,
    margin: 28,
    gutter: 16,
    header: 68,
    rows: {
      standard: { one: 66, two: 80, strip: 33 },
      large: { one: 70, two: 92, strip: 42 },
      'extra-large': { one: 74, two: 112, strip: 52 },
    },
  },
  low: {
    mm: null,
    margin: 40,
    gutter: 20,
    header: 76,
    rows: {
      standard: { one: 66, two: 80, strip: 36 },
      large: { one: 70, two: 92, strip: 44 },
      'extra-large': { one: 76, two: 112, strip: 54 },
    },
  },
};

/** How much of a portrait glass a seated or small person reaches, from its lower edge. */
export const LOW_REACH_PART = 0.55;

export const SPACES_PX = [4, 8, 12, 16, 24, 32, 48, 64, 96] as const;
export const RADII = { cell: '8px', card: '20px', pill: '999px' } as const;
export const DURATIONS_MS = { quick: 120, calm: 320 } as const;
export const FONTS = [
  '"Noto Sans SC Variable"',
  // Only Arabic letters are ever fetched from it: what both have comes from the font before.
  '"Noto Sans Arabic Variable"',
  '"Noto Sans CJK SC"',
  '"HanaMinA"',
  '"HanaMinB"',
  '"BabelStone Han"',
  'sans-serif',
] as const;
