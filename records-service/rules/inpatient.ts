import type { Fen } from '#shared/money/fen.ts';
import type { HospitalLevel, ResidentInpatient } from '../policy-packs/medical.ts';
import { shareFen } from './share.ts';

/**
 * 居民住院: what the fund bears of what is in scope. The text gives no 起付线, so this is the share and no promise of an amount.
 * @param favoured 一类低保 or 重度残疾, or both
 */
export const inpatientFundFen = (
  inScopeFen: Fen,
  level: HospitalLevel,
  favoured: boolean,
  rules: ResidentInpatient,
): Fen => shareFen(inScopeFen, inpatientShareBasisPoints(level, favoured, rules));

export const inpatientShareBasisPoints = (
  level: HospitalLevel,
  favoured: boolean,
  { shareBasisPoints, addedBasisPoints }: ResidentInpatient,
): number => shareBasisPoints[level] + (favoured ? addedBasisPoints : 0);
