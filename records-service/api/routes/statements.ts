import { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { assertNever } from '#shared/result.ts';
import { issueStatement as issue } from '../../services/statements/issue.ts';
import { Verification, VerificationQuery, verifyStatement } from '../../services/statements/verification.ts';
import { notOnFile, personIds } from '../access.ts';
import { refuseFault } from '../account-fault.ts';
import { Refusal } from '../errors.ts';
import { personRoute, publicRoute } from '../route.ts';
import type { ServiceParts } from '../service-parts.ts';
import { verificationPage as pageOf, VERIFICATION_PAGE_POLICY } from '../verification-page.ts';

export const issueStatement = personRoute({
  method: 'POST',
  path: '/v1/statements',
  summary: 'Issue a statement; the same job always gets the same one',
  body: IssueStatementRequest,
  success: { status: 200, description: 'Content, number and code', schema: PensionAccountStatement },
  errors: ['jobBelongsToAnotherPerson'],
  async answer({ person, parts, body, route }) {
    const issued = await issue(
      parts.database.queries,
      parts.audit,
      parts.issuer,
      personIds(person),
      body,
      parts.clock(),
    );
    if (issued.ok) return issued.value;
    switch (issued.error.code) {
      case 'accountDoesNotAddUp':
        return refuseFault(person, parts, issued.error.fault);
      case 'notOnFile':
        throw await notOnFile(person, route, parts);
      case 'jobBelongsToAnotherPerson':
        throw new Refusal(issued.error.code, 'jobId was used in another session');
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
  answer: ({ parts, query }) => verify(parts, query),
});

export const verificationPage = publicRoute({
  method: 'GET',
  path: '/v',
  summary: 'The same as a page: where a statement’s QR leads',
  query: VerificationQuery,
  success: { status: 200, description: 'A page without script', mediaType: 'text/html' },
  async answer({ parts, query, reply }) {
    reply.type('text/html; charset=utf-8').header('content-security-policy', VERIFICATION_PAGE_POLICY);
    return pageOf(await verify(parts, query));
  },
});

const verify = ({ database, audit, clock }: ServiceParts, query: VerificationQuery) =>
  verifyStatement(database.queries, audit, query, clock());
