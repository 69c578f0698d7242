/**
 * UTF-16LE as text. Lone surrogates and private-use characters stay as they are: older chips hold rare characters of
 * names in the private-use area, and a name is never shortened or replaced.
 */
export function utf16Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
}

/** Fields are padded with U+0020; some readers hand on U+0000. */
export function withoutPadding(field: string): string {
  let end = field.length;
  while (end > 0 && isPadding(field.charCodeAt(end - 1))) end -= 1;
  return field.slice(0, end);
}

const isPadding = (unit: number): boolean => unit === 0x20 || unit === 0;
