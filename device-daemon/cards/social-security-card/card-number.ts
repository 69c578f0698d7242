/**
 * 卡号: eight characters and a check character (GB 11714, as annex A of the V2.0 data items gives it).
 *
 * ```
 *   letter of the county | 7 digits or letters | check 0–9 X
 * ```
 * Regions may choose another rule, so a character that does not fit says nothing against the card.
 */
export const CARD_NUMBER_CHARACTERS = 9;
export const isCardNumber = (text: string): boolean => /^[0-9A-Z]{9}$/.test(text);

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** A = 10 … Z = 35. */
const valueOfCharacter = (character: string): number => Number.parseInt(character, 36);

export function checkDigitOf(cardNumber: string): 'fits' | 'doesNotFit' {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * valueOfCharacter(cardNumber.charAt(index)),
    0,
  );
  const check = 11 - (sum % 11);
  const character = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  return cardNumber.charAt(8) === character ? 'fits' : 'doesNotFit';
}
