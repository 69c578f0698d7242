import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes in one file begins first, so that nobody waits for it at the end. */
const LONGEST = /every-card-on-every-reader|checks\/layout\/|contrast-and-axe|eyes-closed|every-cable/;

/**
 * In a fresh clone nobody knows yet how long a file takes. Files that wait for devices and databases stand between those
 * that compute: whoever runs several at once then has both.
 */
export class RunningOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId);
    const long = sorted.filter(isLong);
    const short = sorted.filter((file) => !isLong(file));
    const waits = ({ project }: TestSpecification) => project.name !== 'unit' && project.name !== 'checks';
    return [
      ...long,
      ...evenly(
        short.filter(waits),
        short.filter((file) => !waits(file)),
      ),
    ];
  }
}

/** Both in their order, spread over each other's whole length. */
function evenly<T>(some: readonly T[], others: readonly T[]): T[] {
  const place = (list: readonly T[]) =>
    list.map((item, index) => ({ item, at: (index + 0.5) / list.length }));
  return [...place(some), ...place(others)].sort((one, other) => one.at - other.at).map(({ item }) => item);
}
