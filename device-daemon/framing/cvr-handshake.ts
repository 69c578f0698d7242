/**
 * What 华视 CVR-100 readers want to hear before they speak SDT on their serial line: the host sends ten bytes of its
 * choice, the reader sends them back changed, as its proof.
 *
 * ```
 *             0    1    2    3    4      5 … 14     15    16
 *           ┌────┬────┬────┬────┬──────┬──────────┬─────┬────┐
 *   request │ 02 │ 00 │ 11 │ 03 │ kind │ nonce    │ BCC │ 03 │
 *   answer  │ 02 │ 00 │ 11 │ 03 │  00  │ changed  │ BCC │ 03 │
 *           └────┴────┴────┴────┴──────┴──────────┴─────┴────┘
 *                  length ▲  ◀── BCC: XOR of 1 … 14 ──▶
 *   CVR-100R  kind AA, byte i of the nonce is XORed with i + 1
 *   CVR-100D  kind CC, byte i of the nonce is XORed with i + 3
 * ```
 */
export interface CvrHandshake {
  readonly kind: number;
  /** Added to the place of each byte of the nonce to give what it is XORed with. */
  readonly shift: number;
}

export const CVR_NONCE_BYTES = 10;
export const CVR_FRAME_BYTES = 17;
const NONCE_FROM = 5;
const BCC_AT = NONCE_FROM + CVR_NONCE_BYTES;
const HEADER = Uint8Array.of(0x02, 0x00, CVR_FRAME_BYTES, 0x03);
const END = 0x03;
const WELL = 0x00;

export function encodeCvrHandshake({ kind }: CvrHandshake, nonce: Uint8Array): Uint8Array {
  if (nonce.length !== CVR_NONCE_BYTES) throw new RangeError(`a nonce of ${nonce.length} bytes`);
  const frame = new Uint8Array(CVR_FRAME_BYTES);
  frame.set(HEADER);
  frame[4] = kind;
  frame.set(nonce, NONCE_FROM);
  frame[BCC_AT] = bcc(frame, 0);
  frame[BCC_AT + 1] = END;
  return frame;
}

/** Does the right answer stand anywhere in these bytes? */
export function answersCvrHandshake(
  { shift }: CvrHandshake,
  nonce: Uint8Array,
  received: Uint8Array,
): boolean {
  for (let start = 0; start + CVR_FRAME_BYTES <= received.length; start += 1) {
    if (isAnswerAt(received, start, nonce, shift)) return true;
  }
  return false;
}

function isAnswerAt(bytes: Uint8Array, start: number, nonce: Uint8Array, shift: number): boolean {
  if (HEADER.some((byte, index) => bytes[start + index] !== byte)) return false;
  if (bytes[start + HEADER.length] !== WELL) return false;
  if (bytes[start + BCC_AT] !== bcc(bytes, start) || bytes[start + BCC_AT + 1] !== END) return false;
  return nonce.every((byte, index) => bytes[start + NONCE_FROM + index] === (byte ^ (index + shift)));
}

function bcc(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let index = start + 1; index < start + BCC_AT; index += 1) value ^= bytes[index] ?? 0;
  return value;
}
