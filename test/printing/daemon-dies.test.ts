import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtProgram, builtTypstWorker } from './built.ts';
import { type FakePrinter, fakePrinter, print, startedPrinter, statusOf, until } from './printing-bench.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';

const statement = SAMPLE_STATEMENTS.inWork;

async function daemonOn(fake: FakePrinter, jobId: string): Promise<{ child: ChildProcess; told: string[] }> {
  const program = await builtProgram('test/printing/daemon-that-dies.ts', [
    'test/printing',
    'device-daemon/printing',
    'shared',
  ]);
  const worker = await builtTypstWorker();
  const child = fork(program, [fake.uri, fake.journalFolder, worker, jobId]);
  const told: string[] = [];
  child.on('message', (message) => told.push(String(message)));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, told };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the daemon dies', () => {
  test('between sending and hearing the answer: the printer has the job, one statement comes out', async () => {
    const fake = await fakePrinter(100);
    const jobId = randomUUID();
    const { child, told } = await daemonOn(fake, jobId);
    await until(() => told.includes('issuing'), 'the statement is issued');
    await fake.faults({ answerDelayMs: 3_000 });
    await until(async () => (await fake.state()).jobs.length === 1, 'the document is at the printer');
    await kill(child);
    await fake.faults({ answerDelayMs: 0 });

    const reborn = await startedPrinter(fake);
    const repeat = print(reborn, { statement, jobId });

    expect(await repeat.outcome).toEqual({
      ok: true,
      value: { statementNumber: statement.number, pages: 2, mediaTakenSensor: true },
    });
    expect(repeat.issued).toEqual([]);
    expect(await fake.outputs()).toMatchObject([{ jobName: `kiosk-${jobId}`, pages: 2, complete: true }]);
  });

  test('while the job is held without paper: the new life follows the job to its end', async () => {
    const fake = await fakePrinter();
    await fake.set({ sheetsLeft: 1 });
    const jobId = randomUUID();
    const { child } = await daemonOn(fake, jobId);
    await until(async () => (await fake.state()).jobs[0]?.state === 6, 'the job is held');
    await kill(child);

    const reborn = await startedPrinter(fake);
    await statusOf(reborn, { paper: 'out' });
    await fake.set({ paper: 'full' });

    expect(await print(reborn, { statement, jobId }).outcome).toMatchObject({ ok: true });
    expect(await fake.outputs()).toMatchObject([{ pages: 2, complete: true }]);
  });

  test('when the document never reached the printer: not printed, and it says so', async () => {
    const fake = await fakePrinter();
    const jobId = randomUUID();
    const { child, told } = await daemonOn(fake, jobId);
    await until(() => told.includes('issuing'), 'the statement is issued');
    // The plug is out before the document: the daemon waits for the printer when it is killed.
    await fake.power(false);
    await until(() => told.includes('composed'), 'the statement is set');
    await until(() => told.includes('progress'), 'the daemon waits for the printer');
    await kill(child);
    await fake.power(true);

    const reborn = await startedPrinter(fake);
    const repeat = print(reborn, { statement, jobId });

    expect(await repeat.outcome).toEqual({
      ok: false,
      error: { type: 'commandErrorCode', errorCode: 'notPrinted' },
    });
    expect(await fake.outputs()).toEqual([]);
    await statusOf(reborn, { device: 'online' });
    expect(await print(reborn, { statement }).outcome).toMatchObject({ ok: true });
    expect(await fake.outputs()).toHaveLength(1);
  });

  test('after the statement was printed: the new life knows it', async () => {
    const fake = await fakePrinter();
    const jobId = randomUUID();
    const { child, told } = await daemonOn(fake, jobId);
    await until(() => told.includes('printed'), 'the statement is printed');
    await kill(child);

    const reborn = await startedPrinter(fake);

    expect(await print(reborn, { statement, jobId }).outcome).toMatchObject({
      ok: true,
      value: { statementNumber: statement.number },
    });
    expect(await fake.outputs()).toHaveLength(1);
  });
});
