import { createHmac, randomBytes } from 'node:crypto';

/** A code that stays before the scanner is sent again and again; that is one scan. */
export const REPEAT_MS = 1000;

/** Knows a code again for a second without keeping it: only a digest of it is there, under a key of its own. */
export class Repeats {
  readonly #key = randomBytes(32);
  #last: { readonly digest: string; readonly atMs: number } | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** Also notes it. */
  isRepeat(code: string, atMs: number): boolean {
    const digest = createHmac('sha256', this.#key).update(code).digest('base64');
    const repeat = this.#last !== null && this.#last.digest === digest && atMs - this.#last.atMs < REPEAT_MS;
    this.#last = { digest, atMs };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.forget(), REPEAT_MS);
    this.#timer.unref();
    return repeat;
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#last = null;
  }
}
