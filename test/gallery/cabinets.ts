import { type KioskProfile, PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';

/** Cabinets that differ in what a screen shows of them: where cards go, which keys there are, who helps. */
export const CABINETS = {
  plain: PLAIN_PROFILE,
  'keys and jack': {
    ...PLAIN_PROFILE,
    identityCardReader: 'besideLeft',
    socialSecurityCardReader: 'besideRight',
    codeScanner: 'belowRight',
    paperTray: 'belowLeft',
    keypad: 'numberPad',
    headphoneJack: true,
    counter: '3 号窗口',
  },
  'two switches': {
    ...PLAIN_PROFILE,
    keypad: 'twoSwitches',
    headphoneJack: true,
    counter: '综合服务窗口 12',
  },
  'five keys': { ...PLAIN_PROFILE, keypad: 'fiveKeys', headphoneJack: true },
  'in a booth': { ...PLAIN_PROFILE, masksAmounts: false },
} as const satisfies Record<string, KioskProfile>;

export type CabinetKey = keyof typeof CABINETS;
export const CABINET_KEYS = Object.keys(CABINETS) as CabinetKey[];
