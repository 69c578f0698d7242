import type { FastifyReply } from 'fastify';
import * as v from 'valibot';
import { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { assertNever } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import { policyOn } from '../../policy-packs/policy-pack.ts';
import { SERVICE_RULES } from '../../policy-packs/service-rules.ts';
import { issueStatement as issue } from '../../services/statements/issue.ts';
import {
  asTyped,
  Verification,
  VerificationQuery,
  verifyStatement,
} from '../../services/statements/verification.ts';
import { notOnFile, personIds } from '../access.ts';
import { refuseFault } from '../account-fault.ts';
import { networkOf } from '../client-address.ts';
import { Refusal } from '../errors.ts';
import { personRoute, publicRoute } from '../route.ts';
import { lacksSecondFactor } from '../second-factor.ts';
import type { ServiceParts } from '../service-parts.ts';
import { VERIFICATION_PAGE_POLICY, verificationFormPage, verificationPage } from '../verification-page.ts';

export const issueStatement = personRoute({
  method: 'POST',
  path: '/v1/statements',
  summary: 'Issue a statement; the same job always gets the same one',
  service: {
    among: ['statementMasked', 'statementFullNumber'],
    of: ({ parameters }) => (parameters.hideNumber ? 'statementMasked' : 'statementFullNumber'),
  },
  body: IssueStatementRequest,
  success: { status: 200, description: 'Content, number and code', schema: PensionAccountStatement },
  errors: ['jobBelongsToAnotherPerson'],
  async answer({ person, parts, body, route }) {
    const mayHaveFullNumber =
      !body.parameters.hideNumber || !(await lacksSecondFactor(person, 'statementFullNumber', parts));
    const issued = await issue(
      parts.database.queries,
      parts.audit,
      parts.issuer,
      personIds(person),
      body,
      mayHaveFullNumber,
      parts.clock(),
    );
    if (issued.ok) return issued.value;
    switch (issued.error.code) {
      case 'accountDoesNotAddUp':
        return refuseFault(person, parts, issued.error.fault);
      case 'notOnFile':
        throw await notOnFile(person, route, parts);
      case 'secondFactorRequired':
        throw new Refusal(issued.error.code, 'the job was issued with the whole number');
      case 'jobBelongsToAnotherPerson':
        throw new Refusal(issued.error.code, 'jobId was used in another session', { onRecord: true });
      default:
        return assertNever(issued.error, 'refusal');
    }
  },
});

export const verification = publicRoute({
  method: 'GET',
  path: '/v1/verifications',
  summary: 'Whether a printed statement is genuine',
  query: VerificationQuery,
  success: { status: 200, description: 'What may be said about it', schema: Verification },
  answer: ({ parts, query, reply }) => verify(parts, query, reply),
});

export const verificationOfQr = publicRoute({
  method: 'GET',
  path: '/v',
  summary: 'The same as a page: where a statement’s QR leads',
  isPage: true,
  query: VerificationQuery,
  success: { status: 200, description: 'A page without script', mediaType: 'text/html' },
  answer: async ({ parts, query, reply }) =>
    asPage(reply, verificationPage(parts.issuer.name, await verify(parts, query, reply))),
});

export const verificationForm = publicRoute({
  method: 'GET',
  path: '/verify',
  summary: 'A page where number and code of a statement can be typed',
  isPage: true,
  success: { status: 200, description: 'A page without script', mediaType: 'text/html' },
  answer: ({ parts, reply }) => asPage(reply, verificationFormPage(parts.issuer.name)),
});

const TypedPaper = v.strictObject({
  number: v.pipe(v.string(), v.maxLength(60)),
  code: v.pipe(v.string(), v.maxLength(40)),
});

export const verificationOfTyped = publicRoute({
  method: 'POST',
  path: '/verify',
  summary: 'Whether the statement whose number and code were typed is genuine, as a page',
  isPage: true,
  body: TypedPaper,
  success: { status: 200, description: 'A page without script', mediaType: 'text/html' },
  async answer({ parts, body, reply }) {
    const query = v.safeParse(VerificationQuery, { n: asTyped(body.number), c: asTyped(body.code) });
    if (!query.success) throw new Refusal('invalidData', 'number or code: not complete');
    return asPage(reply, verificationPage(parts.issuer.name, await verify(parts, query.output, reply)));
  },
});

async function verify(
  { database, audit, clock, issuer }: ServiceParts,
  query: VerificationQuery,
  { request }: FastifyReply,
): Promise<Verification> {
  const now = clock();
  const pack = policyOn('the rules of verification', SERVICE_RULES, issuer.region, chinaDate(now));
  const outcome = await verifyStatement(
    database.queries,
    audit,
    pack.values.verification,
    query,
    networkOf(request.ip),
    now,
  );
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.error.code, 'too many wrong codes for this number or from this network', {
    retryAfterSeconds: Math.ceil((outcome.error.until - now) / 1_000),
  });
}

function asPage(reply: FastifyReply, page: string): string {
  reply.type('text/html; charset=utf-8').header('content-security-policy', VERIFICATION_PAGE_POLICY);
  return page;
}
