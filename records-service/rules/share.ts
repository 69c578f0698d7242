import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';

const BASIS_POINTS_OF_WHOLE = 10_000n;

/** A share of an amount, rounded half up to the fen. @param basisPoints hundredths of a per cent: 800 = 8 % */
export const shareFen = (fen: Fen, basisPoints: number): Fen =>
  Number(divideRoundHalfUp(BigInt(fen) * BigInt(basisPoints), BASIS_POINTS_OF_WHOLE));
