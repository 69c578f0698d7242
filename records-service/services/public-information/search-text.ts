/** Chinese has no blanks between words, so a text is searched by its characters and by each two that follow each other. */

/** Full-width and half-width, capitals and small letters become one. */
export const normalised = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Letters and digits that stand together. */
const runsOf = (text: string): string[] => normalised(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What is stored of a text to be found by. */
export function searchFields(texts: readonly string[]): { searchText: string; grams: string[] } {
  const runs = texts.flatMap(runsOf);
  const grams = new Set<string>();
  for (const run of runs) {
    const characters = [...run];
    characters.forEach((character, index) => {
      grams.add(character);
      const next = characters[index + 1];
      if (next !== undefined) grams.add(character + next);
    });
  }
  return { searchText: runs.join(' '), grams: [...grams].sort() };
}

export interface Search {
  /** All of them have to be in the text. */
  readonly words: readonly string[];
  /** All of them are among the grams of a text that has the words; the index is asked for these. */
  readonly grams: readonly string[];
}

/** What is looked for: every run of letters and digits as it was typed. */
export function searchOf(typed: string): Search {
  const words = [...new Set(runsOf(typed))];
  const grams = words.flatMap((word) => {
    const characters = [...word];
    return characters.length === 1
      ? characters
      : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
  return { words, grams: [...new Set(grams)] };
}
