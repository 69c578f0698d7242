import type { FastifyRequest } from 'fastify';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';
import type { AccessRefusal, OpenSession, SessionIds, Sessions } from './sessions/sessions.ts';

/** Somebody whose record is here. */
export type PersonOnFile = SessionIds &
  Omit<OpenSession, 'ids'> & {
    readonly personId: number;
  };

/** What the audit says of them. */
export const personIds = ({ sessionId, personId, terminalId }: PersonOnFile) => ({
  sessionId,
  personId,
  terminalId,
});

const sessions = new WeakMap<FastifyRequest, OpenSession>();

/** Runs before anything else of the request is looked at; an attempt without a session is on record. */
export async function requireSession(request: FastifyRequest, parts: ServiceParts): Promise<void> {
  const token = bearerToken(request.headers.authorization);
  const used: Awaited<ReturnType<Sessions['use']>> =
    token === null
      ? { ok: false, error: { code: 'notAuthorised', session: null } }
      : await parts.sessions.use(token);
  if (used.ok) {
    sessions.set(request, used.value);
    return;
  }
  const { code, session } = used.error;
  const route = routeOf(request);
  throw await parts.refusedCalls.record(new Refusal(code, ACCESS_DETAILS[code]), {
    address: request.ip,
    route,
    isStranger: session === null,
    write: () =>
      parts.audit.write(parts.database.queries, 'accessRefused', {
        terminalId: session?.terminalId ?? null,
        personId: session?.personId ?? null,
        sessionId: session?.sessionId ?? null,
        route,
        code,
      }),
  });
}

const ACCESS_DETAILS: Readonly<Record<AccessRefusal['code'], string>> = {
  notAuthorised: 'no open session has this token',
  sessionExpired: 'the session has ended',
  terminalUnknown: 'the terminal of the session was switched off',
};

/** Of a call that got that far. */
export const sessionIdsOf = (request: FastifyRequest): SessionIds | null =>
  sessions.get(request)?.ids ?? null;

export function sessionOf(request: FastifyRequest): OpenSession {
  const session = sessions.get(request);
  if (session === undefined) throw new Error('A route for sessions ran without one');
  return session;
}

export async function personOnFile(request: FastifyRequest, parts: ServiceParts): Promise<PersonOnFile> {
  const { ids, ...session } = sessionOf(request);
  if (ids.personId === null) throw await notOnFile(ids, routeOf(request), parts);
  return { ...ids, ...session, personId: ids.personId };
}

/** To throw, once the attempt is on record. */
export async function notOnFile(
  { sessionId, personId, terminalId }: SessionIds,
  route: string,
  { audit, database }: ServiceParts,
): Promise<Refusal> {
  await audit.write(database.queries, 'recordNotOnFile', { sessionId, personId, terminalId, route });
  return new Refusal('notOnFile', 'there is no such record', { onRecord: true });
}

/** Method and pattern of the path, never the URL itself. */
export const routeOf = (request: FastifyRequest): string =>
  `${/^[A-Z]+$/.test(request.method) ? request.method : 'OTHER'} ${request.routeOptions.url ?? 'unknown'}`;

function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1] ?? null;
}
