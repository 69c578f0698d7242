import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../../audit/logger.ts';
import type { RecordsServiceConfiguration } from '../../config/schema.ts';
import type {
  ElectronicCardHolder,
  ElectronicCardPlatform,
  ElectronicCardRefusal,
} from './electronic-card-platform.ts';

/** A person holds the phone under the scanner meanwhile. */
const DEADLINE_MS = 3_000;
/** A number and a name are some hundred bytes. */
const ANSWER_MAX_BYTES = 4 * 1024;

/**
 * What the platform says of a code. A province's platform has a grammar of its own, signatures and encryption of its
 * own; a gateway beside it turns them into this:
 *
 * ```
 *   POST {url}/check   { "code": "as it was scanned", "channel": "selfServiceTerminal" }
 *   200  { "outcome": "holder", "number": "…", "name": "…" }
 *   200  { "outcome": "refused" }                                  unknown, too old, used before
 * ```
 * Every other answer counts as none.
 */
const Answer = v.variant('outcome', [
  v.object({
    outcome: v.literal('holder'),
    number: v.pipe(v.string(), v.regex(/^(\d{17}[\dXx]|[A-Z]{3}\d{12})$/)),
    name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
  }),
  v.object({ outcome: v.literal('refused') }),
]);
type Answer = v.InferOutput<typeof Answer>;

/** Why there was no answer, in words that hold nothing of what was asked or answered. */
type Trouble =
  | { readonly why: 'noConnection'; readonly code: string }
  | { readonly why: 'tooLate' | 'callerGone' | 'tooLong' | 'notOfTheSchema' }
  | { readonly why: 'status'; readonly status: number };

/**
 * Asks a platform over HTTP, each code exactly once: asking uses it up, so a second try could only be refused, and the
 * person shows a new code anyway. Each call has a connection of its own, because one that was kept open may be closed
 * by the other side in the moment of the call, and this could not be told from a call that got through.
 */
export class HttpElectronicCardPlatform implements ElectronicCardPlatform {
  readonly #url: URL;
  readonly #channel: string;

  constructor(
    configuration: NonNullable<RecordsServiceConfiguration['electronicCard']>,
    private readonly logger: Logger,
  ) {
    this.#url = new URL('check', configuration.url.replace(/\/*$/, '/'));
    this.#channel = configuration.channel;
  }

  async resolve(
    code: string,
    signal: AbortSignal,
  ): Promise<Result<ElectronicCardHolder, ElectronicCardRefusal>> {
    const answer = await this.#ask({ code, channel: this.#channel }, signal);
    if (!answer.ok) {
      this.logger.warn('no answer of the electronic card platform', answer.error);
      return err('platformUnavailable');
    }
    switch (answer.value.outcome) {
      case 'holder':
        return ok({ number: answer.value.number, name: answer.value.name });
      case 'refused':
        return err('codeRefused');
    }
  }

  async #ask(
    question: { readonly code: string; readonly channel: string },
    callerGone: AbortSignal,
  ): Promise<Result<Answer, Trouble>> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    try {
      const response = await this.#send(JSON.stringify(question), AbortSignal.any([callerGone, deadline]));
      if (response.statusCode !== 200) {
        response.destroy();
        return err({ why: 'status', status: response.statusCode ?? 0 });
      }
      return await readAnswer(response);
    } catch (error) {
      if (callerGone.aborted) return err({ why: 'callerGone' });
      if (deadline.aborted) return err({ why: 'tooLate' });
      // Whatever a socket or a TLS handshake can fail with carries a code; a mistake of ours does not.
      if (error instanceof Error && 'code' in error && typeof error.code === 'string')
        return err({ why: 'noConnection', code: error.code });
      throw error;
    }
  }

  #send(body: string, signal: AbortSignal): Promise<IncomingMessage> {
    const send = this.#url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request: ClientRequest = send(
        this.#url,
        {
          method: 'POST',
          agent: false,
          signal,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.setNoDelay(true);
      request.end(body);
    });
  }
}

async function readAnswer(response: IncomingMessage): Promise<Result<Answer, Trouble>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ANSWER_MAX_BYTES) return err({ why: 'tooLong' });
    chunks.push(chunk);
  }
  const answer = v.safeParse(Answer, jsonOf(Buffer.concat(chunks)));
  return answer.success ? ok(answer.output) : err({ why: 'notOfTheSchema' });
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Not JSON is not of any schema either: the caller's check refuses it.
    return undefined;
  }
}
