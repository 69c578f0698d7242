import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '#records-service/api/routes.ts';
import { RecordsError } from '#shared/records-api/common.ts';
import { startOwnServer } from './databases.ts';
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
    expect(await hall.call('GET', '/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', database: 'ok', replicas: { named: 0, inUse: 0 } },
    });
  });

  test('metrics tell routes and states, to this machine alone, and nothing of anybody', async () => {
    const { token } = await hall.visit(sampleCitizen('in-work'));
    await hall.call('GET', '/v1/pension/summary', { token });
    await hall.call('GET', '/v/no-such-page');
    const { status, body } = await hall.call('GET', '/metrics');
    expect(status).toBe(200);
    const text = String(body);
    expect(text).toContain('records_database_writable 1');
    expect(text).toMatch(
      /records_request_duration_seconds_count\{route="GET \/v1\/pension\/summary",status="200"\} [1-9]/,
    );
    expect(text).not.toContain('no-such-page');
    const { number, name } = sampleCitizen('in-work');
    for (const personal of [number, name, token]) expect(text).not.toContain(personal);
    for (const forwarded of ['203.0.113.9', '127.0.0.1'])
      expect(await hall.call('GET', '/metrics', { headers: { 'x-forwarded-for': forwarded } })).toMatchObject(
        { status: 404, body: { code: 'notFound' } },
      );
  });

  test('openapi.json lists exactly the routes that answer', async () => {
    const { body } = await hall.call('GET', '/openapi.json');
    const { paths } = body as {
      paths: Record<string, Record<string, { security: unknown[]; responses: object }>>;
    };
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = Object.values(ROUTES).map(
      ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(listed.sort()).toEqual(known.sort());
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security, responses }] of Object.entries(methods)) {
        const answer = await hall.call(method.toUpperCase() as 'GET', path);
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
    const server = await startOwnServer();
    const hall = await Hall.open({ url: await server.createDatabase() });
    const { token } = await hall.visit(sampleCitizen('in-work'));
    const evidence = await hall.evidence(sampleCitizen('gaps'));
    await server.halt();
    expect(await hall.call('GET', '/health')).toMatchObject({
      status: 503,
      body: { status: 'degraded', database: 'unavailable', replicas: { named: 0, inUse: 0 } },
    });
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
    await server.stop();
  });
});
