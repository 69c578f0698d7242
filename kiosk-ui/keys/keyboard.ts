import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { KeypadKey } from '#shared/protocol/assistance.ts';

type Layout = KioskProfile['keypad'];

/** Keys that mean the same on every keypad that is a keyboard. */
const EVERYWHERE: Readonly<Record<string, KeypadKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'select',
  ' ': 'select',
  Escape: 'left',
  Backspace: 'left',
  PageUp: 'left',
  PageDown: 'right',
  Help: 'help',
  '?': 'help',
  Pause: 'pause',
  MediaPlayPause: 'pause',
  AudioVolumeUp: 'volumeUp',
  AudioVolumeDown: 'volumeDown',
  '+': 'volumeUp',
  '-': 'volumeDown',
  End: 'end',
};

/** See `KeypadKey`: the number pad is laid out as on a telephone. Two switches send the space bar and Enter. */
const LAYOUTS: Readonly<Record<Layout, Readonly<Record<string, KeypadKey>>>> = {
  none: {},
  fiveKeys: {},
  twoSwitches: { ' ': 'down' },
  numberPad: {
    '1': 'pause',
    '2': 'up',
    '3': 'repeat',
    '4': 'left',
    '5': 'select',
    '6': 'right',
    '8': 'down',
    '0': 'help',
    '*': 'volumeDown',
    '#': 'volumeUp',
  },
};

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What a key of a keyboard means here; null: nothing. */
export function meaningOf(
  { key, shiftKey, ctrlKey, altKey, metaKey }: Pressed,
  layout: Layout,
): KeypadKey | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === 'Tab') return shiftKey ? 'up' : 'down';
  return LAYOUTS[layout][key] ?? EVERYWHERE[key] ?? null;
}
