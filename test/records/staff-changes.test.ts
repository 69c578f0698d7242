import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SAMPLE_EMPLOYERS } from '#records-service/sample-data/employers.ts';
import { EmployerReports, StaffChangeRequirements, Units } from '#shared/records-api/staff-changes.ts';
import { caseOf, decide, everythingKept, visitVerified, write } from './application-calls.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

/** May report for `cloud` and `start`. */
const AGENT = sampleCitizen('in-work');
const WORKER = sampleCitizen('transferred-in');

const LEAVES = {
  change: 'decrease',
  reason: 'contractEnded',
  unitNumber: SAMPLE_EMPLOYERS.cloud.unitNumber,
  worker: { name: WORKER.name, number: WORKER.number },
  workedFromOrUntil: '2026-11-13',
  papers: ['参加基本养老保险职工减少表', '解除或终止劳动合同证明', '退工登记备案手续'],
};
const COMES = {
  change: 'increase',
  reason: 'firstEnrolment',
  unitNumber: SAMPLE_EMPLOYERS.start.unitNumber,
  // Not on file anywhere.
  worker: { name: '卫示新', number: '999999200103150314' },
  workedFromOrUntil: '2026-11-02',
  papers: ['参加基本养老保险职工增加花名册', '职工缴费基数申报', '一寸照片'],
  monthlyWageFen: 400_000,
};

describe.each(DATABASES)('a unit’s list on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  beforeEach(async () => {
    hall.now = Date.parse('2026-11-13T10:00:00+08:00');
    await hall.rows('update staff_change set waiting = false');
  });
  afterAll(() => hall.close());

  const reports = async (citizen: typeof WORKER) => {
    const { token } = await hall.visit(citizen);
    return (await hall.ask(EmployerReports, '/v1/employer-reports', token)).reports;
  };

  test('an agent sees the units they may act for, others none', async () => {
    const agent = await hall.visit(AGENT);
    expect(await hall.ask(Units, '/v1/units', agent.token)).toEqual({
      units: [
        { unitNumber: SAMPLE_EMPLOYERS.cloud.unitNumber, name: SAMPLE_EMPLOYERS.cloud.name },
        { unitNumber: SAMPLE_EMPLOYERS.start.unitNumber, name: SAMPLE_EMPLOYERS.start.name },
      ],
    });
    const worker = await hall.visit(WORKER);
    expect(await hall.ask(Units, '/v1/units', worker.token)).toEqual({ units: [] });
  });

  test('anybody can ask what a change needs and for which month it counts', async () => {
    const ask = (reason: string) =>
      hall.ask(StaffChangeRequirements, `/v1/staff-changes/requirements?region=999999&reason=${reason}`);
    expect(await ask('trafficDeath')).toMatchObject({
      change: 'decrease',
      countsFrom: '2026-11',
      submitBy: '2026-11-20',
      payBy: '2026-12-10',
      follows: expect.arrayContaining(['审核丧葬抚恤待遇']),
    });
    const { papers } = await ask('firstEnrolment');
    expect(papers).toContainEqual({ name: '劳动合同鉴证', need: 'notRequired', replacedBy: null });
    expect(await hall.call('GET', '/v1/staff-changes/requirements?region=310000&reason=death')).toMatchObject(
      { status: 404, body: { code: 'policyNotFound' } },
    );
  });

  test('a worker who leaves is reported, sees it with its day, and the office decides', async () => {
    const token = await visitVerified(hall, AGENT);
    const report = await caseOf(write(hall, token, '/v1/staff-changes', LEAVES));
    expect(report).toMatchObject({
      state: 'submitted',
      holder: { who: 'office' },
      details: {
        employerName: SAMPLE_EMPLOYERS.cloud.name,
        maskedWorkerName: '冯＊远',
        countsFrom: '2026-11',
        submitBy: '2026-11-20',
        contribution: null,
        follows: ['个人账户封存', '向职工发放社会保险关系接续单'],
      },
    });
    expect(JSON.stringify(report)).not.toContain(WORKER.number);
    expect(JSON.stringify(report)).not.toContain(WORKER.name);
    const seen = {
      number: report.number,
      employerName: SAMPLE_EMPLOYERS.cloud.name,
      change: 'decrease',
      changeReason: 'contractEnded',
      reportedAt: hall.now,
      workedFromOrUntil: '2026-11-13',
      countsFrom: '2026-11',
    };
    expect(await reports(WORKER)).toEqual([{ ...seen, state: 'submitted' }]);
    await decide(hall, report, { type: 'approve' });
    expect(await reports(WORKER)).toEqual([{ ...seen, state: 'accepted' }]);
    // The worker did not hand it in: it is not among the worker’s own cases.
    const worker = await hall.visit(WORKER);
    expect(
      await hall.call('GET', `/v1/applications/${report.number}`, { token: worker.token }),
    ).toMatchObject({
      status: 404,
    });
  });

  test('somebody who is not on file yet is reported as well, with a base held at the floor', async () => {
    const token = await visitVerified(hall, AGENT);
    expect(await caseOf(write(hall, token, '/v1/staff-changes', COMES))).toMatchObject({
      details: {
        contribution: { baseFen: 533_400, heldAt: 'floor', personalFen: 42_672, employerFen: 85_344 },
        papers: ['参加基本养老保险职工增加花名册', '职工缴费基数申报', '一寸照片'],
      },
    });
  });

  test.each([
    ['on the 20th counts for the month', '2026-11-20', '2026-11', '2026-12-10'],
    ['on the 21st counts for the next', '2026-11-21', '2026-12', '2027-01-11'],
  ])('reported %s', async (_name, day, countsFrom, payByIfMoved) => {
    hall.now = Date.parse(`${day}T23:30:00+08:00`);
    const token = await visitVerified(hall, AGENT);
    expect(await caseOf(write(hall, token, '/v1/staff-changes', LEAVES))).toMatchObject({
      details: { countsFrom, payByIfMoved },
    });
  });

  test('two agents of one unit report one worker in one moment: one case', async () => {
    await hall.rows(
      `insert into unit_agent (person_id, employer_id, authorised_from)
       select person_id, employer_id, date '2026-01-01' from person, employer where citizen_number = $1 and unit_number = $2
       on conflict do nothing`,
      [sampleCitizen('gaps').number, SAMPLE_EMPLOYERS.cloud.unitNumber],
    );
    const one = await visitVerified(hall, AGENT);
    const other = await visitVerified(hall, sampleCitizen('gaps'));
    const before = (await reports(WORKER)).length;
    const answers = await Promise.all([
      write(hall, one, '/v1/staff-changes', LEAVES),
      write(hall, other, '/v1/staff-changes', LEAVES),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await reports(WORKER)).length).toBe(before + 1);
  });

  test('taken back, it can be reported again', async () => {
    const token = await visitVerified(hall, AGENT);
    const report = await caseOf(write(hall, token, '/v1/staff-changes', LEAVES));
    expect(await write(hall, token, '/v1/staff-changes', LEAVES)).toMatchObject({
      status: 409,
      body: { code: 'applicationAlreadyOpen' },
    });
    await caseOf(write(hall, token, `/v1/applications/${report.number}/withdrawal`));
    expect(await write(hall, token, '/v1/staff-changes', LEAVES)).toMatchObject({ status: 201 });
  });

  test.each([
    ['by somebody who is no agent', 'retired', {}, 403, 'unitNotAuthorised'],
    [
      'for another unit',
      'in-work',
      { unitNumber: SAMPLE_EMPLOYERS.clinic.unitNumber },
      403,
      'unitNotAuthorised',
    ],
    ['for a unit that there is not', 'in-work', { unitNumber: '9999999999' }, 403, 'unitNotAuthorised'],
    [
      'of somebody of another unit',
      'in-work',
      { worker: { name: '李样', number: sampleCitizen('gaps').number } },
      409,
      'workerNotOfUnit',
    ],
    [
      'under another name',
      'in-work',
      { worker: { name: '冯远', number: WORKER.number } },
      409,
      'workerNotOfUnit',
    ],
    ['without a paper', 'in-work', { papers: ['参加基本养老保险职工减少表'] }, 409, 'papersMissing'],
    [
      'of a number with a wrong check digit',
      'in-work',
      { worker: { name: WORKER.name, number: '999999198501280231' } },
      400,
      'invalidData',
    ],
    [
      'of a day after the month that it counts for',
      'in-work',
      { workedFromOrUntil: '2026-12-01' },
      400,
      'invalidData',
    ],
    ['of a day that there is not', 'in-work', { workedFromOrUntil: '2026-11-31' }, 400, 'invalidData'],
    [
      'of somebody who comes and is there already',
      'in-work',
      { ...COMES, unitNumber: LEAVES.unitNumber, worker: LEAVES.worker },
      409,
      'workerAlreadyOfUnit',
    ],
    ['with a reason of the other list', 'in-work', { reason: 'firstEnrolment' }, 400, 'invalidData'],
  ])('%s is refused, and nothing is kept', async (_name, who, changes, status, code) => {
    const token = await visitVerified(hall, sampleCitizen(who));
    const before = await everythingKept(hall);
    expect(await write(hall, token, '/v1/staff-changes', { ...LEAVES, ...changes })).toMatchObject({
      status,
      body: { code },
    });
    expect(await everythingKept(hall)).toEqual(before);
  });

  test('an authorisation that has run out is none', async () => {
    await hall.rows(
      `update unit_agent set authorised_until = date '2026-11-12' where employer_id =
       (select employer_id from employer where unit_number = $1)`,
      [COMES.unitNumber],
    );
    const token = await visitVerified(hall, AGENT);
    expect(await write(hall, token, '/v1/staff-changes', COMES)).toMatchObject({
      status: 403,
      body: { code: 'unitNotAuthorised' },
    });
  });
});
