import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { ROUTES } from './routes.ts';
import { VERIFICATION_PAGE_POLICY, verificationPage } from './verification-page.ts';

describe('the OpenAPI document', () => {
  const document = openApiDocument(ROUTES);
  const paths = document['paths'] as Record<string, Record<string, Record<string, unknown>>>;

  test('has every route with its answers and errors', () => {
    for (const route of Object.values(ROUTES)) {
      const operation = paths[route.path]?.[route.method.toLowerCase()];
      const responses = operation?.['responses'] as Record<string, unknown>;
      expect(Object.keys(responses)).toContain(String(route.success.status));
      expect(operation?.['security']).toEqual(route.access === 'session' ? [{ session: [] }] : []);
    }
  });

  test('names the fields of requests and answers, and refuses others', () => {
    expect(paths['/v1/statements']?.['post']).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: {
              required: ['jobId', 'kind', 'parameters'],
              additionalProperties: false,
              properties: { jobId: { format: 'uuid' } },
            },
          },
        },
      },
      responses: { 409: { description: 'jobBelongsToAnotherPerson' } },
    });
    expect(paths['/v1/sessions']?.['post']).toMatchObject({
      responses: {
        201: {
          content: {
            'application/json': {
              schema: {
                required: ['token', 'expiresAt', 'onFile', 'holder'],
                properties: { holder: { required: ['maskedName', 'maskedNumber'] } },
              },
            },
          },
        },
        403: { description: expect.stringMatching(/evidenceInvalid, .*cardNotInUse, codeRefused$/) },
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
});

describe('the page behind the QR', () => {
  test('shows what may be said, and loads and runs nothing', () => {
    const page = verificationPage({
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
    const page = verificationPage({
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
      verificationPage({
        state: 'expired',
        kind: 'pensionAccount',
        issuedOn: '2026-01-02',
        verifiableUntil: '2026-04-02',
      }),
    ).not.toContain('姓名');
    expect(verificationPage({ state: 'unknown' })).toContain('查无此记录单');
  });
});
