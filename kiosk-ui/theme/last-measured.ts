/**
 * What was measured last in letters of this size, on this glass: where it is drawn from again, one layout is enough.
 * A guess only – whoever draws from it measures as before. Holds sizes, and nothing of anybody's.
 */
export class LastMeasured<Value> {
  readonly #values = new Map<string, Value>();

  guess(name: string): Value | undefined {
    return this.#values.get(placeOf(name));
  }

  note(name: string, value: Value): void {
    this.#values.set(placeOf(name), value);
  }
}

function placeOf(name: string): string {
  const { lang, dataset } = document.documentElement;
  return [name, lang, dataset['size'], dataset['reach'], window.innerWidth, window.innerHeight].join(' ');
}
