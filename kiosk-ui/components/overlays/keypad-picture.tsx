import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import { t } from '../../locales/text.ts';

type Keypad = Exclude<KioskProfile['keypad'], 'none'>;

/** What stands on the cap, and what it does; laid out as the keys lie under the hand. */
const KEYS: Record<
  Keypad,
  readonly (readonly [cap: string, does: Parameters<typeof t>[0], place: string])[]
> = {
  fiveKeys: [
    ['▲', 'keypad.up', '1 / 2'],
    ['◀', 'keypad.left', '2 / 1'],
    ['●', 'keypad.select', '2 / 2'],
    ['▶', 'keypad.right', '2 / 3'],
    ['▼', 'keypad.down', '3 / 2'],
  ],
  numberPad: [
    ['1', 'keypad.pause', '1 / 1'],
    ['2', 'keypad.up', '1 / 2'],
    ['3', 'keypad.repeat', '1 / 3'],
    ['4', 'keypad.left', '2 / 1'],
    ['5', 'keypad.select', '2 / 2'],
    ['6', 'keypad.right', '2 / 3'],
    ['8', 'keypad.down', '3 / 2'],
    ['＊', 'keypad.volumeDown', '4 / 1'],
    ['0', 'keypad.help', '4 / 2'],
    ['#', 'keypad.volumeUp', '4 / 3'],
  ],
  twoSwitches: [
    ['1', 'keypad.next', '1 / 1'],
    ['2', 'keypad.select', '1 / 2'],
  ],
};

/** The keys beside the screen, each with its word. */
export function KeypadPicture({ keypad }: { keypad: Keypad }) {
  return (
    <section class="keypad-help" aria-label={t('keypad.title')}>
      <h2>{t('keypad.title')}</h2>
      {/* The keys of a keypad lie the same way in every language. */}
      <ul class={`keypad-keys keypad-${keypad}`} dir="ltr">
        {KEYS[keypad].map(([cap, does, place]) => (
          <li key={cap} style={{ gridArea: place }}>
            <kbd aria-hidden={keypad === 'fiveKeys'}>{cap}</kbd>
            <span>{t(does)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
