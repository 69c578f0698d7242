import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '#records-service/api/routes.ts';
import { SECOND_FACTOR } from '#records-service/policy-packs/second-factor.ts';
import { RecordsError } from '#shared/records-api/common.ts';
import { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

const PASSWORD = '739154';
const CITIZEN = sampleCitizen('in-work');

const job = (hideNumber: boolean, jobId: string = randomUUID()) => ({
  jobId,
  kind: 'pensionAccount',
  parameters: { hideNumber },
});
const issue = (hall: Hall, token: string, body: unknown) =>
  hall.call('POST', '/v1/statements', { token, body });
const numbersIssued = async (hall: Hall) =>
  (await hall.rows('select count(*)::int as n from statement'))[0]?.['n'];

describe.each(DATABASES)('the second factor on %s', (kind) => {
  describe('of people who are not invented', () => {
    let hall: Hall;
    beforeAll(async () => {
      hall = await Hall.open(kind);
      await hall.rows('update person set sample = false');
    });
    afterAll(() => hall.close());

    test('the whole number on paper asks for the query password, and nothing is issued without', async () => {
      const { token } = await hall.visit(CITIZEN);
      const before = await numbersIssued(hall);
      const audit = await hall.auditOf(async () => {
        const answer = await issue(hall, token, job(false));
        expect(answer.status).toBe(403);
        expect(v.parse(RecordsError, answer.body).code).toBe('secondFactorRequired');
      });
      expect(audit).toMatchObject([
        {
          event: 'secondFactorMissing',
          person_id: expect.any(Number),
          details: { route: 'POST /v1/statements', service: 'statementFullNumber' },
        },
      ]);
      expect(await numbersIssued(hall)).toBe(before);
    });

    test('looking at one’s own, and a paper with the number covered, do not', async () => {
      const { token } = await hall.visit(CITIZEN);
      for (const path of ['/v1/pension/summary', '/v1/pension/contributions', '/v1/pension/account-years'])
        expect(await hall.call('GET', path, { token })).toMatchObject({ status: 200 });
      expect(await issue(hall, token, job(true))).toMatchObject({ status: 200 });
    });

    test('with the password it is issued, in that session alone; nobody gets it by asking for the job again', async () => {
      const { token } = await hall.visit(CITIZEN);
      await hall.call('PUT', '/v1/query-password', { token, body: { newPassword: PASSWORD } });
      const request = job(false);
      const issued = await issue(hall, token, request);
      expect(v.parse(PensionAccountStatement, issued.body).person.number).toBe(CITIZEN.number);

      const later = await hall.visit(CITIZEN);
      const before = await numbersIssued(hall);
      for (const again of [request, job(true, request.jobId)])
        expect(await issue(hall, later.token, again)).toMatchObject({
          status: 403,
          body: { code: 'secondFactorRequired' },
        });
      await hall.call('POST', '/v1/query-password/verification', {
        token: later.token,
        body: { password: PASSWORD },
      });
      for (const again of [request, job(true, request.jobId)])
        expect(await issue(hall, later.token, again)).toMatchObject({ status: 200, body: issued.body });
      expect(await numbersIssued(hall)).toBe(before);
    });

    test('what is asked for the password changes nothing without it', async () => {
      const { token } = await hall.visit(sampleCitizen('gaps'));
      const asking = Object.values(ROUTES).filter(
        ({ writes, services }) => writes && services.some((service) => service !== 'objection'),
      );
      expect(asking.length).toBeGreaterThan(5);
      const tables = async () => hall.rows('select count(*)::int as n from idempotent_write');
      const before = await tables();
      for (const { method, path } of asking) {
        const answer = await hall.call(method, path.replace(/:\w+/g, '1'), {
          token,
          headers: { 'idempotency-key': randomUUID() },
          ...(ROUTES_WITHOUT_BODY.has(`${method} ${path}`) ? {} : { body: {} }),
        });
        // An incomplete request may be refused for that first; nothing asks less than one of the two.
        expect(['secondFactorRequired', 'invalidData']).toContain(v.parse(RecordsError, answer.body).code);
      }
      expect(await tables()).toEqual(before);
    });
  });

  describe('of the invented people of the demo region', () => {
    let hall: Hall;
    beforeAll(async () => {
      hall = await Hall.open(kind);
    });
    afterAll(() => hall.close());

    test('a whole number is printed as it always was', async () => {
      const { token } = await hall.visit(CITIZEN);
      const issued = await issue(hall, token, job(false));
      expect(v.parse(PensionAccountStatement, issued.body)).toMatchObject({
        sample: true,
        person: { number: CITIZEN.number },
      });
    });
  });
});

const ROUTES_WITHOUT_BODY = new Set(
  Object.values(ROUTES)
    .filter(({ body }) => body === undefined)
    .map(({ method, path }) => `${method} ${path}`),
);

describe('the routes', () => {
  test('whatever the packs may ask the password for is published as such', () => {
    for (const { services, errors } of Object.values(ROUTES))
      expect(errors.includes('secondFactorRequired')).toBe(services.length > 0);
  });

  test('each service of the packs is one of a route’s', () => {
    const served = new Set(Object.values(ROUTES).flatMap(({ services }) => services));
    const named = new Set(SECOND_FACTOR.flatMap(({ values }) => Object.keys(values.factorOf)));
    expect([...served].sort()).toEqual([...named].sort());
  });
});
