import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFUSED_CALLS_PER_MINUTE } from '#records-service/api/refused-calls.ts';
import { PROBLEM_MEDIA_TYPE, RecordsError } from '#shared/records-api/common.ts';
import {
  type Answer,
  DATABASES,
  Hall,
  identityCard,
  SECOND_TERMINAL,
  sampleCitizen,
  TERMINAL,
} from './hall.ts';

const CITIZEN = sampleCitizen('in-work');
const SUMMARY = '/v1/pension/summary';
const MINUTE_MS = 60_000;
const job = () => ({ jobId: randomUUID(), kind: 'pensionAccount', parameters: { hideNumber: true } });

const problemOf = ({ headers, body }: Answer) => {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  return v.parse(RecordsError, body);
};

/** Bytes as they are, which no HTTP client would send. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(3_000, () => {
      socket.destroy();
      resolve(answer);
    });
  });
}

const requestOf = (line: string, ...headers: string[]) =>
  `${[line, 'Host: records', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;
const jsonOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));

describe.each(DATABASES)('bad input on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  /** Rows of everything but the audit and what a session notes of its use. */
  async function stored(): Promise<unknown> {
    const tables = await hall.rows(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'audit_event' order by 1",
    );
    const counts: Record<string, unknown> = {};
    for (const { name } of tables)
      counts[String(name)] = (await hall.rows(`select count(*)::int as n from "${name}"`))[0]?.['n'];
    return counts;
  }

  describe('a body is refused, on record without its content, and nothing is stored:', () => {
    const nested = `${'{"parameters":'.repeat(400)}1${'}'.repeat(400)}`;
    const bodies: [name: string, body: string, detail: string][] = [
      ['a key that is there twice', `{"kind":"x",${JSON.stringify(job()).slice(1)}`, 'a key is there twice'],
      [
        '__proto__',
        `{"__proto__":{"kind":"pensionAccount"},${JSON.stringify(job()).slice(1)}`,
        'a key that no object of a request may have',
      ],
      [
        'constructor.prototype',
        '{"constructor":{"prototype":{"sample":true}}}',
        'a key that no object of a request may have',
      ],
      ['deep nesting', nested, 'the body is nested deeper than 16'],
      [
        'a NUL',
        JSON.stringify({ ...job(), kind: 'pension\0Account' }),
        'a text holds a character that is none (NUL, or half of a pair)',
      ],
      [
        'half of a pair',
        '{"jobId":"\\ud83d"}',
        'a text holds a character that is none (NUL, or half of a pair)',
      ],
      [
        'more than eight kilobytes',
        JSON.stringify({ ...job(), more: 'z'.repeat(9_000) }),
        'the body is too long',
      ],
      ['nothing', '', 'the body is empty'],
      ['half of it', '{"jobId":', 'the body is not JSON'],
      ['an unknown field', JSON.stringify({ ...job(), copies: 2 }), 'a field that is not known'],
      ['null', 'null', 'the request: Object'],
      ['a number', '7', 'the request: Object'],
    ];
    test.each(bodies)('%s', async (_name, body, detail) => {
      const { token } = await hall.visit(CITIZEN);
      const before = await stored();
      const audit = await hall.auditOf(async () => {
        const answer = await hall.call('POST', '/v1/statements', {
          token,
          body,
          headers: { 'content-type': 'application/json' },
        });
        expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalidData', detail });
      });
      expect(audit).toEqual([
        {
          event: 'requestRefused',
          terminal_id: TERMINAL,
          person_id: expect.any(Number),
          session_id: expect.any(Number),
          details: { route: 'POST /v1/statements', code: 'invalidData' },
        },
      ]);
      expect(await stored()).toEqual(before);
    });

    test.each([
      ['application/x-www-form-urlencoded', 'jobId=1'],
      ['text/plain', '{}'],
      ['application/json; charset=gbk', '{}'],
      ['application/xml', '<a/>'],
      ['multipart/form-data; boundary=x', '--x--'],
    ])('of %s', async (contentType, body) => {
      const { token } = await hall.visit(CITIZEN);
      const answer = await hall.call('POST', '/v1/statements', {
        token,
        body,
        headers: { 'content-type': contentType },
      });
      expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalidData', detail: /content-type/ });
    });

    test('where the call takes none', async () => {
      const { token } = await hall.visit(CITIZEN);
      const answer = await hall.call('DELETE', '/v1/sessions/current', { token, body: { all: true } });
      expect(problemOf(answer)).toMatchObject({ status: 400, detail: 'the call takes no body' });
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
    });
  });

  test.each([
    ["Robert'); drop table person;--", 'a name that looks like SQL'],
    ["张'||(select citizen_number from person limit 1)||'", 'a name with a query in it'],
    ['%_\\', 'a name of wildcards'],
    ['𬴂䶮㛃', 'a name beyond the basic plane'],
  ])('%s is read as %s and nothing else', async (name) => {
    const people = async () => hall.rows('select count(*)::int as n, max(name) as last from person');
    const before = await people();
    const { onFile } = await hall.visit(CITIZEN, { credential: identityCard(CITIZEN, { name }) });
    expect(onFile).toBe(true);
    const unknown = await hall.visit(CITIZEN, {
      credential: identityCard(CITIZEN, { number: "99999919' or '1'='1", name }),
    });
    expect(unknown.onFile).toBe(false);
    expect(await people()).toEqual(before);
  });

  test('a card whose name no database can hold opens nothing', async () => {
    const evidence = await hall.evidence(CITIZEN, { credential: identityCard(CITIZEN, { name: '张\0' }) });
    expect(await hall.openWith(evidence)).toMatchObject({ status: 403, body: { code: 'evidenceInvalid' } });
  });

  test.each([
    '/v1//pension/summary',
    '/v1/pension/../pension/summary',
    '/v1/pension/summary/',
    '/V1/Pension/Summary',
    '/v1/pension%2fsummary',
    '/v1/%2e%2e/v1/pension/summary',
    '/v1/pension/summary;x=1',
    '/v1/pension/summary%00',
    '/v1/pension/%',
    '/v1/pension/%ff%fe',
    `/v1/${'a'.repeat(4_000)}`,
  ])('the path %s leads nowhere', async (path) => {
    const { token } = await hall.visit(CITIZEN);
    const audit = await hall.auditOf(async () => {
      // As it is: a client would tidy it up first.
      const answer = await raw(
        hall.port,
        requestOf(`GET ${path} HTTP/1.1`, `Authorization: Bearer ${token}`),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(v.is(RecordsError, jsonOf(answer))).toBe(true);
    });
    expect(audit.map((row) => row['event'])).toEqual(['requestRefused']);
    expect(JSON.stringify(audit)).not.toContain('summary');
  });

  describe('what is no plain request', () => {
    test.each([
      [
        'both lengths',
        () =>
          `${requestOf('POST /v1/sessions HTTP/1.1', 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
      ],
      [
        'two lengths',
        () => `${requestOf('POST /v1/sessions HTTP/1.1', 'Content-Length: 2', 'Content-Length: 3')}{}x`,
      ],
      ['a length that is none', () => requestOf('POST /v1/sessions HTTP/1.1', 'Content-Length: +2')],
      [
        'a chunk of another kind',
        () => requestOf('POST /v1/sessions HTTP/1.1', 'Transfer-Encoding: xchunked'),
      ],
      [
        'a header with a line feed alone',
        () => requestOf(`GET ${SUMMARY} HTTP/1.1`, 'X: 1\nAuthorization: Bearer x'),
      ],
      ['a space before the colon', () => requestOf(`GET ${SUMMARY} HTTP/1.1`, 'Authorization : Bearer x')],
      ['headers without end', () => requestOf(`GET ${SUMMARY} HTTP/1.1`, `X: ${'y'.repeat(40_000)}`)],
      ['another protocol', () => 'EHLO records\r\n\r\n'],
      ['an expectation', () => requestOf(`GET ${SUMMARY} HTTP/1.1`, 'Expect: a-miracle')],
    ])('is refused: %s', async (_name, bytes) => {
      const answer = await raw(hall.port, bytes());
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain(`content-type: ${PROBLEM_MEDIA_TYPE}`);
      expect(v.is(RecordsError, jsonOf(answer))).toBe(true);
      expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    });

    test.each(['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'M-SEARCH'])(
      '%s is no method here',
      async (method) => {
        const audit = await hall.auditOf(async () => {
          const answer = await raw(hall.port, requestOf(`${method} ${SUMMARY} HTTP/1.1`, 'X-Mark: seen'));
          expect(answer).toMatch(/^HTTP\/1\.1 404 /);
          expect(answer).not.toContain('seen');
        });
        expect(audit.map((row) => row['event'])).toEqual(['requestRefused']);
      },
    );

    test('CONNECT and another protocol by Upgrade open nothing', async () => {
      expect(await raw(hall.port, requestOf('CONNECT records:5432 HTTP/1.1'))).not.toMatch(/ 200 /);
      const upgraded = await raw(
        hall.port,
        requestOf(`GET ${SUMMARY} HTTP/1.1`, 'Connection: Upgrade', 'Upgrade: websocket'),
      );
      expect(upgraded).toMatch(/^HTTP\/1\.1 401 /);
    });
  });

  describe('a session', () => {
    test('whose terminal is switched off ends at once, and goes on when it is switched on again', async () => {
      const { token } = await hall.visit(CITIZEN, { terminalId: SECOND_TERMINAL });
      const other = await hall.visit(CITIZEN);
      await hall.rows('update terminal set active = false where terminal_id = $1', [SECOND_TERMINAL]);
      const audit = await hall.auditOf(async () => {
        for (const [method, path] of [
          ['GET', SUMMARY],
          ['DELETE', '/v1/sessions/current'],
        ] as const)
          expect(await hall.call(method, path, { token })).toMatchObject({
            status: 403,
            body: { code: 'terminalUnknown' },
          });
      });
      expect(audit).toMatchObject([
        { event: 'accessRefused', terminal_id: SECOND_TERMINAL, details: { code: 'terminalUnknown' } },
        { event: 'accessRefused', terminal_id: SECOND_TERMINAL },
      ]);
      expect(await hall.call('GET', SUMMARY, { token: other.token })).toMatchObject({ status: 200 });
      await hall.rows('update terminal set active = true where terminal_id = $1', [SECOND_TERMINAL]);
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
    });

    test('shows nothing of another person, whichever ids are named', async () => {
      const one = await hall.visit(CITIZEN);
      const other = await hall.visit(sampleCitizen('gaps'));
      const request = job();
      await hall.call('POST', '/v1/statements', { token: one.token, body: request });
      expect(await hall.call('POST', '/v1/statements', { token: other.token, body: request })).toMatchObject({
        status: 409,
      });
      for (const path of [`${SUMMARY}?personId=1`, `${SUMMARY}?citizenNumber=${CITIZEN.number}`]) {
        const answer = await hall.call('GET', path, { token: other.token });
        expect(problemOf(answer)).toMatchObject({ code: 'invalidData', detail: 'a field that is not known' });
        expect(JSON.stringify(answer.body)).not.toContain(CITIZEN.number);
      }
    });
  });

  describe('evidence of a clock that is wrong', () => {
    test.each([
      ['a minute behind', -60_000, 201],
      ['more than a minute behind', -60_001, 403],
      ['ten seconds ahead', 10_000, 201],
      ['more than ten seconds ahead', 10_001, 403],
      ['years ahead', 10 * 365 * 86_400_000, 403],
    ])('%s', async (_name, skewMs, status) => {
      const answer = await hall.openWith(await hall.evidence(CITIZEN, { readAt: hall.now + skewMs }));
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.body).toMatchObject({ code: 'evidenceStale' });
    });
  });

  describe('a flood of refused calls', () => {
    test('is counted, not written down one by one; a hall behind the same address goes on', async () => {
      hall.now += MINUTE_MS;
      const { token } = await hall.visit(CITIZEN);
      const flood = REFUSED_CALLS_PER_MINUTE + 120;
      const statuses = new Map<number, number>();
      const audit = await hall.auditOf(async () => {
        for (let sent = 0; sent < flood; sent += 20)
          for (const { status } of await Promise.all(
            Array.from({ length: 20 }, () =>
              hall.call('GET', SUMMARY, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } }),
            ),
          ))
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
      expect(Object.fromEntries(statuses)).toEqual({ 401: REFUSED_CALLS_PER_MINUTE, 429: 120 });
      expect(audit).toHaveLength(REFUSED_CALLS_PER_MINUTE);

      const refused = await hall.call('GET', '/nowhere');
      expect(problemOf(refused).code).toBe('tooManyTries');
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      // Whoever has a session, or a terminal's key, is told what is the matter as ever.
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
      expect(await hall.call('GET', `${SUMMARY}?x=1`, { token })).toMatchObject({ status: 400 });
      const evidence = await hall.evidence(CITIZEN);
      expect(await hall.openWith(evidence)).toMatchObject({ status: 201 });
      expect(await hall.openWith(evidence)).toMatchObject({
        status: 403,
        body: { code: 'evidenceReplayed' },
      });
      expect(await hall.openWith('hello')).toMatchObject({ status: 429 });

      hall.now += MINUTE_MS;
      expect(await hall.call('GET', '/nowhere')).toMatchObject({ status: 404 });
    });
  });
});

describe('what was counted is written', () => {
  test('when the service stops, at the latest', async () => {
    const hall = await Hall.open('embedded');
    for (let sent = 0; sent < REFUSED_CALLS_PER_MINUTE + 7; sent += 1) await hall.call('GET', '/nowhere');
    const lines = hall.logLines.length;
    await hall.close();
    const summary = hall.logLines.slice(lines).find((line) => line.includes('requestsRefused'));
    expect(JSON.parse(summary ?? 'null')).toMatchObject({
      audit: 'R404',
      route: 'GET unknown',
      code: 'notFound',
      calls: 7,
      minute: '2026-11-22T02:30:00.000Z',
    });
  });
});
