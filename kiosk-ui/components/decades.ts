/** Years in tens, as they are chosen from: the newest first in both. */
export interface Decade {
  readonly newest: number;
  readonly oldest: number;
  readonly years: readonly number[];
}

/** @param years in any order, each once or more */
export function decadesOf(years: readonly number[]): Decade[] {
  const newestFirst = [...new Set(years)].sort((one, other) => other - one);
  const decades = new Map<number, number[]>();
  for (const year of newestFirst) {
    const decade = Math.floor(year / 10);
    decades.set(decade, [...(decades.get(decade) ?? []), year]);
  }
  return [...decades.values()].map((ofDecade) => ({
    newest: Math.max(...ofDecade),
    oldest: Math.min(...ofDecade),
    years: ofDecade,
  }));
}
