/** tag (1) | length (1) | value: every record of the social-security environment. */
export const tlv = (tag: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(tag, value.length), value]);

/** BER, for the bank's side: a tag of one or two bytes, a length below 128. */
export function ber(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const value = Buffer.concat(parts);
  const name = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return Buffer.concat([Uint8Array.of(...name, value.length), value]);
}

export const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));
