import { type Fen, formatFen } from '#shared/money/fen.ts';
import { t } from '../locales/text.ts';
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
  /** Amounts are stars. */
  readonly masked: boolean;
  /** Everything is hidden: shapes that say something of the person, such as the month strip, too. */
  readonly hidden: boolean;
}

export const figuresOf = (shown: FiguresShown): Figures => ({
  masked: shown !== 'shown',
  hidden: shown === 'hidden',
  money: (fen) => (shown === 'shown' ? formatFen(fen).replace('-', '−') : HIDDEN_AMOUNT),
  words: (text) => (shown === 'hidden' ? HIDDEN_WORDS : text),
});

/** A sentence as it is seen, and as it is heard where the two differ. */
export interface Sentence {
  readonly text: string;
  readonly spoken?: string;
}

/** A sentence with figures in it: a voice says that they are covered instead of counting the stars. */
export function sentence(figures: Figures, say: (figures: Figures) => string): Sentence {
  const text = say(figures);
  if (!figures.masked) return { text };
  const covered = () => t('figures.covered');
  const spoken = say({ ...figures, money: covered, words: figures.hidden ? covered : figures.words });
  return spoken === text ? { text } : { text, spoken };
}
