import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, sm3 } from '#records-service/services/statements/digest.ts';
import { Verification } from '#records-service/services/statements/verification.ts';
import { AccountTable } from '#shared/records-api/pension.ts';
import { type IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { DATABASES, Hall, SECOND_TERMINAL, sampleCitizen } from './hall.ts';

const CITIZEN = sampleCitizen('in-work');
const DAY_MS = 86_400_000;

function job(changes: Partial<IssueStatementRequest> = {}): IssueStatementRequest {
  return { jobId: randomUUID(), kind: 'pensionAccount', parameters: { hideNumber: false }, ...changes };
}

describe.each(DATABASES)('statements on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  async function issue(token: string, request = job()): Promise<PensionAccountStatement> {
    const answer = await hall.call('POST', '/v1/statements', { token, body: request });
    expect(answer).toMatchObject({ status: 200 });
    return v.parse(PensionAccountStatement, answer.body);
  }
  const verify = ({ number, verificationCode }: { number: string; verificationCode: string }) =>
    hall.ask(Verification, `/v1/verifications?n=${number}&c=${verificationCode}`);

  test('a statement carries the record, its number, and a digest over all of it', async () => {
    const { token } = await hall.visit(CITIZEN);
    const statement = await issue(token);
    expect(statement.number).toMatch(/^999999000120261122\d{7}$/);
    expect(statement).toMatchObject({
      verificationUrl: `https://verify.example/v?n=${statement.number}&c=${statement.verificationCode}`,
      verifiableUntil: '2027-02-20',
      issuedAt: hall.now,
      dataCutOff: '2026-10-31',
      sample: true,
      person: {
        name: CITIZEN.name,
        number: CITIZEN.number,
        sex: 'male',
        firstMonth: '2007-07',
        paidMonths: 232,
      },
    });
    const { digest, ...content } = statement;
    expect(digest).toBe(sm3(canonicalJson(content)).slice(0, 8).toUpperCase());
    expect(statement.years).toEqual((await hall.ask(AccountTable, '/v1/pension/account-years', token)).years);
    expect(statement.recentContributions.map((row) => row.forMonth)).toEqual([
      '2025-11',
      '2025-12',
      ...Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    ]);
  });

  test('the number is masked where the citizen asks for it', async () => {
    const { token } = await hall.visit(CITIZEN);
    const statement = await issue(token, job({ parameters: { hideNumber: true } }));
    expect(statement.person.number).toBe('9999＊＊＊＊＊＊0119'.replace('0119', CITIZEN.number.slice(-4)));
  });

  test('every citizen on file gets one', async () => {
    for (const key of ['retired', 'resident', 'just-started', 'long-name', 'forty-years', 'arrears']) {
      const { token } = await hall.visit(sampleCitizen(key));
      expect((await issue(token)).person.name).toBe(sampleCitizen(key).name);
    }
  });

  describe('the same job', () => {
    test('gets the same statement, also in a later session, another way of asking, and after the records changed', async () => {
      const request = job();
      const first = await issue((await hall.visit(CITIZEN)).token, request);
      hall.now += 60_000;
      const later = await hall.visit(CITIZEN, { terminalId: SECOND_TERMINAL });
      const audit = await hall.auditOf(async () => {
        expect(await issue(later.token, { ...request, parameters: { hideNumber: true } })).toEqual(first);
      });
      expect(audit).toMatchObject([
        {
          event: 'statementGivenAgain',
          terminal_id: SECOND_TERMINAL,
          details: { statementNumber: first.number },
        },
      ]);
    });

    test('asked many times at once gets one number', async () => {
      const { token } = await hall.visit(CITIZEN);
      const request = job();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => hall.call('POST', '/v1/statements', { token, body: request })),
      );
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      const stored = await hall.rows('select 1 from statement where job_id = $1', [request.jobId]);
      expect(stored).toHaveLength(1);
    });

    test('of another person is refused', async () => {
      const request = job();
      await issue((await hall.visit(CITIZEN)).token, request);
      const other = await hall.visit(sampleCitizen('gaps'));
      const audit = await hall.auditOf(async () => {
        expect(
          await hall.call('POST', '/v1/statements', { token: other.token, body: request }),
        ).toMatchObject({
          status: 409,
          body: { code: 'jobBelongsToAnotherPerson' },
        });
      });
      expect(audit).toMatchObject([{ event: 'statementRefused' }]);
    });

    test('from two people at once goes to one of them', async () => {
      const visits = await Promise.all([hall.visit(CITIZEN), hall.visit(sampleCitizen('gaps'))]);
      for (let round = 0; round < 5; round += 1) {
        const request = job();
        const answers = await Promise.all(
          visits.map(({ token }) => hall.call('POST', '/v1/statements', { token, body: request })),
        );
        expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      }
    });
  });

  describe('deliberate reprints', () => {
    test('have numbers of their own and count up within the day, also at once', async () => {
      const { token } = await hall.visit(sampleCitizen('made-up'));
      const statements = await Promise.all(Array.from({ length: 5 }, () => issue(token)));
      expect(statements.map((statement) => statement.printing).sort()).toEqual([1, 2, 3, 4, 5]);
      expect(new Set(statements.map((statement) => statement.number)).size).toBe(5);
      expect(new Set(statements.map((statement) => statement.verificationCode)).size).toBe(5);
    });

    test('count up also when the person stands at two terminals', async () => {
      const visits = await Promise.all([
        hall.visit(sampleCitizen('rare-characters')),
        hall.visit(sampleCitizen('rare-characters'), { terminalId: SECOND_TERMINAL }),
      ]);
      const statements = await Promise.all(
        Array.from({ length: 3 }, () => visits.map(({ token }) => issue(token))).flat(),
      );
      expect(statements.map((statement) => statement.printing).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test('begin anew the next day in China', async () => {
      const citizen = sampleCitizen('several-employers');
      const today = await issue((await hall.visit(citizen)).token);
      hall.now = Date.parse('2026-11-22T16:00:00Z');
      const tomorrow = await issue((await hall.visit(citizen)).token);
      expect([today.printing, tomorrow.printing]).toEqual([1, 1]);
      expect(tomorrow.number.slice(10, 24)).toBe('20261123000001');
    });
  });

  describe('verification', () => {
    test('within its days: genuine, with masked name and digest, and nothing more of the person', async () => {
      const { token } = await hall.visit(CITIZEN);
      const statement = await issue(token);
      const answer = await verify(statement);
      expect(answer).toEqual({
        state: 'valid',
        kind: 'pensionAccount',
        issuedOn: '2026-11-23',
        verifiableUntil: '2027-02-21',
        maskedName: '张＊丰',
        digest: statement.digest,
        sample: true,
      });
      const page = await hall.call('GET', `/v?n=${statement.number}&c=${statement.verificationCode}`);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(page.body).toContain('张＊丰');
      expect(page.body).not.toContain(CITIZEN.name);
    });

    test('on its last day, and the day after', async () => {
      const { token } = await hall.visit(CITIZEN);
      const statement = await issue(token);
      const issuedAt = hall.now;
      hall.now = issuedAt + 90 * DAY_MS;
      expect(await verify(statement)).toMatchObject({ state: 'valid' });
      hall.now = issuedAt + 91 * DAY_MS;
      expect(await verify(statement)).toEqual({
        state: 'expired',
        kind: 'pensionAccount',
        issuedOn: '2026-11-23',
        verifiableUntil: '2027-02-21',
      });
      hall.now = issuedAt;
    });

    test('with a wrong code, a number that was never given, a wrong check digit: one and the same answer', async () => {
      const { token } = await hall.visit(CITIZEN);
      const statement = await issue(token);
      const other = await issue(token);
      const last = statement.number.at(-1) === '0' ? '1' : '0';
      const audit = await hall.auditOf(async () => {
        for (const asked of [
          { ...statement, verificationCode: other.verificationCode },
          { ...statement, number: '9999990009202611230000018' },
          { ...statement, number: `${statement.number.slice(0, -1)}${last}` },
        ])
          expect(await verify(asked)).toEqual({ state: 'unknown' });
      });
      expect(audit).toMatchObject(
        Array.from({ length: 3 }, () => ({ event: 'statementVerified', details: { outcome: 'unknown' } })),
      );
    });

    test.each(['', '?n=1&c=2', `?n=${'1'.repeat(25)}&c=AAAAAAAAAAAAAAA0`, `?n=${'1'.repeat(25)}`])(
      'a question that is none: %s',
      async (query) => {
        expect(await hall.call('GET', `/v1/verifications${query}`)).toMatchObject({
          status: 400,
          body: { code: 'invalidData' },
        });
      },
    );
  });
});
