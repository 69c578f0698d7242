/**
 * Goes through places where a device may be, one at each turn, for as long as it is not found. A place that was
 * confirmed is the first to be looked at again.
 */
export class Rotation<Place> {
  #confirmed: Place | null = null;
  #previous: Place | null = null;

  constructor(private readonly isSame: (left: Place, right: Place) => boolean) {}

  /** @param places as they are now, the likeliest first · @returns null when there is none */
  next(places: readonly Place[]): Place | null {
    const known = this.#previous === null ? this.#indexOf(places, this.#confirmed) : -1;
    const after = this.#indexOf(places, this.#previous) + 1;
    const place = places[known >= 0 ? known : after % places.length] ?? null;
    this.#previous = place;
    return place;
  }

  confirm(place: Place): void {
    this.#confirmed = place;
    this.#previous = null;
  }

  #indexOf(places: readonly Place[], wanted: Place | null): number {
    return wanted === null ? -1 : places.findIndex((place) => this.isSame(place, wanted));
  }
}
