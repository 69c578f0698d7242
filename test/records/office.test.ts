import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Application } from '#shared/records-api/applications.ts';
import { OFFICE_QUERY_TYPE, OfficeCases } from '#shared/records-api/office.ts';
import { caseOf, decide, everythingKept, officeCases, visitVerified, write } from './application-calls.ts';
import { DATABASES, Hall, OFFICE, sampleCitizen, TERMINAL } from './hall.ts';

const OTHER_OFFICE = '999999-medical';

describe.each(DATABASES)('a back office on %s', (kind) => {
  let hall: Hall;
  let token: string;
  let month = 0;
  beforeAll(async () => {
    hall = await Hall.open(kind);
    hall.now = Date.parse('2026-11-23T10:00:00+08:00');
    // An office that decides filings alone, with the key of the first.
    await hall.rows(
      `insert into office (office_id, public_key, active, kinds)
       select '${OTHER_OFFICE}', public_key, true, '["offSiteFiling"]' from office where office_id = '${OFFICE}'`,
    );
    token = await visitVerified(hall, sampleCitizen('gaps'));
  });
  beforeEach(() => {
    hall.now += 1_000;
  });
  afterAll(() => hall.close());

  const objected = async (): Promise<Application> => {
    month += 1;
    const target = { type: 'missingMonth', month: `2013-${String(month).padStart(2, '0')}` };
    return caseOf(write(hall, token, '/v1/objections', { target, reason: 'monthMissing', remark: null }));
  };
  const stateOf = async ({ number }: Application) =>
    (await hall.ask(Application, `/v1/applications/${number}`, token)).state;

  test('takes a case on once for each decision: a repeat gets the first answer, another body with its id is refused', async () => {
    const filed = await objected();
    const decisionId = randomUUID();
    const answers = await Promise.all([
      decide(hall, filed, { type: 'takeUp' }, { decisionId }),
      decide(hall, filed, { type: 'takeUp' }, { decisionId }),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, body: { from: 'received', state: 'beingChecked' } });
    expect(answers.map(({ headers }) => headers.get('idempotency-replayed')).sort()).toEqual(
      [null, 'true'].sort(),
    );
    const another = await decide(hall, filed, { type: 'confirm', reason: '无误' }, { decisionId });
    expect(another).toMatchObject({ status: 409, body: { code: 'idempotencyKeyReused' } });
    const seen = await hall.ask(Application, `/v1/applications/${filed.number}`, token);
    expect(seen.history).toHaveLength(2);
  });

  test('decides on what it saw: a case that moved on meanwhile is not touched', async () => {
    const filed = await objected();
    await caseOf(write(hall, token, `/v1/applications/${filed.number}/withdrawal`));
    expect(await decide(hall, filed, { type: 'takeUp' })).toMatchObject({
      status: 409,
      body: { code: 'applicationMovedOn' },
    });
    expect(await stateOf(filed)).toBe('withdrawn');
  });

  test('a citizen who takes back and an office that takes up in one moment: one of them comes first', async () => {
    const filed = await objected();
    const [byOffice, byCitizen] = await Promise.all([
      decide(hall, filed, { type: 'takeUp' }),
      write(hall, token, `/v1/applications/${filed.number}/withdrawal`),
    ]);
    expect(byCitizen.status).toBe(200);
    expect([200, 409]).toContain(byOffice.status);
    expect(await stateOf(filed)).toBe('withdrawn');
    const { history } = await hall.ask(Application, `/v1/applications/${filed.number}`, token);
    expect(history.map(({ to }) => to)).toEqual(
      byOffice.status === 200 ? ['received', 'beingChecked', 'withdrawn'] : ['received', 'withdrawn'],
    );
  });

  test.each([
    ['signed by somebody else', {}, { signer: TERMINAL }, 'officeRequestInvalid'],
    ['of an office that is not registered', {}, { kid: '999999-nobody' }, 'officeUnknown'],
    ['of the sample’s office, which is switched off', {}, { kid: '999999-sample' }, 'officeUnknown'],
    ['that names another office', { officeId: OTHER_OFFICE }, {}, 'officeRequestInvalid'],
    ['signed as a query', {}, { typ: OFFICE_QUERY_TYPE }, 'officeRequestInvalid'],
    ['with a field that is not known', { amount: 1 }, {}, 'officeRequestInvalid'],
    ['with a step that there is not', { step: { type: 'destroy' } }, {}, 'officeRequestInvalid'],
    ['refused without a reason', { step: { type: 'reject' } }, {}, 'officeRequestInvalid'],
  ])('a decision %s is refused, on record, and nothing is kept', async (_name, changes, signing, code) => {
    const filed = await objected();
    const before = await everythingKept(hall);
    const audit = await hall.auditOf(async () => {
      expect(await decide(hall, filed, { type: 'takeUp' }, changes, signing)).toMatchObject({
        status: 403,
        body: { code },
      });
    });
    expect(audit).toMatchObject([{ event: 'officeRefused', details: { code } }]);
    expect(await everythingKept(hall)).toEqual(before);
  });

  test.each([
    ['a minute and more old', -60_001, 403],
    ['a minute old', -60_000, 200],
    ['from a clock ten seconds ahead', 10_000, 200],
    ['from a clock that is further ahead', 10_001, 403],
  ])('a decision %s', async (_name, offMs, status) => {
    month -= month === 12 ? 12 : 0;
    const filed = await caseOf(
      write(hall, token, '/v1/objections', {
        target: { type: 'accountYear', year: 2015 },
        reason: 'interestWrong',
        remark: null,
      }),
    );
    const answer = await decide(hall, filed, { type: 'takeUp' }, { signedAt: hall.now + offMs });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: 'officeRequestStale' });
    await caseOf(write(hall, token, `/v1/applications/${filed.number}/withdrawal`));
  });

  test('an office learns nothing of cases that are not its own', async () => {
    const filed = await objected();
    const signing = { kid: OTHER_OFFICE };
    const asOther = { officeId: OTHER_OFFICE };
    const refused = await decide(hall, filed, { type: 'takeUp' }, asOther, signing);
    expect(refused).toMatchObject({ status: 404, body: { code: 'applicationNotFound' } });
    const nobodys = { number: '9'.repeat(25), state: filed.state };
    expect((await decide(hall, nobodys, { type: 'takeUp' }, asOther, signing)).body).toEqual(refused.body);
    const { cases } = v.parse(OfficeCases, (await officeCases(hall, asOther, signing)).body);
    expect(new Set(cases.map((one) => one.kind))).toEqual(new Set(['offSiteFiling']));
  });

  test('the list goes on where the page before ended, oldest first, and each query is good once', async () => {
    const whole = v.parse(OfficeCases, (await officeCases(hall)).body);
    expect(whole.cases.length).toBeGreaterThan(4);
    const numbers: string[] = [];
    let after: string | null = null;
    do {
      const page: OfficeCases = v.parse(OfficeCases, (await officeCases(hall, { after, limit: 3 })).body);
      numbers.push(...page.cases.map(({ caseNumber }) => caseNumber));
      after = page.nextAfter;
    } while (after !== null);
    expect(numbers).toEqual(whole.cases.map(({ caseNumber }) => caseNumber));
    const nonce = 'A'.repeat(22);
    expect((await officeCases(hall, { nonce })).status).toBe(200);
    expect(await officeCases(hall, { nonce })).toMatchObject({
      status: 403,
      body: { code: 'officeRequestInvalid' },
    });
  });

  test('text that is no signed request is refused', async () => {
    for (const request of ['', 'a.b.c', 'x'.repeat(4097), 17])
      expect((await hall.call('POST', '/v1/office/decisions', { body: { request } })).status).toBeOneOf([
        400, 403,
      ]);
  });

  test('who needs a case finds it through an index: the citizen, the office by its number, and the office’s list', async () => {
    await hall.rows(`create or replace function plan_of(query text) returns setof text language plpgsql
      set enable_seqscan = off as $$ begin return query execute 'explain ' || query; end $$`);
    const plan = async (sql: string) => JSON.stringify(await hall.rows('select plan_of($1)', [sql]));
    for (const sql of [
      'select * from application where person_id = 3 order by application_id desc limit 21',
      `select * from application where person_id = 3 and case_number = '${'1'.repeat(25)}'`,
      `select * from application where case_number = '${'1'.repeat(25)}'`,
      `select * from application where kind in ('objection', 'transfer') and held_by <> 'nobody' order by application_id limit 101`,
      `select * from application_event where person_id = 3 and case_number = '${'1'.repeat(25)}' order by revision`,
      `select * from staff_change where worker_number = '999999198405120117' order by application_id desc limit 21`,
      `select * from contact_value where person_id = 3 and field = 'phone' order by revision desc limit 1`,
      'select * from unit_agent where person_id = 3',
    ])
      expect(await plan(sql)).not.toContain('Seq Scan');
  });
});
