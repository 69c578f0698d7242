import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { errorFields } from '../audit/logger.ts';
import { requireSession, routeOf } from './access.ts';
import { Refusal } from './errors.ts';
import { parseForm, parseJsonBody, requireStorableText } from './json-body.ts';
import { serveMetrics } from './metrics.ts';
import { answerError, rawProblem, whatIsWrong } from './problem-answers.ts';
import type { Route } from './route.ts';
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

declare module 'fastify' {
  interface FastifyContextConfig {
    isPage?: boolean;
  }
}

/** @param trustedProxies addresses and networks whose X-Forwarded-For is believed */
export function createServer(parts: ServiceParts, trustedProxies: readonly string[] = []): FastifyInstance {
  const server = fastify({
    // Fastify's own lines carry URLs and messages; ours name events.
    logger: false,
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    return503OnClosing: true,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    // A malformed request never reaches a route: answer in our own shape, without echoing it.
    clientErrorHandler: (error, socket) => {
      if (error.code?.startsWith('HPE_')) recordMalformed(parts, socket.remoteAddress ?? null);
      if (socket.writable) socket.end(rawProblem('this is not HTTP'));
    },
    frameworkErrors: (error, request, reply) => {
      reply.headers(SECURITY_HEADERS);
      void answerError(parts, error, request, reply);
    },
  });
  // The one place where requests are checked. Every schema is strict: an unknown key is refused.
  server.setValidatorCompiler<v.GenericSchema>(({ schema }) => (data) => {
    try {
      requireStorableText(data);
    } catch (error) {
      if (error instanceof Refusal) return { error };
      throw error;
    }
    const result = v.safeParse(schema, data);
    return result.success
      ? { value: result.output }
      : { error: new Refusal('invalidData', whatIsWrong(result.issues)) };
  });
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  server.setNotFoundHandler((request, reply) =>
    answerError(parts, new Refusal('notFound', 'no such route'), request, reply),
  );
  server.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
  server.addHook('onResponse', async (request, reply) => {
    parts.logger.debug('request', {
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  server.addHook('onReady', async () => {
    parts.refusedCalls.start((error) => logFailure(parts, error));
  });
  server.addHook('onClose', () => parts.refusedCalls.stop());
  // `Expect: something`: Node would answer with an empty 417.
  server.server.on('checkExpectation', (_request, response) => {
    response.socket?.end(rawProblem('expect: only 100-continue'));
  });
  takeBodies(server, 'application/json', parseJsonBody);
  serveMetrics(server, parts.database);
  const routes = Object.values(ROUTES);
  for (const route of routes.filter((one) => one.isPage !== true)) addRoute(server, route, parts);
  void server.register(async (pages) => {
    takeBodies(pages, 'application/x-www-form-urlencoded', parseForm);
    for (const route of routes.filter((one) => one.isPage === true)) addRoute(pages, route, parts);
  });
  return server;
}

function addRoute(server: FastifyInstance, route: Route, parts: ServiceParts): void {
  server.route({
    method: route.method,
    url: route.path,
    schema: {
      querystring: route.query ?? NOTHING,
      params: route.params ?? NOTHING,
      ...(route.body === undefined ? {} : { body: route.body }),
    },
    config: { isPage: route.isPage === true },
    ...(route.access === 'session' ? { onRequest: (request) => requireSession(request, parts) } : {}),
    preValidation: async (request) => {
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
      if (route.body === undefined && (encoding !== undefined || (length !== undefined && length !== '0')))
        throw new Refusal('invalidData', 'the call takes no body');
    },
    handler: async (request, reply) => {
      reply.status(route.success.status);
      return route.answer(request, reply, parts);
    },
  });
}

/** One kind of body, and no other. */
function takeBodies(server: FastifyInstance, mediaType: string, parse: (body: Buffer) => unknown): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    mediaType,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && charset.toLowerCase() !== 'utf-8')
        throw new Refusal('invalidData', 'content-type: charset is utf-8');
      return parse(body);
    },
  );
}

function recordMalformed(parts: ServiceParts, address: string | null): void {
  const route = 'OTHER unknown';
  parts.refusedCalls
    .record(new Refusal('invalidData'), {
      address,
      route,
      isStranger: true,
      write: () =>
        parts.audit.write(parts.database.queries, 'requestRefused', {
          terminalId: null,
          personId: null,
          sessionId: null,
          route,
          code: 'invalidData',
        }),
    })
    .catch((error: unknown) => logFailure(parts, error));
}

const logFailure = ({ logger }: ServiceParts, error: unknown): void =>
  logger.error('audit not written', errorFields(error));
