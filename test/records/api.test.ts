import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordsError } from '#shared/records-api/common.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

const JOB = {
  jobId: '0b1f9d0e-7f55-4a51-9f5c-0f3c7c6f4a11',
  kind: 'pensionAccount',
  parameters: { hideNumber: false },
};

describe.each(DATABASES)('the API on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  test('health is ok', async () => {
    expect(await hall.call('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('openapi.json lists exactly the routes that answer', async () => {
    const { body } = await hall.call('GET', '/openapi.json');
    const { paths } = body as {
      paths: Record<string, Record<string, { security: unknown[]; responses: object }>>;
    };
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual([
      'DELETE /v1/sessions/current',
      'GET /health',
      'GET /openapi.json',
      'GET /v',
      'GET /v1/pension/account-years',
      'GET /v1/pension/contributions',
      'GET /v1/pension/summary',
      'GET /v1/policies',
      'GET /v1/verifications',
      'POST /v1/calculators/account-interest',
      'POST /v1/calculators/outpatient-line',
      'POST /v1/calculators/pension',
      'POST /v1/calculators/resident-outpatient',
      'POST /v1/calculators/retirement-date',
      'POST /v1/calculators/transfer',
      'POST /v1/sessions',
      'POST /v1/statements',
    ]);
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security, responses }] of Object.entries(methods)) {
        const answer = await hall.call(method.toUpperCase() as 'GET', path);
        expect(answer.status).not.toBe(404);
        expect(Object.keys(responses)).toContain(String(answer.status));
        expect(answer.status === 401).toBe(security.length > 0);
      }
    }
  });

  test.each([
    ['GET', '/'],
    ['GET', '/v1/pension'],
    ['POST', '/v1/pension/summary'],
    ['GET', '/v1/sessions/current'],
    ['DELETE', '/v1/sessions'],
    ['GET', '/v1/statements'],
  ] as const)('there is no %s %s', async (method, path) => {
    expect(await hall.call(method, path)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  });

  test.each([
    ['a field that is not known', { ...JOB, copies: 2 }],
    ['a field that is missing', { kind: JOB.kind, parameters: JOB.parameters }],
    ['a field of another type', { ...JOB, parameters: { hideNumber: 'no' } }],
    ['another kind of statement', { ...JOB, kind: 'medical' }],
    ['a job id that is none', { ...JOB, jobId: '1' }],
    ['a list', [JOB]],
    ['text that is no JSON', '{"jobId":'],
    ['nothing', ''],
    ['eight kilobytes', { ...JOB, filler: 'x'.repeat(8192) }],
  ])('a request with %s is refused, and its content is not echoed', async (_name, body) => {
    const { token } = await hall.visit(sampleCitizen('in-work'));
    const answer = await hall.call('POST', '/v1/statements', { token, body });
    expect(answer.status).toBe(400);
    expect(v.parse(RecordsError, answer.body)).toMatchObject({
      type: '/problems/invalidData',
      status: 400,
      code: 'invalidData',
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/copies|medical|xxxx/);
  });

  test('an unknown key in the query is refused', async () => {
    const { token } = await hall.visit(sampleCitizen('in-work'));
    expect(await hall.call('GET', '/v1/pension/summary?person=1', { token })).toMatchObject({
      status: 400,
      body: { code: 'invalidData' },
    });
  });

  test('another content type is refused', async () => {
    const answer = await hall.call('POST', '/v1/sessions', {
      body: 'evidence=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidData' } });
  });

  test('every answer forbids storing, sniffing and framing', async () => {
    const { token } = await hall.visit(sampleCitizen('in-work'));
    for (const answer of [
      await hall.call('GET', '/v1/pension/summary', { token }),
      await hall.call('GET', '/v1/pension/summary'),
      await hall.call('GET', '/nowhere'),
      await hall.call('GET', '/health'),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.has('server')).toBe(false);
    }
  });
});

describe('when the database goes away', () => {
  test('the service says so, tells no detail, and writes no query into its log', async () => {
    const hall = await Hall.open('postgresql');
    const { token } = await hall.visit(sampleCitizen('in-work'));
    const evidence = await hall.evidence(sampleCitizen('gaps'));
    await hall.loseDatabase();
    expect(await hall.call('GET', '/health')).toMatchObject({ status: 503, body: { status: 'degraded' } });
    for (const answer of [
      await hall.call('GET', '/v1/pension/summary', { token }),
      await hall.openWith(evidence),
    ])
      expect(answer).toMatchObject({ status: 503, body: { code: 'recordsUnavailable', detail: '' } });
    const log = hall.logLines.join('\n');
    expect(log).toContain('recordsUnavailable');
    expect(log).not.toMatch(/select |update /);
    expect(log).not.toContain(sampleCitizen('gaps').number);
    await hall.close();
  });
});
