import { err, ok, type Result } from '#shared/result.ts';

/**
 * The 1,024 bytes of the photo are in WLT, whose format is not published; the decoders that exist are closed libraries
 * bound to a reader's module. A hall that owns one can put it behind this interface. Nothing in the product needs it.
 */
export interface PhotoDecoder {
  decode(wlt: Uint8Array): Promise<Result<Bitmap, 'unreadable'>>;
}

/** Three bytes a pixel, blue green red, rows from the top. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bgr: Uint8Array;
}

/** Every WLT picture of an identity card has this size. */
export const PHOTO_WIDTH = 102;
export const PHOTO_HEIGHT = 126;

/** A decoder for another kind of picture, or one without its licence, is noticed by the size of what it gives. */
export async function decodePhoto(
  wlt: Uint8Array,
  decoder: PhotoDecoder,
): Promise<Result<Bitmap, 'unreadable'>> {
  const decoded = await decoder.decode(wlt);
  if (!decoded.ok) return decoded;
  const { width, height, bgr } = decoded.value;
  const fitting =
    width === PHOTO_WIDTH && height === PHOTO_HEIGHT && bgr.length === PHOTO_WIDTH * PHOTO_HEIGHT * 3;
  return fitting ? ok(decoded.value) : err('unreadable');
}
