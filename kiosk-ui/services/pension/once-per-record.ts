import type { ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';

/**
 * What is worked out from a record once, not each time that a screen of it opens. Held as long as the record itself,
 * which goes with the visit.
 */
export function oncePerRecord<Value>(
  work: (summary: PensionSummary, history: ContributionHistory) => Value,
): (summary: PensionSummary, history: ContributionHistory) => Value {
  const done = new WeakMap<
    ContributionHistory,
    { readonly summary: PensionSummary; readonly value: Value }
  >();
  return (summary, history) => {
    const known = done.get(history);
    if (known?.summary === summary) return known.value;
    const value = work(summary, history);
    done.set(history, { summary, value });
    return value;
  };
}
