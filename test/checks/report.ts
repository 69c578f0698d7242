import { DEFAULT_OPTIONS, type ShowOptions } from '#test/gallery/show-options.ts';
import type { Seen } from './page/main.ts';

interface Group {
  readonly words: string;
  readonly by: number;
  readonly worst: string;
  readonly times: number;
}

/**
 * One line for each thing that is wrong, however often: where it is, how bad at worst, and how to see it in the
 * gallery.
 */
export function linesOf(seen: readonly Seen[]): string[] {
  const groups = new Map<string, Group>();
  for (const { subject, show, findings } of seen) {
    for (const { rule, where, words, by } of findings) {
      const key = `${subject} · ${rule} · ${where}`;
      const known = groups.get(key);
      const times = (known?.times ?? 0) + 1;
      groups.set(
        key,
        known === undefined || by > known.by
          ? { words, by, times, worst: circumstancesOf(show) }
          : { ...known, times },
      );
    }
  }
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([key, { words, worst, times }]) => {
      const [subject, rule] = key.split(' · ');
      return `${subject} · ${rule} · ${words} [${times}×, worst: ${worst}]`;
    });
}

/** What differs from the first look. */
function circumstancesOf(show: Partial<ShowOptions>): string {
  return Object.entries(show)
    .filter(([name, value]) => value !== DEFAULT_OPTIONS[name as keyof ShowOptions])
    .map(([name, value]) => (value === true ? name : value))
    .join(', ');
}
