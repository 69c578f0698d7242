import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import * as v from 'valibot';
import { VisitError, type VisitErrorCode } from '#shared/records-api/common.ts';
import { OpenSessionResponse } from '#shared/records-api/sessions.ts';
import { type IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { err, ok, type Result } from '#shared/result.ts';

const RECORDS_TIMEOUT_MS = 8_000;
/** A forty-year history is about 150 kB. */
const ANSWER_MAX_BYTES = 4 * 1024 * 1024;

/** An answer as it came, to be passed on to the page. */
export interface RecordsAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** The records service over HTTP. Nothing here knows what the records mean. */
export class RecordsClient {
  readonly #base: URL;
  readonly #agent: HttpAgent;

  constructor(url: string) {
    this.#base = new URL(url);
    const options = { keepAlive: true, noDelay: true, maxSockets: 8 };
    this.#agent = this.#base.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  async openSession(evidence: string): Promise<Result<OpenSessionResponse, VisitErrorCode>> {
    return readAs(OpenSessionResponse, await this.#send('POST', '/v1/sessions', null, { evidence }));
  }

  /** The service also ends sessions by itself; one that is gone already is closed all the same. */
  async closeSession(token: string): Promise<Result<null, VisitErrorCode>> {
    const answer = await this.#send('DELETE', '/v1/sessions/current', token);
    if (!answer.ok) return answer;
    return answer.value.status < 300 || answer.value.status === 401
      ? ok(null)
      : err(errorCodeOf(answer.value));
  }

  async issueStatement(
    token: string,
    request: IssueStatementRequest,
  ): Promise<Result<PensionAccountStatement, VisitErrorCode>> {
    return readAs(PensionAccountStatement, await this.#send('POST', '/v1/statements', token, request));
  }

  get(path: string, token: string): Promise<Result<RecordsAnswer, 'recordsUnavailable'>> {
    return this.#send('GET', path, token);
  }

  async isHealthy(): Promise<boolean> {
    const answer = await this.#send('GET', '/health', null);
    return answer.ok && answer.value.status === 200;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<Result<RecordsAnswer, 'recordsUnavailable'>> {
    const url = new URL(path, this.#base);
    const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const unavailable = () => resolve(err('recordsUnavailable'));
      const request = send(
        url,
        {
          method,
          agent: this.#agent,
          timeout: RECORDS_TIMEOUT_MS,
          headers: {
            accept: 'application/json',
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...(payload === null
              ? {}
              : { 'content-type': 'application/json', 'content-length': payload.length }),
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
            resolve(ok({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })),
          );
          response.on('close', unavailable);
        },
      );
      request.on('timeout', () => request.destroy());
      request.on('error', unavailable);
      request.end(payload ?? undefined);
    });
  }
}

function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Result<RecordsAnswer, 'recordsUnavailable'>,
): Result<v.InferOutput<Schema>, VisitErrorCode> {
  if (!answer.ok) return answer;
  if (answer.value.status >= 300) return err(errorCodeOf(answer.value));
  const parsed = v.safeParse(schema, jsonOf(answer.value.body));
  return parsed.success ? ok(parsed.output) : err('internalError');
}

export function errorCodeOf(answer: RecordsAnswer): VisitErrorCode {
  const parsed = v.safeParse(VisitError, jsonOf(answer.body));
  return parsed.success ? parsed.output.code : 'internalError';
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Not JSON is not of any schema either: the caller's check refuses it.
    return undefined;
  }
}
