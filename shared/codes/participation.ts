import type { ParticipationState } from '../records-api/pension.ts';

/** AAC031 个人缴费状态 of LD/T 92: 1 参保缴费, 2 暂停缴费, 3 终止缴费. */
export type ContributionStateCode = '1' | '2' | '3';
/** AAC008 人员参保状态: 0 未参保, 1 正常参保, 2 暂停参保, 4 终止参保. */
export type EnrolmentStateCode = '0' | '1' | '2' | '4';

const STATES: Readonly<Record<string, ParticipationState>> = {
  '1,1': 'contributing',
  '2,2': 'contributionPaused',
  '3,1': 'drawingPension',
  '3,2': 'pensionPaused',
  '3,4': 'ended',
};

/**
 * The pair of AAC031 and AAC008 as one word: 正常缴费, 暂停缴费, 正常待遇, 暂停待遇, 终止参保.
 * @returns null for a pair that core systems do not write: it is asked for, never guessed
 */
export const participationState = (
  aac031: ContributionStateCode,
  aac008: EnrolmentStateCode,
): ParticipationState | null => STATES[`${aac031},${aac008}`] ?? null;
