import type { ChipCardSlot } from '../chip-card-reader.ts';

/**
 * ```
 *   request   31 11 01            information       answer   SS SS  …, ends with length and model as text
 *             32 22 00 00 slot    power on                   SS SS  ATR
 *             32 26 slot APDU     command to the card        SS SS  answer and status word of the card
 *             32 23 slot          power off                  SS SS
 * ```
 * `SS SS` 0000: done · 1007: the card does not answer, or there is none.
 */
export type GwiIc20Command =
  | { readonly type: 'information' }
  | { readonly type: 'powerOn'; readonly slot: ChipCardSlot }
  | { readonly type: 'transmit'; readonly slot: ChipCardSlot; readonly apdu: Uint8Array }
  | { readonly type: 'powerOff'; readonly slot: ChipCardSlot };

const SLOTS: Readonly<Record<ChipCardSlot, number>> = { card: 0x00, sam1: 0x11 };

export function encodeCommand(command: GwiIc20Command): Uint8Array {
  switch (command.type) {
    case 'information':
      return Uint8Array.of(0x31, 0x11, 0x01);
    case 'powerOn':
      return Uint8Array.of(0x32, 0x22, 0x00, 0x00, SLOTS[command.slot]);
    case 'transmit':
      return Uint8Array.of(0x32, 0x26, SLOTS[command.slot], ...command.apdu);
    case 'powerOff':
      return Uint8Array.of(0x32, 0x23, SLOTS[command.slot]);
  }
}

/** The recorded reader takes 220 ms to power a card and 3,400 ms to find out that one does not answer. */
export const ANSWER_TIMEOUT_MS: Readonly<Record<GwiIc20Command['type'], number>> = {
  information: 1_000,
  powerOn: 6_000,
  transmit: 6_000,
  powerOff: 6_000,
};

export interface GwiIc20Answer {
  /** `other` with its four digits. */
  readonly status: 'done' | 'noAnswer' | { readonly other: string };
  readonly data: Uint8Array;
}

const STATUS_BYTES = 2;
const DONE = 0x0000;
const NO_ANSWER = 0x1007;

/** @returns null when there is not even a status */
export function decodeAnswer(payload: Uint8Array): GwiIc20Answer | null {
  if (payload.length < STATUS_BYTES) return null;
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  const data = payload.slice(STATUS_BYTES);
  if (code === DONE) return { status: 'done', data };
  if (code === NO_ANSWER) return { status: 'noAnswer', data };
  return { status: { other: code.toString(16).padStart(4, '0') }, data };
}

const MODEL_AT = 16;

/** The model at the end of the information; what stands before it is not understood. */
export function modelOf(information: Uint8Array): string | null {
  const length = information[MODEL_AT] ?? 0;
  const text = information.subarray(MODEL_AT + 1, MODEL_AT + 1 + length);
  const isText =
    text.length > 0 && text.length === length && text.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText ? String.fromCharCode(...text) : null;
}
