import type { ChipCard } from '../chip-card/chip-card.ts';
import type { SampleCard } from '../identity-card-reader/cards.ts';

/**
 * An identity card in a reader of PC/SC: the reader has spoken with it by itself, and gives what it read as a storage
 * of 1,284 bytes (PC/SC part 3, READ BINARY).
 *
 * ```
 *   FF B0 offset (2) Le   ▶ Le bytes from there, 00 = 256; 90 00, or 62 82 where there are fewer
 * ```
 * What real readers answer for a card that they cannot read is not known; this one says 6A 82.
 */
const ATR = Uint8Array.of(0x3b, 0x88, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0xd1, 0x03, 0x86, 0x00, 0x00);
const CHECK_AT = ATR.length - 1;
ATR[CHECK_AT] = ATR.subarray(1, CHECK_AT).reduce((sum, byte) => sum ^ byte, 0);

const DONE = [0x90, 0x00] as const;
const END_COMES_EARLY = [0x62, 0x82] as const;
const NOTHING_THERE = Uint8Array.of(0x6a, 0x82);
const NOT_KNOWN = Uint8Array.of(0x6d, 0x00);

export class IdentityChip implements ChipCard {
  readonly name: string;
  readonly #card: SampleCard;
  readonly #endsEarly: boolean;
  readonly #content: Uint8Array;

  /** @param endsEarly says 62 82 for the last piece instead of 90 00: readers may do either */
  constructor(card: SampleCard, endsEarly: boolean) {
    this.name = card.name;
    this.#card = card;
    this.#endsEarly = endsEarly;
    this.#content = Buffer.concat([Uint8Array.of(0x01, 0x00, 0x04, 0x00), card.textBlock, card.photo]);
  }

  powerOn(): Uint8Array {
    return ATR;
  }

  reset(): Uint8Array {
    return ATR;
  }

  powerOff(): void {}

  process(command: Uint8Array): Uint8Array {
    const [cla, ins, high = 0, low = 0, length = 0] = command;
    if (cla !== 0xff || ins !== 0xb0 || command.length !== 5) return NOT_KNOWN;
    if (this.#card.defect !== null) return NOTHING_THERE;
    const offset = high * 256 + low;
    const wanted = length === 0 ? 256 : length;
    const bytes = this.#content.subarray(offset, offset + wanted);
    if (bytes.length === 0) return NOTHING_THERE;
    const word = bytes.length < wanted && this.#endsEarly ? END_COMES_EARLY : DONE;
    return Uint8Array.of(...bytes, ...word);
  }

  state(): Record<string, unknown> {
    return { story: this.#card.story };
  }
}
