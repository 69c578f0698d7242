import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PoliciesQuery } from '#shared/records-api/policies.ts';
import type { OpenSessionRequest } from '#shared/records-api/sessions.ts';
import type { IssueStatementRequest } from '#shared/records-api/statements.ts';
import { assertNever, type Result } from '#shared/result.ts';
import { type Clock, chinaDate, isIsoDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Logger } from '../audit/logger.ts';
import type { OpenDatabase } from '../database/database.ts';
import { policiesOf } from '../policy-packs/catalogue.ts';
import { policyOf } from '../policy-packs/policy-pack.ts';
import {
  type AccountFault,
  contributionHistory,
  pensionAccountTable,
  pensionSummary,
} from '../services/pension/pension.ts';
import { type PensionRecord, readPensionRecord } from '../services/pension/record.ts';
import { type Issuer, issueStatement } from '../services/statements/issue.ts';
import { type VerificationQuery, verifyStatement } from '../services/statements/verification.ts';
import { calculate } from './calculate.ts';
import { Refusal } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import { ROUTES, type RouteName } from './routes.ts';
import type { OpenSession, SessionIds, Sessions } from './sessions/sessions.ts';
import { VERIFICATION_PAGE_POLICY, verificationPage } from './verification-page.ts';

export interface ServiceParts {
  readonly database: OpenDatabase;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly logger: Logger;
  readonly issuer: Issuer;
  readonly clock: Clock;
}

interface Handlers {
  /** Hooks that run before the request is read any further. */
  guard(route: RouteName): { onRequest?: (request: FastifyRequest) => Promise<void> };
  answer(route: RouteName, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

type PersonOnFile = SessionIds & { readonly personId: number };

/** One function for each route, between the request that was checked already and the services. */
export function createHandlers(parts: ServiceParts): Handlers {
  const { database, sessions, audit, clock, issuer } = parts;
  const openApi = openApiDocument();
  const sessionOf = new WeakMap<FastifyRequest, OpenSession>();

  /** Without a session nothing of the request is looked at, and the attempt is on record. */
  async function requireSession(request: FastifyRequest): Promise<void> {
    const token = bearerToken(request.headers.authorization);
    const used: Awaited<ReturnType<Sessions['use']>> =
      token === null
        ? { ok: false, error: { code: 'notAuthorised', session: null } }
        : await sessions.use(token);
    if (used.ok) {
      sessionOf.set(request, used.value);
      return;
    }
    const { code, session } = used.error;
    await audit.write(database.queries, 'accessRefused', {
      terminalId: session?.terminalId ?? null,
      personId: session?.personId ?? null,
      sessionId: session?.sessionId ?? null,
      route: routeOf(request),
      code,
    });
    throw new Refusal(
      code,
      code === 'sessionExpired' ? 'the session has ended' : 'no open session has this token',
    );
  }

  function currentSession(request: FastifyRequest): OpenSession {
    const session = sessionOf.get(request);
    if (session === undefined) throw new Error('A route for sessions ran without one');
    return session;
  }

  async function notOnFile(request: FastifyRequest, session: SessionIds): Promise<Refusal> {
    await audit.write(database.queries, 'recordNotOnFile', { ...session, route: routeOf(request) });
    return new Refusal('notOnFile', 'there is no pension record');
  }

  async function personOnFile(request: FastifyRequest): Promise<PersonOnFile> {
    const session = currentSession(request).ids;
    if (session.personId === null) throw await notOnFile(request, session);
    return { ...session, personId: session.personId };
  }

  async function refuseFault(session: PersonOnFile, fault: AccountFault): Promise<never> {
    await audit.write(database.queries, 'accountDoesNotAddUp', { ...session, year: fault.year });
    throw new Refusal('internalError');
  }

  /** Gives out a part of the record, on record itself. */
  async function read<T>(
    request: FastifyRequest,
    what: 'summary' | 'contributions' | 'accountYears',
    view: (record: PensionRecord) => Result<T, AccountFault>,
  ): Promise<T> {
    const session = await personOnFile(request);
    const record = await readPensionRecord(database.queries, session.personId);
    if (record === null) throw await notOnFile(request, session);
    const part = view(record);
    if (!part.ok) return refuseFault(session, part.error);
    await audit.write(database.queries, 'recordRead', { ...session, what });
    return part.value;
  }

  async function openSession(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { evidence } = request.body as OpenSessionRequest;
    const opened = await sessions.open(evidence, callerGone(reply));
    if (!opened.ok) throw new Refusal(opened.error.code, opened.error.detail);
    return opened.value;
  }

  async function statement(request: FastifyRequest): Promise<unknown> {
    const session = await personOnFile(request);
    const issued = await issueStatement(
      database.queries,
      audit,
      issuer,
      session,
      request.body as IssueStatementRequest,
      clock(),
    );
    if (issued.ok) return issued.value;
    switch (issued.error.code) {
      case 'accountDoesNotAddUp':
        return refuseFault(session, issued.error.fault);
      case 'notOnFile':
        throw await notOnFile(request, session);
      case 'jobBelongsToAnotherPerson':
        throw new Refusal(issued.error.code, 'jobId was used in another session');
      default:
        return assertNever(issued.error, 'refusal');
    }
  }

  const verify = (request: FastifyRequest) =>
    verifyStatement(database.queries, audit, request.query as VerificationQuery, clock());

  return {
    guard: (route) => (ROUTES[route].access === 'session' ? { onRequest: requireSession } : {}),
    async answer(route, request, reply) {
      switch (route) {
        case 'openSession':
          return openSession(request, reply);
        case 'closeSession':
          return void (await sessions.close(currentSession(request).ids));
        case 'pensionSummary':
          return read(request, 'summary', pensionSummary);
        case 'contributions':
          return read(request, 'contributions', (record) => ({
            ok: true,
            value: contributionHistory(record),
          }));
        case 'accountYears':
          return read(request, 'accountYears', pensionAccountTable);
        case 'issueStatement':
          return statement(request);
        case 'verification':
          return verify(request);
        case 'verificationPage':
          reply.type('text/html; charset=utf-8').header('content-security-policy', VERIFICATION_PAGE_POLICY);
          return verificationPage(await verify(request));
        case 'calculateRetirementDate':
        case 'calculateAccountInterest':
        case 'calculatePension':
        case 'calculateResidentOutpatient':
        case 'calculateOutpatientLine':
        case 'calculateTransfer':
          return calculate(route, request.body, chinaDate(clock()));
        case 'policies': {
          const { region, date = chinaDate(clock()) } = request.query as PoliciesQuery;
          if (!isIsoDate(date)) throw new Refusal('invalidData', 'date: a day that exists');
          const policies = policiesOf(region, date).map(({ name, pack }) => ({
            name,
            ...policyOf(pack),
            values: pack.values,
          }));
          return { region, date, policies };
        }
        case 'health': {
          const alive = await database.isAlive();
          if (!alive) reply.status(503);
          return { status: alive ? 'ok' : 'degraded' };
        }
        case 'openapi':
          return openApi;
        default:
          return assertNever(route, 'route');
      }
    },
  };
}

/** Aborted when the caller leaves before it has its answer. */
function callerGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1] ?? null;
}

/** The pattern of the route, never the URL itself. */
const routeOf = (request: FastifyRequest): string =>
  `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
