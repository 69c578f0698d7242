import type { KeypadKey } from '#shared/protocol/assistance.ts';

/**
 * One key: it is down while `(report[byte] & mask) === value` for one of the bytes.
 *
 * ```
 *   byte 2, mask 01, value 01           bit 0 of byte 2
 *   byte 0, mask 0F, value 02           a hat switch that points to the right
 *   byte 2, bytes 6, mask FF, value 52  usage 52 somewhere in the list of a keyboard's report
 * ```
 */
export interface KeyPlace {
  readonly key: KeypadKey;
  readonly byte: number;
  readonly bytes: number;
  readonly mask: number;
  readonly value: number;
}

/** Which keys a report presses: those that were up in the one before. Holding a key presses it once. */
export class KeyPresses {
  readonly #places: readonly KeyPlace[];
  #down: readonly boolean[];

  constructor(places: readonly KeyPlace[]) {
    this.#places = places;
    this.#down = places.map(() => false);
  }

  /** @returns in the order of the map; a key with several places once */
  take(report: Uint8Array): KeypadKey[] {
    const before = this.#down;
    this.#down = this.#places.map((place) => isDown(place, report));
    const pressed = this.#places.filter((_, index) => this.#down[index] === true && before[index] === false);
    return [...new Set(pressed.map(({ key }) => key))];
  }
}

/** A report that is too short for a place says that nobody presses there. */
function isDown({ byte, bytes, mask, value }: KeyPlace, report: Uint8Array): boolean {
  return report.subarray(byte, byte + bytes).some((seen) => (seen & mask) === value);
}
