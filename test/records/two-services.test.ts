import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from './databases.ts';
import { sampleCitizen } from './hall.ts';
import { call, configurationOf, onServer, type Run, readyPort, Workplace } from './service-process.ts';

const KIOSKS = 6;
const VISITS = 4;

let workplace: Workplace;
let url: string;
let runs: Run[];
let ports: number[];
beforeAll(async () => {
  workplace = await Workplace.open();
  url = await createDatabase();
  runs = await Promise.all([1, 2].map(() => workplace.start(configurationOf(onServer(url)))));
  ports = await Promise.all(runs.map((run) => readyPort(run)));
});
afterAll(() => workplace.close());

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
const portOf = (turn: number): number => ports[turn % ports.length] ?? 0;
const open = (port: number, evidence: string) => call(port, 'POST', '/v1/sessions', { body: { evidence } });
const print = (port: number, token: string, jobId: string) =>
  call(port, 'POST', '/v1/statements', {
    token,
    body: { jobId, kind: 'pensionAccount', parameters: { hideNumber: false } },
  });

test('started at once on an empty database, one of them makes tables and sample citizens', async () => {
  const everything = runs.map((run) => run.output.stdout).join('');
  for (const once of ['"name":"0001-records"', 'sampleDataWritten'])
    expect(everything.split(once)).toHaveLength(2);
  expect(await rows('select count(*) > 10 as filled from person')).toEqual([{ filled: true }]);
});

test('a card read is good for one session, whichever of them is asked first', async () => {
  for (let time = 0; time < 5; time += 1) {
    const evidence = await workplace.evidence(sampleCitizen('in-work'));
    const answers = await Promise.all([0, 1, 2, 3].map((turn) => open(portOf(turn), evidence)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403]);
    expect(answers.filter(({ status }) => status === 403).map(({ body }) => body)).toMatchObject(
      Array.from({ length: 3 }, () => ({ code: 'evidenceReplayed' })),
    );
  }
});

test('sessions opened at one are used at the other, and papers are numbered without a gap or a repeat', async () => {
  const citizens = ['in-work', 'gaps', 'arrears', 'retired', 'just-started'].map(sampleCitizen);
  const papers = await Promise.all(
    Array.from({ length: KIOSKS }, async (_, kiosk) => {
      const own: { jobId: string; number: string }[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) {
        const citizen = citizens[(kiosk + visit) % citizens.length] ?? sampleCitizen('in-work');
        const opened = await open(portOf(kiosk + visit), await workplace.evidence(citizen));
        expect(opened.status).toBe(201);
        const { token } = opened.body as { token: string };
        const elsewhere = portOf(kiosk + visit + 1);
        expect(await call(elsewhere, 'GET', '/v1/pension/summary', { token })).toMatchObject({ status: 200 });
        const jobId = randomUUID();
        // An impatient terminal asks both.
        const issued = await Promise.all([0, 1].map((turn) => print(portOf(turn), token, jobId)));
        expect(issued.map(({ status }) => status)).toEqual([200, 200]);
        const numbers = new Set(issued.map(({ body }) => (body as { number: string }).number));
        expect(numbers.size).toBe(1);
        for (const number of numbers) own.push({ jobId, number });
      }
      return own;
    }),
  ).then((all) => all.flat());
  const count = KIOSKS * VISITS;
  expect(new Set(papers.map(({ number }) => number)).size).toBe(count);
  expect(
    await rows(
      'select count(*)::int as papers, count(distinct (person_id, printing))::int as printings from statement',
    ),
  ).toEqual([{ papers: count, printings: count }]);
  // The sample citizens have papers of earlier days.
  expect(
    await rows(
      "select last_serial from statement_serial where series = '9999990001' and issued_on = (select max(issued_on) from statement)",
    ),
  ).toEqual([{ last_serial: count }]);
  expect(
    await rows("select count(*)::int as issued from audit_event where event = 'statementIssued'"),
  ).toEqual([{ issued: count }]);
});

test('one that is killed takes nobody with it', async () => {
  const opened = await open(portOf(0), await workplace.evidence(sampleCitizen('in-work')));
  const { token } = opened.body as { token: string };
  const jobId = randomUUID();
  const lost = print(portOf(0), token, jobId).catch(() => null);
  runs[0]?.child.kill('SIGKILL');
  await lost;
  const issued = await print(portOf(1), token, jobId);
  expect(issued.status).toBe(200);
  expect(await rows(`select count(*)::int as papers from statement where job_id = '${jobId}'`)).toEqual([
    { papers: 1 },
  ]);
  ports[0] = await readyPort(await workplace.start(configurationOf(onServer(url))));
  expect(await print(portOf(0), token, jobId)).toEqual(issued);
});
