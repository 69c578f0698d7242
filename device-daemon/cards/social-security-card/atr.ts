const HAS_TA = 0x10;
const HAS_TB = 0x20;
const HAS_TC = 0x40;
const HAS_TD = 0x80;
/** TA1 … TD4 and no more. */
const MAX_INTERFACE_ROUNDS = 4;

/**
 * What a card says when it is reset (ISO/IEC 7816-3; contact cards T=0, 社会保障（个人）卡规范 part 2).
 *
 * ```
 *   TS      T0         [TA1 TB1 TC1 TD1 [TA2 …]]        T1 … TK           [TCK]
 *   3B 3F   Y1 | K     Y: which of the four follow      K bytes           XOR of all after TS, unless only T=0
 *
 *   T1–T2 chip maker   T3–T5 chip and its system   T6–T7 card maker   T8–T9 region   T10–T13 serial number
 * ```
 * The kind of card does not show here (bank cards look the same), nor the protocol in use where several are offered.
 *
 * @returns T1 … TK; null for what is no ATR
 */
export function historicalBytesOf(atr: Uint8Array): Uint8Array | null {
  const [ts, t0] = atr;
  if ((ts !== 0x3b && ts !== 0x3f) || t0 === undefined) return null;
  let offset = 2;
  let following = t0;
  for (let round = 0; round < MAX_INTERFACE_ROUNDS; round += 1) {
    offset += [HAS_TA, HAS_TB, HAS_TC].filter((bit) => (following & bit) !== 0).length;
    if ((following & HAS_TD) === 0) break;
    const td = atr[offset];
    if (td === undefined) return null;
    offset += 1;
    following = td;
  }
  const end = offset + (t0 & 0x0f);
  return end > atr.length ? null : atr.subarray(offset, end);
}
