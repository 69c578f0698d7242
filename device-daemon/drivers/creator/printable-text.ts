/** What a unit says of itself, in ASCII; anything else it fills up with is left out. */
export const printableText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.filter((byte) => byte >= 0x20 && byte < 0x7f))
    .toString('ascii')
    .trim();
