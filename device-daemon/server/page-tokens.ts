import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Loads that may be in flight at once; older tokens are forgotten. */
const TOKENS_KEPT = 8;

/** One fresh token for each load of the page. A later load outranks an earlier one. */
export class PageTokens {
  #tokens: { readonly token: string; readonly rank: number }[] = [];
  #nextRank = 1;

  issue(): string {
    const token = randomBytes(24).toString('base64url');
    this.#tokens = [...this.#tokens.slice(-(TOKENS_KEPT - 1)), { token, rank: this.#nextRank }];
    this.#nextRank += 1;
    return token;
  }

  /** @returns the rank of the load that the token was made for, null if it was made here never or too long ago */
  rankOf(token: string): number | null {
    return this.#tokens.find((known) => same(known.token, token))?.rank ?? null;
  }
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
