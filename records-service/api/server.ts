import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { PROBLEM_MEDIA_TYPE, type RecordsErrorCode, recordsError } from '#shared/records-api/common.ts';
import { errorFields } from '../audit/logger.ts';
import { requireSession } from './access.ts';
import { isDatabaseUnreachable, Refusal } from './errors.ts';
import { ROUTES } from './routes.ts';
import type { ServiceParts } from './service-parts.ts';

/** A statement request is some 200 bytes, evidence at most 4096. */
const BODY_MAX_BYTES = 8 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_TIMEOUT_MS = 30_000;

const NOTHING = v.strictObject({});

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

export function createServer(parts: ServiceParts): FastifyInstance {
  const server = fastify({
    // Fastify's own lines carry URLs and messages; ours name events.
    logger: false,
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    return503OnClosing: true,
    // A malformed request never reaches a route: answer in our own shape, without echoing it.
    clientErrorHandler: (_error, socket) => {
      if (socket.writable)
        socket.end(`HTTP/1.1 400 Bad Request\r\nconnection: close\r\n${rawError('invalidData')}`);
    },
    frameworkErrors: (_error, _request, reply) => sendError(reply, 'invalidData', 'the path cannot be read'),
  });
  // The one place where requests are checked. Every schema is strict: an unknown key is refused.
  server.setValidatorCompiler<v.GenericSchema>(({ schema }) => (data) => {
    const result = v.safeParse(schema, data);
    return result.success
      ? { value: result.output }
      : { error: new Refusal('invalidData', whatIsWrong(result.issues)) };
  });
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  server.setNotFoundHandler((_request, reply) => sendError(reply, 'notFound', 'no such route'));
  server.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
  server.addHook('onResponse', async (request, reply) => {
    parts.logger.debug('request', {
      route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  for (const route of Object.values(ROUTES))
    server.route({
      method: route.method,
      url: route.path,
      schema: {
        querystring: route.query ?? NOTHING,
        params: route.params ?? NOTHING,
        ...(route.body === undefined ? {} : { body: route.body }),
      },
      ...(route.access === 'session' ? { onRequest: (request) => requireSession(request, parts) } : {}),
      handler: async (request, reply) => {
        reply.status(route.success.status);
        return route.answer(request, reply, parts);
      },
    });
  return server;
}

function answerError(
  parts: ServiceParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Refusal) return sendError(reply, error.code, error.detail);
  if (isClientError(error))
    return sendError(reply, 'invalidData', CLIENT_ERRORS[error.code] ?? 'the request cannot be read');
  const code = isDatabaseUnreachable(error) ? 'recordsUnavailable' : 'internalError';
  parts.logger.error(code, {
    route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    ...errorFields(error),
  });
  return sendError(reply, code, '');
}

/** Codes of Fastify for requests that it refuses itself. */
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `the body is longer than ${BODY_MAX_BYTES} bytes`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type is not application/json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as content-length says',
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

function sendError(reply: FastifyReply, code: RecordsErrorCode, detail: string): FastifyReply {
  const problem = recordsError(code, detail);
  return reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

/** Names field and rule; valibot's own message would quote the value. */
function whatIsWrong(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 5)
    .map((issue) => {
      const field = (issue.path ?? []).map((item) => String(item.key)).join('.') || 'the request';
      if (issue.expected === 'never') return 'a field that is not known';
      return `${field}: ${issue.expected ?? issue.type}`;
    })
    .join('; ');
}

function rawError(code: RecordsErrorCode): string {
  const body = JSON.stringify(recordsError(code, 'this is not HTTP'));
  return `content-type: ${PROBLEM_MEDIA_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
