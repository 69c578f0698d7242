import type { Fen } from '#shared/money/fen.ts';

/** 1 万元 in fen. */
const TEN_THOUSAND_YUAN: Fen = 1_000_000;
/** More lines than these stand too close on a short glass in the largest letters. */
const STEPS_AT_MOST = 4;

export interface Scale {
  /** Value of the top line; never below the greatest value. */
  readonly topFen: Fen;
  /** Lines of the axis from 0 up, the top one included. */
  readonly linesFen: readonly Fen[];
}

/** Whole steps of 1, 2, 5, 10, 20 … 万元; for a balance below the first of them, of 0.1, 0.2, 0.5 万元. */
export function scaleFor(greatestFen: Fen): Scale {
  const step = stepFor(Math.max(greatestFen, 1));
  const steps = Math.max(1, Math.ceil(greatestFen / step));
  return {
    topFen: steps * step,
    linesFen: Array.from({ length: steps + 1 }, (_, index) => index * step),
  };
}

function stepFor(greatestFen: Fen): Fen {
  const smallest = greatestFen < TEN_THOUSAND_YUAN ? TEN_THOUSAND_YUAN / 100 : TEN_THOUSAND_YUAN;
  for (let power = smallest; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (power * factor * STEPS_AT_MOST >= greatestFen) return power * factor;
  }
}

/** How many years stand side by side: ten at most, and none narrower than a finger and its own name. */
export function barsThatFit(widthPx: number, narrowestPx: number): number {
  return Math.max(2, Math.min(10, Math.floor(widthPx / narrowestPx)));
}
