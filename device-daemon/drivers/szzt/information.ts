/**
 * What the pad says of itself, behind the return code of command `3`.
 *
 * ```
 *   offset  0        50       98          118         126      132       135       138     142
 *           user 50  keys 48  settings 20 function 8  model 6  hardware 3 firmware 3 date 4  serial 4
 *   keys, settings: two digits a byte, 0–9 A–F, or 3A–3F for A–F on a pad set to that
 *   settings byte 0: bit 1 keyboard open
 * ```
 */
export interface SzztInformation {
  /** Model, hardware and firmware; null where it is no printable text. */
  readonly description: string | null;
  readonly keyboardOpen: boolean;
}

const SETTINGS_OFFSET = 98;
const KEYBOARD_OPEN = 0x02;
const MODEL = [126, 132] as const;
const HARDWARE = [132, 135] as const;
const FIRMWARE = [135, 138] as const;

export function decodeInformation(data: Uint8Array): SzztInformation {
  const text = [MODEL, HARDWARE, FIRMWARE].map(([from, to]) =>
    Buffer.from(data.subarray(from, to)).toString('latin1').trim(),
  );
  const description = text.filter((part) => part !== '').join(' ');
  return {
    description: /^[\x20-\x7e]+$/.test(description) ? description : null,
    // A setting that cannot be read counts as open: then the keyboard is closed once for nothing.
    keyboardOpen: ((nibbleAt(data, SETTINGS_OFFSET + 1) ?? KEYBOARD_OPEN) & KEYBOARD_OPEN) !== 0,
  };
}

function nibbleAt(data: Uint8Array, offset: number): number | null {
  const character = data[offset] ?? 0;
  if (character >= 0x30 && character <= 0x3f) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}
