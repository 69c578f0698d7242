import { err, ok, type Result } from '#shared/result.ts';
import type { IdentityCard } from '../identity-card.ts';
import type { CardDataFault } from '../identity-card-driver.ts';
import { PHOTO_BYTES, READ_HEADER_BYTES, TEXT_BYTES } from './commands.ts';
import { type CardText, decodeTextBlock } from './text-block.ts';

/** Preamble, length and status bytes in front of the data. */
const BEFORE_DATA_BYTES = 5 + 2 + 3;
const TEXT_FROM = BEFORE_DATA_BYTES + READ_HEADER_BYTES;

/**
 * The answer to `30 01`, decoded while it arrives.
 *
 * ```
 *   preamble, length, status │ 01 00 │ 04 00 │ text, 256 bytes │ photo, 1,024 bytes │ CHK
 *                                            ▲ after 25 ms     ▲ after 45 ms        ▲ after 112 ms at 115,200
 * ```
 * The text is complete two thirds of the way before the checksum that vouches for it. It is decoded at once, and the
 * outcome counts if the very same bytes then stand in the checked answer; all that is left to do at the last byte is to
 * compare them.
 */
export class ReadAnswer {
  #early: { readonly block: Uint8Array; readonly text: Result<CardText, CardDataFault> } | null = null;

  /** @param bytes the answer as far as it has come, unchecked */
  readonly lookAhead = (bytes: Uint8Array): void => {
    if (this.#early !== null || bytes.length < TEXT_FROM + TEXT_BYTES) return;
    const block = new Uint8Array(bytes.subarray(TEXT_FROM, TEXT_FROM + TEXT_BYTES));
    this.#early = { block, text: decodeTextBlock(block) };
  };

  /** @param data what stands behind the status of the checked answer; the photo is copied out of it */
  decode(data: Uint8Array): Result<IdentityCard, CardDataFault> {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (
      data.length !== READ_HEADER_BYTES + TEXT_BYTES + PHOTO_BYTES ||
      view.getUint16(0) !== TEXT_BYTES ||
      view.getUint16(2) !== PHOTO_BYTES
    ) {
      return err('invalidMedia');
    }
    const block = data.subarray(READ_HEADER_BYTES, READ_HEADER_BYTES + TEXT_BYTES);
    const early = this.#early;
    const text =
      early !== null && Buffer.compare(early.block, block) === 0 ? early.text : decodeTextBlock(block);
    if (!text.ok) return text;
    return ok({ ...text.value, photo: new Uint8Array(data.subarray(READ_HEADER_BYTES + TEXT_BYTES)) });
  }
}
