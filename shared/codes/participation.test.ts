import { expect, test } from 'vitest';
import { type ContributionStateCode, type EnrolmentStateCode, participationState } from './participation.ts';

test.each<[ContributionStateCode, EnrolmentStateCode, string]>([
  ['1', '1', 'contributing'],
  ['2', '2', 'contributionPaused'],
  ['3', '1', 'drawingPension'],
  ['3', '2', 'pensionPaused'],
  ['3', '4', 'ended'],
])('(%s,%s) is %s', (aac031, aac008, word) => expect(participationState(aac031, aac008)).toBe(word));

test('the order counts, and a pair that nobody writes has no word', () => {
  const pairs = (['1', '2', '3'] as const).flatMap((a) =>
    (['0', '1', '2', '4'] as const).map((b) => [a, b] as const),
  );
  expect(pairs.filter(([a, b]) => participationState(a, b) !== null)).toHaveLength(5);
  expect(participationState('2', '1')).toBe(null);
  expect(participationState('1', '0')).toBe(null);
});
