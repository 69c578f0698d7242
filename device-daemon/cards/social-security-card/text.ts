import { type IsoDate, isIsoDate } from '#shared/time/calendar.ts';

/**
 * Text fields (`an`) are filled up with 00; chips were seen that use spaces or FF. All three come off the bytes and
 * not off the text, and never from inside: no character of GB18030 ends in one of them.
 */
export function withoutPadding(field: Uint8Array): Uint8Array {
  return trimmed(field, (byte) => byte === 0x00 || byte === 0x20 || byte === 0xff);
}

/**
 * Name (tag 09, 30 bytes) and its extension (tag 4E, 20 bytes) as one run of bytes, because a character may begin in
 * the one and end in the other. A space at the end of the first part belongs to the name where more follows.
 */
export function joinName(name: Uint8Array, extension: Uint8Array | null): Uint8Array {
  const rest = extension === null ? new Uint8Array() : withoutPadding(extension);
  if (rest.length === 0) return Uint8Array.from(withoutPadding(name));
  const first = trimmed(name, (byte) => byte === 0x00 || byte === 0xff);
  const joined = new Uint8Array(first.length + rest.length);
  joined.set(first);
  joined.set(rest, first.length);
  return joined;
}

const decoder = new TextDecoder('gb18030');

/** Never throws; what is no GB18030 becomes U+FFFD. */
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Field of letters and digits; characters beyond ASCII stay what they are and fit nowhere. */
export const asciiText = (field: Uint8Array): string => Buffer.from(withoutPadding(field)).toString('latin1');

/** Packed digits (`cn`), two a byte, filled up with F: `0156` → `0156`, `FFFF` → null. */
export function packedDigits(field: Uint8Array): string | null {
  const digits = Buffer.from(field).toString('hex').replace(/f+$/, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** `20180601` packed; null where it is empty or no day. */
export function packedDate(field: Uint8Array): IsoDate | null {
  const digits = packedDigits(field);
  if (digits === null || digits.length !== 8) return null;
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isIsoDate(date) ? date : null;
}

export const hexDigits = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

function trimmed(field: Uint8Array, isPadding: (byte: number) => boolean): Uint8Array {
  let end = field.length;
  while (end > 0 && isPadding(field[end - 1] ?? 0)) end -= 1;
  return field.subarray(0, end);
}
