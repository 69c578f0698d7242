/** `999999199001012379` → `9999＊＊＊＊＊＊2379`. Anything shorter than ten characters is hidden whole. */
export function maskNumber(number: string): string {
  return number.length < 10
    ? STAR.repeat(number.length)
    : `${number.slice(0, 4)}${STAR.repeat(6)}${number.slice(-4)}`;
}

/** Whether a number went through `maskNumber`. */
export const isMasked = (number: string): boolean => number.includes(STAR);

/** `T90000153` → `T＊＊＊＊＊153`, for the engineer who compares it with the card in their hand. */
export const maskCardNumber = (cardNumber: string): string =>
  cardNumber.length < 9
    ? STAR.repeat(cardNumber.length)
    : `${cardNumber.slice(0, 1)}${STAR.repeat(cardNumber.length - 4)}${cardNumber.slice(-3)}`;

/** First and last character stay, `张＊丰`; of a two-character name only the first, `李＊`. */
export function maskName(name: string): string {
  const characters = name.match(CHARACTER) ?? [];
  const first = characters[0];
  if (first === undefined) return '';
  const last = characters.at(-1);
  if (characters.length < 3 || last === undefined) return `${first}${STAR}`;
  return `${first}${STAR.repeat(Math.min(characters.length - 2, 3))}${last}`;
}

/**
 * A base character with its marks and variation selectors. `Intl.Segmenter` would do the same and takes milliseconds
 * for its first call, while a citizen waits.
 */
const CHARACTER = /\P{M}\p{M}*/gu;

/** Full-width, so that masked and clear text have the same height and width of line. */
export const STAR = '＊';
