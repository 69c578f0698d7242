/**
 * Money is a whole number of fen (1 yuan = 100 fen), so that no sum is ever off by a binary fraction.
 * A pension account stays far below 2^53 fen.
 */
export type Fen = number;

/**
 * Divides and rounds half away from zero, as the agencies' ledgers do.
 * @param numerator whole number, may be negative
 * @param denominator whole number above zero
 */
export function divideRoundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return negative ? -rounded : rounded;
}

/** `8641235` → `86,412.35`, for the screen. */
export function formatFen(fen: Fen): string {
  const [yuan, rest] = splitFen(fen);
  return `${yuan.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${rest}`;
}

/** `8641235` → `86412.35`: statements print amounts without thousands separators. */
export function formatFenPlain(fen: Fen): string {
  const [yuan, rest] = splitFen(fen);
  return `${yuan}.${rest}`;
}

function splitFen(fen: Fen): [yuan: string, rest: string] {
  if (!Number.isSafeInteger(fen)) throw new TypeError('An amount in fen is a whole number');
  const magnitude = Math.abs(fen);
  const sign = fen < 0 ? '-' : '';
  return [`${sign}${Math.floor(magnitude / 100)}`, String(magnitude % 100).padStart(2, '0')];
}
