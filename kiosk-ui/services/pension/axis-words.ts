import { type Fen, formatFen } from '#shared/money/fen.ts';
import { t } from '../../locales/text.ts';
import type { Language } from '../../machines/preferences.ts';

const YUAN: Fen = 100;
const TEN_THOUSAND_YUAN: Fen = 10_000 * YUAN;

/** Chinese counts large sums by 万; other languages write them out. */
const countsByTenThousand = (language: Language): boolean => language.startsWith('zh');

/** A line of the axis: `2 万`; `500` where the whole axis is below 1 万元. */
export function axisWords(fen: Fen, topFen: Fen, language: Language): string {
  if (fen === 0) return '0';
  if (topFen < TEN_THOUSAND_YUAN || !countsByTenThousand(language)) return wholeYuan(fen);
  return t('accountYears.tenThousands', { amount: String(fen / TEN_THOUSAND_YUAN) });
}

/** Above a bar, in the axis's unit, with two decimals of it: `8.64 万`. */
export function barLabel(fen: Fen, topFen: Fen, language: Language): string {
  if (topFen < TEN_THOUSAND_YUAN || !countsByTenThousand(language)) return wholeYuan(fen);
  return t('accountYears.tenThousands', { amount: (fen / TEN_THOUSAND_YUAN).toFixed(2) });
}

const wholeYuan = (fen: Fen): string => formatFen(Math.round(fen / YUAN) * YUAN).replace(/\.00$/, '');
