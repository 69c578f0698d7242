import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordsError } from '#shared/records-api/common.ts';
import { QueryPasswordState } from '#shared/records-api/query-password.ts';
import type { CardCredential } from '#shared/records-api/sessions.ts';
import { createDatabase } from './databases.ts';
import { type Answer, DATABASES, Hall, SECOND_TERMINAL, sampleCitizen } from './hall.ts';

const PASSWORD = '739154';
const OTHER = '402918';
const WRONG = '580372';
const PATH = '/v1/query-password';
const VERIFY = `${PATH}/verification`;

const setting = (hall: Hall, token: string, newPassword: string, oldPassword?: string) =>
  hall.call('PUT', PATH, {
    token,
    body: { newPassword, ...(oldPassword === undefined ? {} : { oldPassword }) },
  });
const verifying = (hall: Hall, token: string, password: string) =>
  hall.call('POST', VERIFY, { token, body: { password } });
const stateOf = (hall: Hall, token: string) => hall.ask(QueryPasswordState, PATH, token);
const problemOf = ({ body }: Answer) => v.parse(RecordsError, body);

const cardWithPin = (key: string, pinVerified: boolean): CardCredential => ({
  type: 'socialSecurityCard',
  cardNumber: 'Z99999999',
  cardIdentificationCode: 'F'.repeat(32),
  holder: { number: sampleCitizen(key).number, name: sampleCitizen(key).name },
  pinVerified,
});

describe.each(DATABASES)('the query password on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind, undefined, { queryPassword: { secrets: [randomBytes(32)] } });
  });
  afterAll(() => hall.close());

  /** A visit of somebody who has the password already. */
  async function visitWithPassword(key: string, terminalId?: string): Promise<string> {
    const changes = terminalId === undefined ? {} : { terminalId };
    const { token } = await hall.visit(sampleCitizen(key), changes);
    if (!(await stateOf(hall, token)).isSet)
      expect(await setting(hall, token, PASSWORD)).toMatchObject({ status: 200 });
    return (await hall.visit(sampleCitizen(key), changes)).token;
  }

  test('is set after a card was read, kept as Argon2id, and holds in that session', async () => {
    const { token } = await hall.visit(sampleCitizen('in-work'));
    expect(await stateOf(hall, token)).toMatchObject({
      isSet: false,
      setAt: null,
      verified: false,
      triesLeft: 5,
      lockedUntil: null,
      unlockedAt: 'counter',
      digits: { least: 6, most: 12 },
      policies: [{ region: '999999' }],
    });
    const audit = await hall.auditOf(async () => {
      const answer = await setting(hall, token, PASSWORD);
      expect(answer).toMatchObject({ status: 200, body: { isSet: true, setAt: hall.now, verified: true } });
    });
    expect(audit).toMatchObject([{ event: 'queryPasswordSet', details: { isFirst: true } }]);
    const [row] = await hall.rows('select hash, secret_id from query_password order by set_at desc limit 1');
    expect(row?.['hash']).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(row?.['secret_id']).toMatch(/^[0-9a-f]{16}$/);
  });

  test('marks the session where it is right, and no other of the same person', async () => {
    const here = await visitWithPassword('forty-years');
    const there = await visitWithPassword('forty-years', SECOND_TERMINAL);
    const audit = await hall.auditOf(async () => {
      expect(await verifying(hall, here, PASSWORD)).toMatchObject({ status: 200, body: { verified: true } });
    });
    expect(audit).toMatchObject([{ event: 'queryPasswordVerified' }]);
    expect((await stateOf(hall, here)).verified).toBe(true);
    expect((await stateOf(hall, there)).verified).toBe(false);
  });

  test('says how many tries are left; the right one gives them all back', async () => {
    const token = await visitWithPassword('gaps');
    const audit = await hall.auditOf(async () => {
      for (const left of [4, 3, 2, 1]) {
        const answer = await verifying(hall, token, WRONG);
        expect(answer.status).toBe(403);
        expect(problemOf(answer)).toMatchObject({
          code: 'queryPasswordWrong',
          tries: { left, lockedUntil: null, unlockedAt: 'counter' },
        });
      }
    });
    expect(audit.map((row) => [row['event'], row['details']])).toEqual(
      [4, 3, 2, 1].map((triesLeft) => ['queryPasswordWrong', { triesLeft }]),
    );
    expect(await verifying(hall, token, PASSWORD)).toMatchObject({ status: 200, body: { triesLeft: 5 } });
  });

  describe('after five wrong tries', () => {
    test('is locked until the next day in China, at every terminal, the right one too', async () => {
      const here = await visitWithPassword('retired');
      const there = await visitWithPassword('retired', SECOND_TERMINAL);
      for (const token of [here, there, here, there]) await verifying(hall, token, WRONG);
      const last = await verifying(hall, here, WRONG);
      expect(problemOf(last)).toMatchObject({
        status: 403,
        code: 'queryPasswordLocked',
        tries: { left: 0, lockedUntil: '2026-11-23', unlockedAt: 'counter' },
      });
      for (const token of [here, there]) {
        expect(problemOf(await verifying(hall, token, PASSWORD)).code).toBe('queryPasswordLocked');
        expect(problemOf(await setting(hall, token, OTHER, PASSWORD)).code).toBe('queryPasswordLocked');
        expect(await stateOf(hall, token)).toMatchObject({ triesLeft: 0, lockedUntil: '2026-11-23' });
      }
      // 23:59:59 in China, and midnight.
      hall.now = Date.parse('2026-11-22T15:59:59Z');
      const late = await visitWithPassword('retired');
      expect(problemOf(await verifying(hall, late, PASSWORD)).code).toBe('queryPasswordLocked');
      hall.now = Date.parse('2026-11-22T16:00:00Z');
      expect(await stateOf(hall, late)).toMatchObject({ triesLeft: 5, lockedUntil: null });
      expect(await verifying(hall, late, PASSWORD)).toMatchObject({ status: 200 });
    });

    test('nobody else is locked, and looking at one’s own pension is not', async () => {
      const locked = await visitWithPassword('resident');
      for (let tried = 0; tried < 6; tried += 1) await verifying(hall, locked, WRONG);
      expect(await hall.call('GET', '/v1/pension/summary', { token: locked })).toMatchObject({ status: 200 });
      const other = await visitWithPassword('just-started');
      expect(await verifying(hall, other, PASSWORD)).toMatchObject({ status: 200 });
    });
  });

  test('of twelve tries at once at two terminals exactly five are looked at', async () => {
    const tokens = [
      await visitWithPassword('arrears'),
      await visitWithPassword('arrears', SECOND_TERMINAL),
    ] as const;
    const audit = await hall.auditOf(async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => verifying(hall, tokens[index % 2 === 0 ? 0 : 1], WRONG)),
      );
      const problems = answers.map(problemOf);
      expect(
        problems
          .filter(({ code }) => code === 'queryPasswordWrong')
          .map(({ tries }) => tries?.left)
          .sort(),
      ).toEqual([1, 2, 3, 4]);
      expect(problems.filter(({ code }) => code === 'queryPasswordLocked')).toHaveLength(8);
    });
    expect(audit.filter((row) => row['event'] === 'queryPasswordWrong')).toHaveLength(5);
  });

  test('a day that one process has not reached yet does not bring back the tries of another', async () => {
    const token = await visitWithPassword('made-up');
    for (let tried = 0; tried < 5; tried += 1) await verifying(hall, token, WRONG);
    const [row] = await hall.rows(
      'update query_password set tries_on = tries_on + 1 where tries = 5 and person_id = (select person_id from person where citizen_number = $1) returning tries_on::text as day',
      [sampleCitizen('made-up').number],
    );
    const answer = await verifying(hall, token, PASSWORD);
    expect(problemOf(answer)).toMatchObject({ code: 'queryPasswordLocked' });
    expect(problemOf(answer).tries?.lockedUntil).toBe(
      new Date(Date.parse(String(row?.['day'])) + 86_400_000).toISOString().slice(0, 10),
    );
  });

  describe('is changed', () => {
    test('with the old one, and ends what other sessions had entered', async () => {
      const here = await visitWithPassword('several-employers');
      const there = await visitWithPassword('several-employers', SECOND_TERMINAL);
      await verifying(hall, there, PASSWORD);
      hall.now += 1_000;
      expect(await setting(hall, here, OTHER, PASSWORD)).toMatchObject({ status: 200 });
      expect((await stateOf(hall, here)).verified).toBe(true);
      expect((await stateOf(hall, there)).verified).toBe(false);
      expect(problemOf(await verifying(hall, there, PASSWORD)).code).toBe('queryPasswordWrong');
      expect(await verifying(hall, there, OTHER)).toMatchObject({ status: 200 });
      // The lost answer is asked for again, and nothing changes.
      const [before] = await hall.rows('select count(*)::int as n from audit_event');
      expect(await setting(hall, here, OTHER, PASSWORD)).toMatchObject({ status: 200 });
      expect(await hall.rows('select count(*)::int as n from audit_event')).toEqual([before]);
    });

    test('not without the old one, not with a wrong one, which counts as a try', async () => {
      const token = await visitWithPassword('rare-characters');
      expect(problemOf(await setting(hall, token, OTHER)).code).toBe('queryPasswordAlreadySet');
      expect(problemOf(await setting(hall, token, OTHER, WRONG))).toMatchObject({
        code: 'queryPasswordWrong',
        tries: { left: 4 },
      });
      expect(problemOf(await setting(hall, token, PASSWORD, PASSWORD))).toMatchObject({
        code: 'queryPasswordTooSimple',
        fault: 'sameAsBefore',
      });
      expect(await verifying(hall, token, PASSWORD)).toMatchObject({ status: 200 });
    });

    test('by two terminals at once to one of the two', async () => {
      const tokens = [
        await visitWithPassword('long-name'),
        await visitWithPassword('long-name', SECOND_TERMINAL),
      ];
      const answers = await Promise.all(
        tokens.map((token, index) => setting(hall, token, index === 0 ? OTHER : '618243', PASSWORD)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    });
  });

  describe('is refused as first one', () => {
    const citizen = sampleCitizen('transferred-in');
    test.each([
      ['tooShort', '73915'],
      ['tooLong', '7391540682517'],
      ['repeatedDigits', '777777'],
      ['digitsInOrder', '345678'],
      ['birthDate', citizen.number.slice(8, 14)],
      ['citizenNumber', citizen.number.replace(/\D/g, '').slice(-6)],
    ] as const)('where it is %s', async (fault, password) => {
      const { token } = await hall.visit(citizen);
      const answer = await setting(hall, token, password);
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'queryPasswordTooSimple', fault });
      expect(JSON.stringify(answer.body)).not.toContain(password);
      expect((await stateOf(hall, token)).isSet).toBe(false);
    });

    test.each(['abcdef', '73915４', '7391 54', '', 739154, null, ['739154']])(
      'where it is no digits: %j',
      async (newPassword) => {
        const { token } = await hall.visit(citizen);
        const answer = await hall.call('PUT', PATH, { token, body: { newPassword } });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalidData' } });
      },
    );

    test('where the card’s PIN was not entered; with it, it is set', async () => {
      const without = await hall.visit(citizen, { credential: cardWithPin('transferred-in', false) });
      expect(problemOf(await setting(hall, without.token, PASSWORD))).toMatchObject({
        status: 403,
        code: 'queryPasswordNeedsCard',
      });
      const withPin = await hall.visit(citizen, { credential: cardWithPin('transferred-in', true) });
      expect(await setting(hall, withPin.token, PASSWORD)).toMatchObject({ status: 200 });
    });
  });

  test('is not there for whoever has none, and cannot be tried', async () => {
    const { token } = await hall.visit(sampleCitizen('flexible-worker'));
    expect(problemOf(await verifying(hall, token, PASSWORD))).toMatchObject({
      status: 409,
      code: 'queryPasswordNotSet',
    });
    expect(problemOf(await setting(hall, token, OTHER, PASSWORD)).code).toBe('queryPasswordNotSet');
  });

  test('needs a session, of somebody on file', async () => {
    expect(await hall.call('POST', VERIFY, { body: { password: PASSWORD } })).toMatchObject({ status: 401 });
    const { token } = await hall.visit(sampleCitizen('nobody-on-file'));
    expect(await setting(hall, token, PASSWORD)).toMatchObject({ status: 404, body: { code: 'notOnFile' } });
  });

  test('is found in no table, no log line and no answer', async () => {
    const secret = '907261548302';
    const { token } = await hall.visit(sampleCitizen('longest-name'));
    const answers = [
      await setting(hall, token, secret),
      await verifying(hall, token, secret),
      await setting(hall, token, '618243907155', secret),
      await verifying(hall, token, secret),
      await hall.call('POST', VERIFY, { token, body: { password: secret, more: secret } }),
      await hall.call('POST', VERIFY, { token, body: `{"password":"${secret}"` }),
      await hall.call('POST', VERIFY, { token, body: { [secret]: 1 } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 400, 400, 400]);
    const tables = await hall.rows(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const everything: unknown[] = [hall.logLines.join('\n'), JSON.stringify(answers.map(({ body }) => body))];
    for (const { name } of tables)
      everything.push(
        ...(await hall.rows(`select row_to_json(t)::text as row from "${name}" t`)).map((row) => row['row']),
      );
    for (const password of [secret, '618243907155']) expect(everything.join('\n')).not.toContain(password);
  });
});

describe('two service processes on one database', () => {
  test('count the tries of one person together', async () => {
    const url = await createDatabase();
    const secrets = { queryPassword: { secrets: [randomBytes(32)] } };
    const first = await Hall.open({ url }, undefined, secrets);
    const { token } = await first.visit(sampleCitizen('in-work'));
    const second = await Hall.open({ url }, undefined, secrets);
    try {
      await setting(first, token, PASSWORD);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => verifying(index % 2 === 0 ? first : second, token, WRONG)),
      );
      const codes = answers.map((answer) => problemOf(answer).code).sort();
      expect(codes).toEqual([
        ...Array.from({ length: 6 }, () => 'queryPasswordLocked'),
        ...Array.from({ length: 4 }, () => 'queryPasswordWrong'),
      ]);
      for (const hall of [first, second])
        expect(problemOf(await verifying(hall, token, PASSWORD)).code).toBe('queryPasswordLocked');
    } finally {
      await second.close();
      await first.close();
    }
  });

  test('with another secret in front, old hashes still count and are renewed; without the old one nothing is given away', async () => {
    const url = await createDatabase();
    const [old, recent] = [randomBytes(32), randomBytes(32)] as const;
    const hashOf = async (hall: Hall) =>
      (await hall.rows('select hash, secret_id from query_password'))[0] ?? {};
    const before = await Hall.open({ url }, undefined, { queryPassword: { secrets: [old] } });
    await setting(before, (await before.visit(sampleCitizen('in-work'))).token, PASSWORD);
    const hashBefore = await hashOf(before);
    await before.close();

    const withBoth = await Hall.open({ url }, undefined, { queryPassword: { secrets: [recent, old] } });
    const { token } = await withBoth.visit(sampleCitizen('in-work'));
    expect(problemOf(await verifying(withBoth, token, WRONG)).code).toBe('queryPasswordWrong');
    expect(await hashOf(withBoth)).toEqual(hashBefore);
    expect(await verifying(withBoth, token, PASSWORD)).toMatchObject({ status: 200 });
    expect((await hashOf(withBoth))['secret_id']).not.toBe(hashBefore['secret_id']);
    await withBoth.close();

    const withoutIt = await Hall.open({ url });
    const visit = await withoutIt.visit(sampleCitizen('in-work'));
    expect(await verifying(withoutIt, visit.token, PASSWORD)).toMatchObject({
      status: 500,
      body: { code: 'internalError', detail: '' },
    });
    expect(withoutIt.logLines.join('\n')).toContain('PasswordSecretMissing');
    await withoutIt.close();
  });
});
