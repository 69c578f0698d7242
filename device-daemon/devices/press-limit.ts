/** Faster than any hand; what comes on top is a loose contact or a device gone mad. */
export const PRESSES_PER_SECOND_MAX = 20;
const WINDOW_MS = 1_000;

/** Lets at most so many presses through in any second. */
export class PressLimit {
  #passed: number[] = [];

  /** @param nowMs milliseconds of any steady clock */
  allows(nowMs: number): boolean {
    this.#passed = this.#passed.filter((at) => nowMs - at < WINDOW_MS);
    if (this.#passed.length >= PRESSES_PER_SECOND_MAX) return false;
    this.#passed.push(nowMs);
    return true;
  }
}
