import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SampleCitizen } from '#records-service/sample-data/citizens.ts';
import { Applications } from '#shared/records-api/applications.ts';
import { OffSiteFiling } from '#shared/records-api/off-site-filings.ts';
import { caseOf, decide, everythingKept, officeCases, visitVerified, write } from './application-calls.ts';
import { DATABASES, Hall, SECOND_TERMINAL, sampleCitizen } from './hall.ts';

const FILING = {
  category: 'livingElsewhere',
  city: '330100',
  residence: '虚构区湖滨路8号',
  proof: 'promiseLetterSigned',
};

const AT_TEN = 'T10:00:00+08:00';

describe.each(DATABASES)('filing for treatment elsewhere on %s', (kind) => {
  let hall: Hall;
  /** Somebody who has no filing yet. */
  const fresh = [
    'arrears',
    'made-up',
    'long-name',
    'rare-characters',
    'transferred-in',
    'resident',
    'several-employers',
    'flexible-worker',
    'just-started',
    'rarest-characters',
    'longest-name',
    'in-work',
  ].map(sampleCitizen);
  let next = 0;
  const somebody = (): SampleCitizen => {
    const citizen = fresh[next % fresh.length]!;
    next += 1;
    return citizen;
  };
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  beforeEach(async () => {
    hall.now = Date.parse(`2026-11-23${AT_TEN}`);
    // Whoever filed in the test before files again; a case is never deleted by the product.
    await hall.rows(`update application set takes = null where kind = 'offSiteFiling'`);
  });
  afterAll(() => hall.close());

  const on = (day: string) => {
    hall.now = Date.parse(`${day}${AT_TEN}`);
  };

  async function filed(citizen: SampleCitizen, changes: object = {}) {
    const token = await visitVerified(hall, citizen);
    return {
      token,
      filing: await caseOf(write(hall, token, '/v1/off-site-filings', { ...FILING, ...changes })),
    };
  }

  async function approved(citizen: SampleCitizen, day: string) {
    on(day);
    const { filing } = await filed(citizen);
    expect(await decide(hall, filing, { type: 'approve' })).toMatchObject({ status: 200 });
    return filing.number;
  }

  test('申请成功 is not 通过: the receipt says from when there is a result, and looking it up says so again', async () => {
    const { token, filing } = await filed(somebody());
    expect(filing).toMatchObject({
      kind: 'offSiteFiling',
      state: 'submitted',
      holder: { who: 'office', since: hall.now },
      details: {
        resultFrom: '2026-11-26',
        approvedOn: null,
        changeableFrom: null,
        residence: FILING.residence,
      },
      history: [{ from: null, to: 'submitted', at: hall.now, by: 'citizen', reason: null }],
    });
    expect(filing.policies.length).toBeGreaterThan(0);
    expect(await hall.ask(OffSiteFiling, `/v1/off-site-filings/${filing.number}`, token)).toEqual(filing);
    const list = await hall.ask(Applications, '/v1/off-site-filings', token);
    expect(list.applications[0]).toMatchObject({ number: filing.number, state: 'submitted' });
  });

  test.each([
    ['over the eight days of 国庆', '2026-09-30', '2026-10-10'],
    ['over the long 春节, with a Saturday that is worked', '2026-02-13', '2026-02-25'],
    ['over a weekend', '2026-11-20', '2026-11-25'],
  ])('three working days %s', async (_name, submitted, resultFrom) => {
    on(submitted);
    expect((await filed(somebody())).filing).toMatchObject({ details: { resultFrom } });
  });

  test('a year whose calendar is not published is not guessed', async () => {
    on('2027-12-30');
    const token = await visitVerified(hall, somebody());
    const before = await everythingKept(hall);
    expect(await write(hall, token, '/v1/off-site-filings', FILING)).toMatchObject({
      status: 404,
      body: { code: 'policyNotFound' },
    });
    expect(await everythingKept(hall)).toEqual(before);
  });

  test('the office’s decision comes with its reason and its day, and the citizen may file again after a refusal', async () => {
    const { token, filing } = await filed(somebody());
    on('2026-11-25');
    const reason = '居住地址与承诺书不一致';
    expect(await decide(hall, filing, { type: 'reject', reason })).toMatchObject({
      status: 200,
      body: { from: 'submitted', state: 'rejected' },
    });
    const token2 = await visitVerified(hall, sampleCitizenOf(token));
    const seen = await hall.ask(OffSiteFiling, `/v1/off-site-filings/${filing.number}`, token2);
    expect(seen).toMatchObject({
      state: 'rejected',
      reason,
      holder: { who: 'nobody', since: hall.now },
      details: { resultFrom: null },
    });
    expect(seen.history).toHaveLength(2);
    expect(seen.history[1]).toEqual({
      from: 'submitted',
      to: 'rejected',
      at: hall.now,
      by: 'office',
      reason,
    });
    expect(await write(hall, token2, '/v1/off-site-filings', FILING)).toMatchObject({ status: 201 });
  });
  const sampleCitizenOf = (_token: string) => fresh[(next - 1) % fresh.length]!;

  test.each([
    ['364 days after', '2025-11-24', '2026-11-23', false],
    ['365 days after', '2025-11-23', '2026-11-23', true],
    ['the day before a year with a leap day is full', '2024-02-28', '2025-02-27', false],
    ['a year after the day before a leap day', '2024-02-28', '2025-02-28', true],
    ['a leap day, on 27 February of the next year', '2024-02-29', '2025-02-27', false],
    ['a leap day, on 28 February of the next year', '2024-02-29', '2025-02-28', true],
  ])('change and cancellation %s', async (_name, approvedOn, today, allowed) => {
    const citizen = somebody();
    const number = await withCalendarOfThen(citizen, approvedOn);
    on(today);
    const token = await visitVerified(hall, citizen);
    const place = { city: '440100', residence: '虚构区珠江路9号' };
    const change = await write(hall, token, `/v1/off-site-filings/${number}/change`, place);
    if (allowed) {
      expect(await caseOf(change)).toMatchObject({
        state: 'changing',
        details: { city: '330100', change: place },
      });
      return;
    }
    expect(change).toMatchObject({ status: 409, body: { code: 'applicationStepTooEarly' } });
    expect(await write(hall, token, `/v1/off-site-filings/${number}/cancellation`)).toMatchObject({
      status: 409,
      body: { code: 'applicationStepTooEarly', detail: expect.stringMatching(/^not before 202[56]-/) },
    });
  });

  /** Approved on a day of a year whose calendar no pack has any more: written where the year is known, then dated back. */
  async function withCalendarOfThen(citizen: SampleCitizen, day: string): Promise<string> {
    const number = await approved(citizen, '2025-06-16');
    await hall.rows(
      `update application set content = jsonb_set(content, '{approvedOn}', to_jsonb($1::text)) where case_number = $2`,
      [day, number],
    );
    return number;
  }

  test('while a change waits the old place stays, approved it moves and the year begins anew, refused it does not move', async () => {
    const citizen = somebody();
    const number = await approved(citizen, '2025-06-16');
    on('2026-06-16');
    const token = await visitVerified(hall, citizen);
    const place = { city: '440100', residence: '虚构区珠江路9号' };
    const changing = await caseOf(write(hall, token, `/v1/off-site-filings/${number}/change`, place));
    expect(changing).toMatchObject({
      state: 'changing',
      holder: { who: 'office' },
      details: { city: '330100', residence: FILING.residence, resultFrom: '2026-06-22', change: place },
    });
    await decide(hall, changing, { type: 'reject', reason: '材料不全' });
    const refused = await hall.ask(OffSiteFiling, `/v1/off-site-filings/${number}`, token);
    expect(refused).toMatchObject({
      state: 'approved',
      reason: '材料不全',
      details: { city: '330100', change: null, approvedOn: '2025-06-16' },
    });
    const again = await caseOf(write(hall, token, `/v1/off-site-filings/${number}/change`, place));
    await decide(hall, again, { type: 'approve' });
    expect(await hall.ask(OffSiteFiling, `/v1/off-site-filings/${number}`, token)).toMatchObject({
      state: 'approved',
      details: { ...place, change: null, approvedOn: '2026-06-16', changeableFrom: '2027-06-16' },
    });
  });

  test('cancelled at once, nobody confirms; after that one may file anew', async () => {
    const citizen = somebody();
    const number = await approved(citizen, '2025-06-16');
    on('2026-06-16');
    const token = await visitVerified(hall, citizen);
    expect(await caseOf(write(hall, token, `/v1/off-site-filings/${number}/cancellation`))).toMatchObject({
      state: 'cancelled',
      holder: { who: 'nobody' },
    });
    expect(await write(hall, token, `/v1/off-site-filings/${number}/cancellation`)).toMatchObject({
      status: 409,
      body: { code: 'applicationMovedOn' },
    });
    expect(await write(hall, token, '/v1/off-site-filings', FILING)).toMatchObject({ status: 201 });
  });

  test('two filings at once are refused, also where they come in one moment from two terminals', async () => {
    const citizen = somebody();
    const [one, other] = await Promise.all([
      visitVerified(hall, citizen),
      hall.visit(citizen, { terminalId: SECOND_TERMINAL }),
    ]);
    await hall.call('POST', '/v1/query-password/verification', {
      token: other.token,
      body: { password: '284617' },
    });
    const answers = await Promise.all([
      write(hall, one, '/v1/off-site-filings', FILING),
      write(hall, other.token, '/v1/off-site-filings', { ...FILING, city: '440100' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'applicationAlreadyOpen',
    });
  });

  test('an emergency counts as filed at once, beside the filing that is in force', async () => {
    const { token } = await filed(somebody());
    const emergency = { category: 'emergency', city: '310000', residence: null, proof: 'none' };
    expect(await caseOf(write(hall, token, '/v1/off-site-filings', emergency))).toMatchObject({
      state: 'autoFiled',
      holder: { who: 'nobody' },
      details: { resultFrom: null },
      history: [{ from: null, to: 'autoFiled', by: 'rule' }],
    });
  });

  test('a temporary filing can be changed at any time, and when it has run out the next one takes its place', async () => {
    const citizen = somebody();
    on('2026-03-02');
    const token = await visitVerified(hall, citizen);
    const temporary = { category: 'otherTemporary', city: '310000', residence: null, proof: 'none' };
    const filing = await caseOf(write(hall, token, '/v1/off-site-filings', temporary));
    await decide(hall, filing, { type: 'approve' });
    on('2026-09-02');
    const last = await visitVerified(hall, citizen);
    expect(await hall.ask(OffSiteFiling, `/v1/off-site-filings/${filing.number}`, last)).toMatchObject({
      details: { validUntil: '2026-09-02', changeableFrom: '2026-03-02' },
    });
    expect(await write(hall, last, '/v1/off-site-filings', temporary)).toMatchObject({
      status: 409,
      body: { code: 'applicationAlreadyOpen' },
    });
    on('2026-09-03');
    const after = await visitVerified(hall, citizen);
    expect(await write(hall, after, '/v1/off-site-filings', temporary)).toMatchObject({ status: 201 });
    const lapsed = await hall.ask(OffSiteFiling, `/v1/off-site-filings/${filing.number}`, after);
    expect(lapsed).toMatchObject({ state: 'lapsed' });
    expect(lapsed.history.at(-1)).toMatchObject({ from: 'approved', to: 'lapsed', by: 'rule' });
  });

  test.each([
    ['the own city', { city: '999900' }, 'filingPlaceNotAllowed'],
    ['a province', { city: '330000' }, 'filingPlaceNotAllowed'],
    ['a county', { city: '330106' }, 'filingPlaceNotAllowed'],
    ['a district of a municipality', { city: '310101' }, 'filingPlaceNotAllowed'],
    ['no address of somebody who lives there for long', { residence: null }, 'filingPlaceNotAllowed'],
    ['no promise letter and no proof', { proof: 'none' }, 'filingProofMissing'],
    ['a referral without its paper', { category: 'referred' }, 'filingProofMissing'],
    ['retired without the age', { category: 'retiredSettledElsewhere' }, 'filingNotRetired'],
  ])('%s is refused, and nothing is kept', async (_name, changes, code) => {
    const token = await visitVerified(hall, sampleCitizen('arrears'));
    const before = await everythingKept(hall);
    expect(await write(hall, token, '/v1/off-site-filings', { ...FILING, ...changes })).toMatchObject({
      status: 409,
      body: { code },
    });
    expect(await everythingKept(hall)).toEqual(before);
  });

  test('somebody who draws a pension files as retired', async () => {
    const token = await visitVerified(hall, sampleCitizen('retired'));
    expect(
      await write(hall, token, '/v1/off-site-filings', { ...FILING, category: 'retiredSettledElsewhere' }),
    ).toMatchObject({ status: 201 });
  });

  test('without the query password nothing is filed', async () => {
    const { token } = await hall.visit(sampleCitizen('forty-years'));
    expect(await write(hall, token, '/v1/off-site-filings', FILING)).toMatchObject({
      status: 403,
      body: { code: 'secondFactorRequired' },
    });
  });

  test('the same key gets the same answer, another body with it is refused, and two calls at once are one case', async () => {
    const citizen = somebody();
    const token = await visitVerified(hall, citizen);
    const before = (await everythingKept(hall)) as number[];
    const key = randomUUID();
    const answers = await Promise.all([
      write(hall, token, '/v1/off-site-filings', FILING, key),
      write(hall, token, '/v1/off-site-filings', FILING, key),
    ]);
    expect(answers[0]?.status).toBe(201);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(await write(hall, token, '/v1/off-site-filings', FILING, key)).toMatchObject({
      status: 201,
      body: answers[0]?.body,
    });
    expect(
      await write(hall, token, '/v1/off-site-filings', { ...FILING, city: '440100' }, key),
    ).toMatchObject({ status: 409, body: { code: 'idempotencyKeyReused' } });
    expect(((await everythingKept(hall)) as number[])[0]).toBe((before[0] ?? 0) + 1);
  });

  test('another person’s case is answered like one that nobody has', async () => {
    const { filing } = await filed(somebody());
    const token = await visitVerified(hall, sampleCitizen('forty-years'));
    const nobodys = `${filing.number.slice(0, -2)}99`;
    const place = { city: '440100', residence: '虚构区珠江路9号' };
    for (const call of [
      (number: string) => hall.call('GET', `/v1/applications/${number}`, { token }),
      (number: string) => hall.call('GET', `/v1/off-site-filings/${number}`, { token }),
      (number: string) => hall.call('GET', `/v1/applications?after=${number}`, { token }),
      (number: string) => write(hall, token, `/v1/off-site-filings/${number}/change`, place),
      (number: string) => write(hall, token, `/v1/off-site-filings/${number}/cancellation`),
      (number: string) => write(hall, token, `/v1/applications/${number}/withdrawal`),
    ]) {
      const answer = await call(filing.number);
      expect(answer).toMatchObject({ status: 404, body: { code: 'applicationNotFound' } });
      expect(answer.body).toEqual((await call(nobodys)).body);
    }
    const audit = await hall.auditOf(() => hall.call('GET', `/v1/applications/${filing.number}`, { token }));
    expect(audit.map((row) => row['event'])).toEqual(['applicationNotFound']);
    expect(JSON.stringify(audit)).not.toContain(filing.number);
  });

  test('what waits is in the office’s list until it has decided', async () => {
    const { filing } = await filed(somebody());
    const waits = async () =>
      ((await officeCases(hall)).body as { cases: { caseNumber: string }[] }).cases.some(
        ({ caseNumber }) => caseNumber === filing.number,
      );
    expect(await waits()).toBe(true);
    await decide(hall, filing, { type: 'approve' });
    expect(await waits()).toBe(false);
  });
});
