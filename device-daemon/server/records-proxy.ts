import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE, type RecordsErrorCode, recordsError } from '#shared/records-api/common.ts';
import type { Logger } from '../audit/logger.ts';
import type { CitizenSession } from '../records/citizen-session.ts';
import { errorCodeOf } from '../records/records-client.ts';
import { admitRecordsRequest } from './admission.ts';
import type { Metrics } from './metrics.ts';
import type { PageTokens } from './page-tokens.ts';

/**
 * What the page may ask for, and where it is at the records service. Statements are not among them: what goes on
 * paper never passes through the page.
 */
const ROUTES: ReadonlyMap<string, string> = new Map([
  ['/records/pension/summary', '/v1/pension/summary'],
  ['/records/pension/contributions', '/v1/pension/contributions'],
  ['/records/pension/account-years', '/v1/pension/account-years'],
]);

interface Asker {
  readonly port: number;
  readonly tokens: PageTokens;
  readonly rank: number | null;
}

/** Passes the page's questions on to the records service, adding the session the page never sees. */
export class RecordsProxy {
  constructor(
    private readonly session: CitizenSession,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
    /** The records service says that the session is over. */
    private readonly onSessionExpired: () => void,
  ) {}

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    asker: Asker,
  ): Promise<void> {
    const admission = admitRecordsRequest(request.headers, asker.port, asker.tokens, asker.rank);
    if (!admission.admitted) {
      this.logger.warn('records request refused', { reason: admission.reason });
      this.metrics.refused(admission.reason);
      return this.#fail(
        response,
        'notAuthorised',
        `records are for the page that holds the socket: ${admission.reason}`,
      );
    }
    const route = ROUTES.get(path);
    if (request.method !== 'GET' || route === undefined)
      return this.#fail(response, 'notFound', 'no such record');
    const answer = await this.session.get(route);
    if (!answer.ok) return this.#fail(response, answer.error, 'no answer from the records service');
    if (answer.value.status === 401 && errorCodeOf(answer.value) === 'sessionExpired')
      this.onSessionExpired();
    this.#send(response, answer.value.status, answer.value.body);
  }

  #fail(response: ServerResponse, code: RecordsErrorCode, detail: string): void {
    const problem = recordsError(code, detail);
    this.#send(response, problem.status, Buffer.from(JSON.stringify(problem)));
  }

  #send(response: ServerResponse, status: number, body: Buffer): void {
    this.metrics.recordsAnswered(status);
    response.writeHead(status, {
      'content-type': status < 400 ? 'application/json; charset=utf-8' : PROBLEM_MEDIA_TYPE,
      'content-length': body.length,
      'cache-control': 'no-store',
    });
    response.end(body);
  }
}
