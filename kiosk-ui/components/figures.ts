import { type Fen, formatFen } from '#shared/money/fen.ts';

/** Five full-width stars are no wider than the digits they stand for. */
const HIDDEN_AMOUNT = '＊＊＊.＊＊';
const HIDDEN_WORDS = '＊＊＊＊';

/** What is personal on a screen, or stars in its place: while covered it is not in the page at all. */
export interface Figures {
  readonly hidden: boolean;
  readonly money: (fen: Fen) => string;
  readonly words: (text: string) => string;
}

export const figuresOf = (hidden: boolean): Figures => ({
  hidden,
  money: (fen) => (hidden ? HIDDEN_AMOUNT : formatFen(fen).replace('-', '−')),
  words: (text) => (hidden ? HIDDEN_WORDS : text),
});
