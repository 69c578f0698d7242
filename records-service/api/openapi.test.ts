import { describe, expect, test } from 'vitest';
import { RECORDS_ERROR_STATUS } from '#shared/records-api/common.ts';
import { openApiDocument } from './openapi.ts';
import { ROUTES } from './routes.ts';
import { VERIFICATION_PAGE_POLICY, verificationPage } from './verification-page.ts';

describe('the OpenAPI document', () => {
  const document = openApiDocument(ROUTES);
  const paths = document['paths'] as Record<string, Record<string, Record<string, unknown>>>;
  const { schemas, examples } = document['components'] as Record<
    'schemas' | 'examples',
    Record<string, unknown>
  >;

  test('has every route with its answers and errors', () => {
    for (const route of Object.values(ROUTES)) {
      const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
      const responses = Object.keys(operation?.['responses'] as Record<string, unknown>);
      expect(responses).toContain(String(route.success.status));
      for (const code of route.errors) expect(responses).toContain(String(RECORDS_ERROR_STATUS[code]));
      expect(operation?.['security']).toEqual(route.access === 'session' ? [{ session: [] }] : []);
      const parameters = JSON.stringify(operation?.['parameters']);
      expect(parameters.includes('#/components/parameters/IdempotencyKey')).toBe(route.writes);
    }
  });

  test('names the fields of requests and answers, and refuses others', () => {
    expect(paths['/v1/statements']?.['post']).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/IssueStatementRequest' } } },
      },
      responses: { 409: { description: expect.stringContaining('jobBelongsToAnotherPerson') } },
    });
    expect(schemas['IssueStatementRequest']).toMatchObject({
      required: ['jobId', 'kind', 'parameters'],
      additionalProperties: false,
      properties: { jobId: { $ref: '#/components/schemas/StatementJobId' } },
    });
    expect(schemas['StatementJobId']).toMatchObject({ type: 'string', format: 'uuid' });
    expect(schemas['OpenSessionResponse']).toMatchObject({
      required: ['token', 'expiresAt', 'onFile', 'holder'],
      properties: { holder: { required: ['maskedName', 'maskedNumber'] } },
    });
    expect(paths['/v1/sessions']?.['post']).toMatchObject({
      responses: {
        403: { description: expect.stringMatching(/evidenceInvalid, .*cardNotInUse, codeRefused/) },
        404: { description: 'cardNotRegistered' },
        503: { description: 'platformUnavailable, recordsUnavailable' },
      },
    });
    expect(paths['/v1/verifications']?.['get']).toMatchObject({
      parameters: [
        { name: 'n', in: 'query', required: true },
        { name: 'c', in: 'query', required: true },
      ],
    });
  });

  test('says what a wrong answer looks like, with each code that the route may give', () => {
    expect(paths['/v1/guides/{id}']?.['get']).toMatchObject({
      responses: {
        404: {
          content: {
            'application/problem+json': {
              schema: {
                $ref: '#/components/schemas/RecordsError',
                properties: { code: { enum: ['notFound'] } },
              },
              examples: { notFound: { $ref: '#/components/examples/notFound' } },
            },
          },
        },
      },
    });
    expect(examples['notFound']).toMatchObject({ value: { type: '/problems/notFound', status: 404 } });
  });
});

const ISSUER = '示范市社会保险经办中心（样例）';

describe('the page behind the QR', () => {
  test('shows what may be said, and loads and runs nothing', () => {
    const page = verificationPage(ISSUER, {
      state: 'valid',
      kind: 'pensionAccount',
      issuedOn: '2026-11-22',
      verifiableUntil: '2027-02-20',
      maskedName: '张＊丰',
      digest: '0A1B2C3D',
      sample: true,
    });
    for (const shown of ['2026-11-22', '2027-02-20', '张＊丰', '0A1B2C3D', '样张'])
      expect(page).toContain(shown);
    expect(page).not.toMatch(/<script|src=|href=|url\(/i);
    expect(VERIFICATION_PAGE_POLICY).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  test('what comes from a record cannot become markup', () => {
    const page = verificationPage(ISSUER, {
      state: 'valid',
      kind: 'pensionAccount',
      issuedOn: '2026-11-22',
      verifiableUntil: '2027-02-20',
      maskedName: '<img src=x onerror=alert(1)>&"\'',
      digest: '0A1B2C3D',
      sample: false,
    });
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;');
  });

  test('an old paper shows no name', () => {
    expect(
      verificationPage(ISSUER, {
        state: 'expired',
        kind: 'pensionAccount',
        issuedOn: '2026-01-02',
        verifiableUntil: '2026-04-02',
      }),
    ).not.toContain('姓名');
    expect(verificationPage(ISSUER, { state: 'unknown' })).toContain('查无此记录单');
  });
});
