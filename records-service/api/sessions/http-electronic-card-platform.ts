import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../../audit/logger.ts';
import type { RecordsServiceConfiguration } from '../../config/schema.ts';
import { askOnce, type Trouble } from '../../outbound/ask-once.ts';
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

/**
 * Asks a platform over HTTP, each code exactly once: asking uses it up, so a second try could only be refused, and the
 * person shows a new code anyway.
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
    const answered = await askOnce({
      url: this.#url,
      body: JSON.stringify(question),
      deadlineMs: DEADLINE_MS,
      answerMaxBytes: ANSWER_MAX_BYTES,
      callerGone,
    });
    if (!answered.ok) return answered;
    const answer = v.safeParse(Answer, answered.value);
    return answer.success ? ok(answer.output) : err({ why: 'notOfTheSchema' });
  }
}
