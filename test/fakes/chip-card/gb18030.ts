/**
 * Text into GB18030, by turning the decoder round: whatever it reads as a character is how that character is written.
 * The four-byte characters beyond the first plane follow from arithmetic.
 */
export function encodeGb18030(text: string): Uint8Array {
  return Buffer.concat([...text].map(encodeCharacter));
}

const FIRST_BEYOND_BMP = 0x1_0000;

function encodeCharacter(character: string): Uint8Array {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return Uint8Array.of(codePoint);
  if (codePoint >= FIRST_BEYOND_BMP) return fourBytes(0x90, codePoint - FIRST_BEYOND_BMP);
  const bytes = table().get(character);
  if (bytes === undefined) throw new Error(`no GB18030 for U+${codePoint.toString(16)}`);
  return bytes;
}

/** Bytes 1 and 3 run from 81 to FE, bytes 2 and 4 from 30 to 39; `lead` is where the block begins. */
const fourBytes = (lead: number, linear: number): Uint8Array =>
  Uint8Array.of(
    lead + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  );

/** The last four-byte code of the first plane is 8431A439. */
const FOUR_BYTE_CODES_IN_BMP = 39_420;

let made: Map<string, Uint8Array> | null = null;

function table(): Map<string, Uint8Array> {
  if (made !== null) return made;
  const byCharacter = new Map<string, Uint8Array>();
  const decoder = new TextDecoder('gb18030');
  const note = (bytes: Uint8Array) => {
    const text = decoder.decode(bytes);
    if (text !== '\u{fffd}' && [...text].length === 1 && !byCharacter.has(text)) byCharacter.set(text, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) note(Uint8Array.of(lead, trail));
    }
  }
  for (let linear = 0; linear < FOUR_BYTE_CODES_IN_BMP; linear += 1) note(fourBytes(0x81, linear));
  made = byCharacter;
  return byCharacter;
}
