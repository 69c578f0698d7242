/** A hand that trembles strikes twice: within this time the same key or place counts once. */
const SAME_MS = 250;
/** Whoever hears the screen cannot see that it has changed already (EN 301 549, 5.8). */
const SAME_WHILE_HEARD_MS = 500;

export const strikeLimitMs = (speech: boolean): number => (speech ? SAME_WHILE_HEARD_MS : SAME_MS);

/** Tells whether a strike is the second one of the same thing. What was struck twice is measured from the first. */
export class DoubleStrike<Struck> {
  #last: { readonly struck: Struck; readonly atMs: number } | null = null;

  constructor(private readonly isSame: (one: Struck, other: Struck) => boolean = Object.is) {}

  counts(struck: Struck, atMs: number, limitMs: number): boolean {
    const last = this.#last;
    if (last !== null && atMs - last.atMs < limitMs && this.isSame(last.struck, struck)) return false;
    this.#last = { struck, atMs };
    return true;
  }
}
