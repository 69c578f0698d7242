import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as v from 'valibot';
import { PROBLEM_MEDIA_TYPE, recordsError } from '#shared/records-api/common.ts';
import { errorFields } from '../audit/logger.ts';
import { isDatabaseUnavailable } from '../database/unavailable.ts';
import { routeOf, sessionIdsOf } from './access.ts';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';
import { problemPage, VERIFICATION_PAGE_POLICY } from './verification-page.ts';

/** What went wrong, as an answer; a refusal that nobody has put on record yet is put there. */
export async function answerError(
  parts: ServiceParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refusal = refusalOf(error);
  if (refusal === null) return answerFailure(parts, error, request, reply);
  try {
    return sendRefusal(parts, await recorded(parts, refusal, request), request, reply);
  } catch (failure) {
    return answerFailure(parts, failure, request, reply);
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isClientError(error))
    return new Refusal('invalidData', CLIENT_ERRORS[error.code] ?? 'the request cannot be read');
  return null;
}

async function recorded(parts: ServiceParts, refusal: Refusal, request: FastifyRequest): Promise<Refusal> {
  const status = recordsError(refusal.code, '').status;
  if (refusal.onRecord || status >= 500) return refusal;
  const route = routeOf(request);
  const session = sessionIdsOf(request);
  return parts.refusedCalls.record(refusal, {
    address: request.ip,
    route,
    isStranger: session === null,
    write: () =>
      parts.audit.write(parts.database.queries, 'requestRefused', {
        terminalId: session?.terminalId ?? null,
        personId: session?.personId ?? null,
        sessionId: session?.sessionId ?? null,
        route,
        code: refusal.code,
      }),
  });
}

/** The service's own fault, or its database's: nobody is told more than that. */
function answerFailure(
  parts: ServiceParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const code = isDatabaseUnavailable(error) ? 'recordsUnavailable' : 'internalError';
  parts.logger.error(code, { route: routeOf(request), ...errorFields(error) });
  return sendRefusal(parts, new Refusal(code), request, reply);
}

function sendRefusal(
  { issuer }: ServiceParts,
  { code, detail, details, retryAfterSeconds }: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = recordsError(code, detail, details);
  reply.status(problem.status);
  if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds));
  if (request.routeOptions.config?.isPage === true)
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', VERIFICATION_PAGE_POLICY)
      .send(problemPage(issuer.name, code));
  return reply.type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

/** A request that is no HTTP, answered on its bare connection. */
export function rawProblem(detail: string): string {
  const { status, ...problem } = recordsError('invalidData', detail);
  const body = JSON.stringify({ ...problem, status });
  return [
    `HTTP/1.1 ${status} Bad Request`,
    'connection: close',
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    `content-type: ${PROBLEM_MEDIA_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Names field and rule; valibot's own message would quote the value. */
export function whatIsWrong(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 5)
    .map((issue) => {
      const field = (issue.path ?? []).map((item) => String(item.key)).join('.') || 'the request';
      if (issue.expected === 'never') return 'a field that is not known';
      return `${field}: ${issue.expected ?? issue.type}`;
    })
    .join('; ');
}

/** Codes of Fastify for requests that it refuses itself. */
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'the body is too long',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type is not what the call takes',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as content-length says',
  FST_ERR_BAD_URL: 'the path cannot be read',
};

function isClientError(error: unknown): error is { code: string } {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode >= 400 &&
    error.statusCode < 500 &&
    'code' in error &&
    typeof error.code === 'string'
  );
}
