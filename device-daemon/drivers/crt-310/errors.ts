import type { CardFault } from '../chip-card-reader.ts';
import type { LinkFault } from '../link-fault.ts';

/**
 * The two ways in which a CRT-310 says no (communication protocol CRT-310 V3.0), and what each means for whoever made
 * the call: the code E of a refusal, for a command that was not executed, and the letter P of an answer, for one that
 * was. What is not listed here is the unit's own trouble: `broken`.
 */
const REFUSALS: Readonly<Record<number, CardFault['type'] | 'garbled'>> = {
  /** Undefined command, wrong parameter. */
  0: 'unsupported',
  1: 'unsupported',
  /** Not now. */
  2: 'refused',
  /** The data was not what the command takes. */
  4: 'garbled',
  // 5: supply voltage out of range. 7: main supply lost, the unit lives on its reserve. Both are its own trouble.
  /** A card that is too long or too short is inside and does not come out by itself. */
  6: 'jammed',
};

/** The unit takes nothing before it is initialised; the document does not tell that from other moments. */
export const NOT_NOW = 2;

const LETTERS = { 78: 'failed', 69: 'noCard', 87: 'cardMoved' } as const;
export type Crt310Letter = (typeof LETTERS)[keyof typeof LETTERS] | 'done' | 'doneT1' | 'unlisted';

const DONE: Readonly<Record<number, Crt310Letter>> = { 89: 'done', 90: 'doneT1' };
const NOT_DONE: Readonly<Record<number, Crt310Letter>> = LETTERS;

export const crt310LetterOf = (p: number): Crt310Letter => DONE[p] ?? NOT_DONE[p] ?? 'unlisted';

export function crt310RefusalOf(code: number): CardFault | LinkFault {
  const type = REFUSALS[code];
  return type === undefined ? { type: 'broken', code: `CRT-310 E ${code}` } : { type };
}

/** @param failed what `4E` means for this command: the card does not answer, the card is stuck … */
export function crt310FaultOf(letter: Crt310Letter, failed: CardFault['type']): CardFault | LinkFault {
  switch (letter) {
    case 'failed':
      return { type: failed };
    case 'noCard':
    case 'cardMoved':
      return { type: letter };
    default:
      return { type: 'garbled' };
  }
}
