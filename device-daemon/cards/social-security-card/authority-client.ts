import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import { exchangeJson } from '../../http/exchange-json.ts';
import type { Authority, AuthorityAnswer, AuthorityRefusal, AuthorityRequest } from './authority.ts';

/** A citizen waits with the card in the reader; without an answer the card is read as far as it goes. */
const AUTHORITY_TIMEOUT_MS = 3_000;
const ANSWER_MAX_BYTES = 16 * 1024;

const EightBytes = v.pipe(v.string(), v.regex(/^[0-9A-F]{16}$/));
const Answer = v.strictObject({
  internalAuthentication: EightBytes,
  externalAuthentication: v.nullable(EightBytes),
});

/**
 * The authority behind HTTP: an adapter of the province's HSM, whose own transport differs everywhere.
 *
 * ```
 *   POST {url}/authenticate   AuthorityRequest ──▶ 200 AuthorityAnswer
 *                                                  403 404 422 it does not know such cards
 * ```
 * Numbers of the card and random values go there, no name and no number of a person.
 */
export class AuthorityClient implements Authority {
  readonly #address: URL;
  readonly #timeoutMs: number;

  constructor(url: string, timeoutMs = AUTHORITY_TIMEOUT_MS) {
    this.#address = new URL('authenticate', url.endsWith('/') ? url : `${url}/`);
    this.#timeoutMs = timeoutMs;
  }

  async authenticate(
    request: AuthorityRequest,
    signal: AbortSignal,
  ): Promise<Result<AuthorityAnswer, AuthorityRefusal>> {
    const answer = await exchangeJson(this.#address, {
      method: 'POST',
      body: request,
      answerMaxBytes: ANSWER_MAX_BYTES,
      signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]),
    });
    if (answer === null) return err('unavailable');
    if (REFUSALS.has(answer.status)) return err('refused');
    if (answer.status !== 200) return err('unavailable');
    const parsed = v.safeParse(Answer, answer.body);
    return parsed.success ? ok(parsed.output) : err('unavailable');
  }
}

/** It was reached, and says no to this card. */
const REFUSALS: ReadonlySet<number> = new Set([403, 404, 422]);
