import { type Fen, formatFen } from '#shared/money/fen.ts';
import type { FiguresShown } from '../machines/screen-model.ts';

/** Five full-width stars are no wider than the digits they stand for. */
const HIDDEN_AMOUNT = '＊＊＊.＊＊';
const HIDDEN_WORDS = '＊＊＊＊';

/** What is personal on a screen, or stars in its place: what is covered is not in the page at all. */
export interface Figures {
  /** An amount of money: stars until it is asked for. */
  readonly money: (fen: Fen) => string;
  /** How long, since when: plain unless everything is hidden. */
  readonly words: (text: string) => string;
  /** Everything is hidden: shapes that say something of the person, such as the month strip, too. */
  readonly hidden: boolean;
}

export const figuresOf = (shown: FiguresShown): Figures => ({
  hidden: shown === 'hidden',
  money: (fen) => (shown === 'shown' ? formatFen(fen).replace('-', '−') : HIDDEN_AMOUNT),
  words: (text) => (shown === 'hidden' ? HIDDEN_WORDS : text),
});
