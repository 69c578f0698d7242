import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { PensionSummary } from '#shared/records-api/pension.ts';
import { SESSION_IDLE_MS, SESSION_MAX_MS } from '#shared/records-api/sessions.ts';
import {
  DATABASES,
  Hall,
  identityCard,
  SECOND_TERMINAL,
  SWITCHED_OFF_TERMINAL,
  sampleCitizen,
  TERMINAL,
  UNKNOWN_TERMINAL,
} from './hall.ts';

const CITIZEN = sampleCitizen('in-work');
const SUMMARY = '/v1/pension/summary';
const SESSION_ROUTES = [
  ['GET', SUMMARY],
  ['GET', '/v1/pension/contributions'],
  ['GET', '/v1/pension/account-years'],
  ['POST', '/v1/statements'],
  ['DELETE', '/v1/sessions/current'],
] as const;

describe.each(DATABASES)('sessions on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  describe('a card read on a known terminal', () => {
    test('opens the holder’s record, with an audit line for each step', async () => {
      const audit = await hall.auditOf(async () => {
        const { token, expiresAt, onFile } = await hall.visit(CITIZEN);
        expect({ expiresAt, onFile }).toEqual({ expiresAt: hall.now + SESSION_MAX_MS, onFile: true });
        expect(Buffer.from(token, 'base64url')).toHaveLength(32);
        await hall.ask(PensionSummary, SUMMARY, token);
        expect(await hall.call('DELETE', '/v1/sessions/current', { token })).toMatchObject({
          status: 204,
          body: '',
        });
      });
      expect(audit.map((row) => row['event'])).toEqual(['sessionOpened', 'recordRead', 'sessionClosed']);
      expect(audit[0]?.['details']).toEqual({ credential: 'identityCard', pinVerified: false });
      for (const row of audit)
        expect(row).toMatchObject({
          terminal_id: TERMINAL,
          person_id: expect.any(Number),
          session_id: expect.any(Number),
        });
    });

    test('of somebody who is not on file opens a session without a record', async () => {
      const { token, onFile } = await hall.visit(sampleCitizen('nobody-on-file'));
      expect(onFile).toBe(false);
      const audit = await hall.auditOf(async () => {
        for (const [method, path] of SESSION_ROUTES.slice(0, 4)) {
          const body = {
            jobId: crypto.randomUUID(),
            kind: 'pensionAccount',
            parameters: { hideNumber: false },
          };
          const answer = await hall.call(method, path, method === 'POST' ? { token, body } : { token });
          expect(answer).toMatchObject({ status: 404, body: { code: 'notOnFile' } });
        }
      });
      expect(audit.map((row) => row['event'])).toEqual(Array.from({ length: 4 }, () => 'recordNotOnFile'));
      expect(
        await hall.rows('select * from person where citizen_number = $1', [
          sampleCitizen('nobody-on-file').number,
        ]),
      ).toEqual([]);
    });

    test('with another name than the record’s: the record counts, and it is noted without names', async () => {
      const audit = await hall.auditOf(() =>
        hall.visit(CITIZEN, { credential: identityCard(CITIZEN, { name: '张旧名' }) }),
      );
      expect(audit.map((row) => row['event'])).toEqual(['sessionOpened', 'cardNameDiffers']);
      expect(JSON.stringify(audit)).not.toContain('张');
    });

    test('padded and in another normal form the name is the same', async () => {
      const audit = await hall.auditOf(() =>
        hall.visit(CITIZEN, { credential: identityCard(CITIZEN, { name: `${CITIZEN.name}   ` }) }),
      );
      expect(audit).toHaveLength(1);
    });

    test('with a small x as check character is the same person', async () => {
      const withX = SAMPLE_CITIZENS.filter((citizen) => citizen.number.endsWith('X'));
      expect(withX.length).toBeGreaterThan(0);
      for (const citizen of withX) {
        const credential = identityCard(citizen, { number: citizen.number.toLowerCase() });
        expect((await hall.visit(citizen, { credential })).onFile).toBe(true);
      }
    });
  });

  describe('evidence is refused, with an audit line,', () => {
    const refusals: [
      name: string,
      make: () => Promise<string>,
      status: number,
      code: string,
      terminal: string | null,
    ][] = [
      [
        'with another terminal’s signature',
        () => hall.evidence(CITIZEN, {}, SECOND_TERMINAL),
        403,
        'evidenceInvalid',
        TERMINAL,
      ],
      [
        'of a terminal nobody registered',
        () => hall.evidence(CITIZEN, { terminalId: UNKNOWN_TERMINAL }),
        403,
        'terminalUnknown',
        null,
      ],
      [
        'of a terminal that is switched off',
        () => hall.evidence(CITIZEN, { terminalId: SWITCHED_OFF_TERMINAL }),
        403,
        'terminalUnknown',
        null,
      ],
      [
        'a minute old',
        () => hall.evidence(CITIZEN, { readAt: hall.now - 60_001 }),
        403,
        'evidenceStale',
        TERMINAL,
      ],
      [
        'of the future',
        () => hall.evidence(CITIZEN, { readAt: hall.now + 10_001 }),
        403,
        'evidenceStale',
        TERMINAL,
      ],
      ['that is no evidence', async () => 'hello', 403, 'evidenceInvalid', null],
    ];
    test.each(refusals)('%s', async (_name, make, status, code, terminal) => {
      const audit = await hall.auditOf(async () => {
        expect(await hall.openWith(await make())).toMatchObject({ status, body: { code } });
      });
      expect(audit).toMatchObject([{ event: 'sessionRefused', terminal_id: terminal, details: { code } }]);
    });

    test('the second time', async () => {
      const evidence = await hall.evidence(CITIZEN);
      expect(await hall.openWith(evidence)).toMatchObject({ status: 201 });
      const audit = await hall.auditOf(async () => {
        expect(await hall.openWith(evidence)).toMatchObject({
          status: 403,
          body: { code: 'evidenceReplayed' },
        });
      });
      expect(audit).toMatchObject([{ event: 'sessionRefused', details: { code: 'evidenceReplayed' } }]);
    });

    test('all but once when it comes many times at once', async () => {
      const evidence = await hall.evidence(CITIZEN);
      const [before] = await hall.rows('select count(*)::int as n from session');
      const answers = await Promise.all(Array.from({ length: 8 }, () => hall.openWith(evidence)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403, 403, 403, 403, 403, 403, 403]);
      const [after] = await hall.rows('select count(*)::int as n from session');
      expect(Number(after?.['n']) - Number(before?.['n'])).toBe(1);
    });

    test('again after its nonce may be forgotten, because it is old by then', async () => {
      const evidence = await hall.evidence(CITIZEN, { readAt: hall.now + 9_000, nonce: 'N'.repeat(22) });
      expect(await hall.openWith(evidence)).toMatchObject({ status: 201 });
      const kept = () => hall.rows('select 1 from evidence_nonce where nonce = $1', ['N'.repeat(22)]);
      hall.now += 69_000;
      expect(await hall.openWith(evidence)).toMatchObject({ body: { code: 'evidenceReplayed' } });
      await hall.visit(CITIZEN);
      expect(await kept()).toHaveLength(1);
      hall.now += 20_000;
      await hall.visit(CITIZEN);
      expect(await kept()).toHaveLength(0);
      expect(await hall.openWith(evidence)).toMatchObject({ body: { code: 'evidenceStale' } });
    });
  });

  describe('without an open session nothing is given out, and the attempt is on record:', () => {
    const tokens: [name: string, headers: Record<string, string>][] = [
      ['no token', {}],
      ['an invented token', { authorization: `Bearer ${'A'.repeat(43)}` }],
      ['a token that is none', { authorization: "Bearer ' or 1=1 --" }],
      ['another scheme', { authorization: `Basic ${'A'.repeat(43)}` }],
    ];
    test.each(tokens)('%s', async (_name, headers) => {
      const audit = await hall.auditOf(async () => {
        for (const [method, path] of SESSION_ROUTES) {
          const answer = await hall.call(method, path, { headers });
          expect(answer).toMatchObject({ status: 401, body: { code: 'notAuthorised' } });
        }
      });
      expect(
        audit.map((row) => [row['event'], (row['details'] as Record<string, unknown>)['route']]),
      ).toEqual(SESSION_ROUTES.map(([method, path]) => ['accessRefused', `${method} ${path}`]));
    });

    test('a session that was closed', async () => {
      const { token } = await hall.visit(CITIZEN);
      await hall.call('DELETE', '/v1/sessions/current', { token });
      const audit = await hall.auditOf(async () => {
        expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({
          status: 401,
          body: { code: 'notAuthorised' },
        });
      });
      expect(audit).toMatchObject([
        { event: 'accessRefused', terminal_id: TERMINAL, session_id: expect.any(Number) },
      ]);
    });

    test('a session nobody used for ten minutes; each use prolongs it', async () => {
      const { token } = await hall.visit(CITIZEN);
      hall.now += SESSION_IDLE_MS - 1;
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
      hall.now += SESSION_IDLE_MS - 1;
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
      hall.now += SESSION_IDLE_MS;
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({
        status: 401,
        body: { code: 'sessionExpired' },
      });
      // It does not come back to life.
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 401 });
    });

    test('a session at its end, however busy', async () => {
      const { token, expiresAt } = await hall.visit(CITIZEN);
      while (hall.now + 300_000 < expiresAt) {
        hall.now += 300_000;
        expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({ status: 200 });
      }
      hall.now = expiresAt;
      expect(await hall.call('GET', SUMMARY, { token })).toMatchObject({
        status: 401,
        body: { code: 'sessionExpired' },
      });
    });
  });

  test('two people’s sessions see each their own record', async () => {
    const one = await hall.visit(CITIZEN);
    const other = await hall.visit(sampleCitizen('forty-years'), { terminalId: SECOND_TERMINAL });
    const [first, second] = await Promise.all(
      [one, other].map(({ token }) => hall.ask(PensionSummary, SUMMARY, token)),
    );
    expect(first?.firstMonth).toBe('2007-07');
    expect(second?.firstMonth).toBe('1986-10');
  });

  test('the token is stored nowhere', async () => {
    const { token } = await hall.visit(CITIZEN);
    const stored = await hall.rows('select row_to_json(session)::text as text from session');
    expect(stored.map((row) => row['text']).join()).not.toContain(token);
    expect(hall.logLines.join()).not.toContain(token);
  });

  test('an audit row can be neither changed nor taken away', async () => {
    for (const sql of [
      "update audit_event set event = 'x'",
      'delete from audit_event',
      'truncate audit_event',
    ])
      await expect(hall.rows(sql)).rejects.toThrow(/only ever added to/);
  });

  test('no log line and no audit row holds a name or number of a sample citizen', async () => {
    const rows = await hall.rows('select row_to_json(audit_event)::text as text from audit_event');
    const everything = [...hall.logLines, ...rows.map((row) => row['text'])].join('\n');
    expect(hall.logLines.length).toBeGreaterThan(50);
    for (const { name, number } of SAMPLE_CITIZENS) {
      expect(everything).not.toContain(name);
      expect(everything).not.toContain(number);
    }
  });
});
