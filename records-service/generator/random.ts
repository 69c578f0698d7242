/** Numbers that look random and are the same for the same seed and index, on every machine. */
export interface Random {
  /** A whole number, both ends among them. */
  between(low: number, high: number): number;
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Counts on by a constant and mixes the bits of the counter, as SplitMix32 does. */
export function randomOf(seed: number, index: number): Random {
  let counter = Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35) + Math.imul(index, 0x9e3779b1);
  const below = (count: number): number => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = counter ^ (counter >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return Math.floor(((mixed >>> 0) / 0x1_0000_0000) * count);
  };
  return {
    between: (low, high) => low + below(high - low + 1),
    chance: (percent) => below(100) < percent,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
