import { TEXT_SIZES, type TextSize, THEMES, type Theme } from '#kiosk-ui/machines/preferences.ts';
import { CABINET_KEYS, type CabinetKey } from './cabinets.ts';
import { PANEL_KEYS, type PanelKey } from './panels.ts';
import { PERSON_KEYS, type PersonKey } from './people.ts';
import { SCENES } from './scenes.ts';
import { WORDS, type Words } from './words.ts';

/** What the gallery can be asked to show. */
export interface ShowOptions {
  /** Name of a scene. */
  readonly scene: string;
  readonly person: PersonKey;
  readonly panel: PanelKey;
  readonly cabinet: CabinetKey;
  readonly textSize: TextSize;
  readonly theme: Theme;
  readonly language: Words;
  readonly lowReach: boolean;
  /** Amounts as the person finds them, or as they are after asking for them. */
  readonly figures: 'found' | 'shown';
  /** The keypad has been used. */
  readonly keys: boolean;
}

export const DEFAULT_OPTIONS: ShowOptions = {
  scene: 'attract: all',
  person: 'in-work',
  panel: 'portrait-21',
  cabinet: 'plain',
  textSize: 'standard',
  theme: 'light',
  language: 'zh-Hans',
  lowReach: false,
  figures: 'found',
  keys: false,
};

const ALLOWED: { readonly [Name in keyof ShowOptions]: readonly ShowOptions[Name][] } = {
  scene: SCENES.map(({ name }) => name),
  person: PERSON_KEYS,
  panel: PANEL_KEYS,
  cabinet: CABINET_KEYS,
  textSize: TEXT_SIZES,
  theme: THEMES,
  language: WORDS,
  lowReach: [false, true],
  figures: ['found', 'shown'],
  keys: [false, true],
};

/** Options from an address; what is not named or not known is as at first. */
export function optionsFrom(address: URLSearchParams): ShowOptions {
  const found = Object.entries(ALLOWED).flatMap(([name, values]) => {
    const value = (values as readonly unknown[]).find((allowed) => String(allowed) === address.get(name));
    return value === undefined ? [] : [[name, value]];
  });
  return { ...DEFAULT_OPTIONS, ...Object.fromEntries(found) };
}

/** Only what differs from the first, so that an address stays short. */
export function addressOf(options: ShowOptions): string {
  const different = Object.entries(options).filter(
    ([name, value]) => value !== DEFAULT_OPTIONS[name as keyof ShowOptions],
  );
  return new URLSearchParams(different.map(([name, value]) => [name, String(value)])).toString();
}
