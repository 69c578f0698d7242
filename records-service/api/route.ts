import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { IdempotencyKey } from '#shared/records-api/idempotency.ts';
import type { Database } from '../database/database.ts';
import type { SecondFactorService } from '../policy-packs/second-factor.ts';
import { type PersonOnFile, personOnFile, routeOf, sessionOf } from './access.ts';
import { Refusal } from './errors.ts';
import { writeOnce } from './idempotent-write.ts';
import { requireSecondFactor } from './second-factor.ts';
import type { ServiceParts } from './service-parts.ts';
import type { OpenSession } from './sessions/sessions.ts';

/**
 * What a route takes, what it answers, and who may call it. The server registers from it, the request is checked by its
 * schemas, and /openapi.json is written from it.
 */
interface Description {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parts of the path that vary as `:name`; never a personal datum. */
  readonly path: string;
  readonly summary: string;
  readonly success: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly schema?: v.GenericSchema;
    /** Where the answer is not JSON of a schema. */
    readonly mediaType?: string;
  };
  /** An answer that is no error and no success either. */
  readonly otherwise?: {
    readonly status: number;
    readonly description: string;
    readonly schema: v.GenericSchema;
  };
  /** Beside those that every route of its kind may answer. */
  readonly errors?: readonly RecordsErrorCode[];
  /** A page for a person with a browser: what goes wrong is told in a page as well, and a body is a form. */
  readonly isPage?: boolean;
}

/** Schemas of what a call brings; a part without one must not be there. */
interface Takes<Query extends Schema, Params extends Schema, Body extends Schema> {
  readonly query?: Query;
  readonly params?: Params;
  readonly body?: Body;
}

type Schema = v.GenericSchema | undefined;
type Taken<S extends Schema> = S extends v.GenericSchema ? v.InferOutput<S> : undefined;

/**
 * As what a pack knows a call of a person's, where it may ask for the query password first: always as the same service, or
 * as one of several that its body decides.
 */
interface Serves<Body extends Schema> {
  readonly service?:
    | SecondFactorService
    | {
        readonly among: readonly SecondFactorService[];
        of(body: Taken<Body>): SecondFactorService;
      };
}

export interface Route extends Description, Takes<Schema, Schema, Schema> {
  /** `session`: `Authorization: Bearer` of an open session. */
  readonly access: 'public' | 'session';
  readonly writes: boolean;
  /** Services that the region's pack may ask the query password for. */
  readonly services: readonly SecondFactorService[];
  readonly errors: readonly RecordsErrorCode[];
  answer(request: FastifyRequest, reply: FastifyReply, parts: ServiceParts): Promise<unknown>;
}

interface Call<Query extends Schema, Params extends Schema, Body extends Schema> {
  readonly query: Taken<Query>;
  readonly params: Taken<Params>;
  readonly body: Taken<Body>;
  readonly parts: ServiceParts;
  readonly reply: FastifyReply;
  /** Method and pattern of the path, never the URL itself. */
  readonly route: string;
}

type Answering<Q extends Schema, P extends Schema, B extends Schema, More = unknown> = Description &
  Takes<Q, P, B> & { answer(call: Call<Q, P, B> & More): unknown };

const ALWAYS = ['invalidData', 'tooManyTries', 'internalError', 'recordsUnavailable'] as const;
const OF_SESSION = ['notAuthorised', 'sessionExpired', 'terminalUnknown'] as const;

/** Anybody may call it: figures, guides, papers to verify. */
export function publicRoute<
  Q extends Schema = undefined,
  P extends Schema = undefined,
  B extends Schema = undefined,
>(own: Answering<Q, P, B>): Route {
  return {
    ...own,
    access: 'public',
    writes: false,
    services: [],
    errors: [...(own.errors ?? []), ...ALWAYS],
    answer: async (request, reply, parts) => own.answer(callOf<Q, P, B>(request, reply, parts)),
  };
}

/** Needs a session, of whoever it is. */
export function sessionRoute<
  Q extends Schema = undefined,
  P extends Schema = undefined,
  B extends Schema = undefined,
>(own: Answering<Q, P, B, { readonly session: OpenSession }>): Route {
  return {
    ...own,
    access: 'session',
    writes: false,
    services: [],
    errors: [...OF_SESSION, ...(own.errors ?? []), ...ALWAYS],
    answer: async (request, reply, parts) =>
      own.answer({ ...callOf<Q, P, B>(request, reply, parts), session: sessionOf(request) }),
  };
}

/** Needs a session of somebody who is on file. */
export function personRoute<
  Q extends Schema = undefined,
  P extends Schema = undefined,
  B extends Schema = undefined,
>(own: Answering<Q, P, B, { readonly person: PersonOnFile }> & Serves<B>): Route {
  const { service, ...description } = own;
  return {
    ...description,
    access: 'session',
    writes: false,
    services: servicesOf(service),
    errors: [...OF_SESSION, 'notOnFile', ...secondFactorErrors(service), ...(own.errors ?? []), ...ALWAYS],
    answer: async (request, reply, parts) => {
      const person = await personOnFile(request, parts);
      const call = callOf<Q, P, B>(request, reply, parts);
      await guard(service, call, person);
      return own.answer({ ...call, person });
    },
  };
}

/**
 * Changes something of a person's, once for each `Idempotency-Key`: everything it does happens in `transaction`, and a
 * repeat of the call gets the first answer again.
 */
export function writeRoute<
  Q extends Schema = undefined,
  P extends Schema = undefined,
  B extends Schema = undefined,
>(
  own: Answering<Q, P, B, { readonly person: PersonOnFile; readonly transaction: Database }> & Serves<B>,
): Route {
  const { service, ...description } = own;
  return {
    ...description,
    access: 'session',
    writes: true,
    services: servicesOf(service),
    errors: [
      ...OF_SESSION,
      'notOnFile',
      ...secondFactorErrors(service),
      'idempotencyKeyReused',
      ...(own.errors ?? []),
      ...ALWAYS,
    ],
    answer: async (request, reply, parts) => {
      const person = await personOnFile(request, parts);
      const call = callOf<Q, P, B>(request, reply, parts);
      await guard(service, call, person);
      return writeOnce(
        parts,
        person,
        { key: idempotencyKey(request), route: call.route, content: [call.params, call.query, call.body] },
        reply,
        async (transaction) => own.answer({ ...call, person, transaction }),
      );
    },
  };
}

function servicesOf<B extends Schema>(service: Serves<B>['service']): readonly SecondFactorService[] {
  if (service === undefined) return [];
  return typeof service === 'string' ? [service] : service.among;
}

const secondFactorErrors = <B extends Schema>(service: Serves<B>['service']) =>
  service === undefined ? [] : (['secondFactorRequired'] as const);

async function guard<Q extends Schema, P extends Schema, B extends Schema>(
  service: Serves<B>['service'],
  { body, route, parts }: Call<Q, P, B>,
  person: PersonOnFile,
): Promise<void> {
  if (service === undefined) return;
  const asked = typeof service === 'string' ? service : service.of(body);
  await requireSecondFactor(person, asked, route, parts);
}

/** The server has checked it against the schemas of the same route by now. */
function callOf<Q extends Schema, P extends Schema, B extends Schema>(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ServiceParts,
): Call<Q, P, B> {
  return {
    query: request.query as Taken<Q>,
    params: request.params as Taken<P>,
    body: request.body as Taken<B>,
    parts,
    reply,
    route: routeOf(request),
  };
}

function idempotencyKey(request: FastifyRequest): string {
  const given = v.safeParse(IdempotencyKey, request.headers['idempotency-key']);
  if (!given.success) throw new Refusal('invalidData', 'Idempotency-Key: a header with a UUID');
  return given.output;
}
