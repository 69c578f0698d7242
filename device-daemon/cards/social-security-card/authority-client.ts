import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
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
    // A deadline for the whole conversation: a peer that sends a byte now and then does not hold it up.
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    const answer = await this.#post(JSON.stringify(request), AbortSignal.any([signal, deadline]));
    if (answer === null) return err('unavailable');
    if (REFUSALS.has(answer.status)) return err('refused');
    if (answer.status !== 200) return err('unavailable');
    const parsed = v.safeParse(Answer, jsonOf(answer.body));
    return parsed.success ? ok(parsed.output) : err('unavailable');
  }

  /** @returns null where there is no whole answer in time */
  #post(body: string, signal: AbortSignal): Promise<{ status: number; body: string } | null> {
    const send = this.#address.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const unavailable = () => resolve(null);
      const request = send(
        this.#address,
        {
          method: 'POST',
          signal,
          // A kept connection that the other side has just closed would make this card wait for nothing.
          agent: false,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > ANSWER_MAX_BYTES) request.destroy();
            else chunks.push(chunk);
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
          );
          response.on('error', unavailable);
          response.on('close', unavailable);
        },
      );
      request.on('error', unavailable);
      request.on('close', unavailable);
      request.end(body);
    });
  }
}

/** It was reached, and says no to this card. */
const REFUSALS: ReadonlySet<number> = new Set([403, 404, 422]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not of the schema either: the caller's check refuses it.
    return undefined;
  }
}
