import type { ChipCardReaderStatus } from '../chip-card-reader.ts';

/**
 * The three status characters of every answer (communication protocol CRT-591-M001 V1.0, 1.2.2).
 *
 * ```
 *   st0   0 no card │ 1 at the gate │ 2 at the IC/RF position
 *   st1   stacker, which a kiosk does not have filled
 *   st2   0 error bin has room │ 1 full
 * ```
 */
export interface Crt591Status {
  /** `reading`: drawn in; whether the contacts are down is not said. */
  readonly place: 'none' | 'gate' | 'reading' | 'unknown';
  readonly binFull: boolean;
}

const PLACES: Readonly<Record<number, Crt591Status['place']>> = { 48: 'none', 49: 'gate', 50: 'reading' };
const BIN_FULL = 0x31;

export const crt591StatusOf = (st0: number, st2: number): Crt591Status => ({
  place: PLACES[st0] ?? 'unknown',
  binFull: st2 === BIN_FULL,
});

const POSITIONS = { none: 'none', gate: 'atGate', unknown: 'unknown' } as const;

export function chipCardStatusOf(status: Crt591Status, contactsDown: boolean): ChipCardReaderStatus {
  const inside = contactsDown ? 'atContacts' : 'inside';
  return {
    position: status.place === 'reading' ? inside : POSITIONS[status.place],
    collision: false,
    retainBin: status.binFull ? 'full' : 'ok',
  };
}
