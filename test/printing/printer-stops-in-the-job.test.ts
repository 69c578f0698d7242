import { describe, expect, test } from 'vitest';
import {
  type FakePrinter,
  fakePrinter,
  print,
  type RunningPrint,
  startedPrinter,
  statusOf,
  until,
} from './printing-bench.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';

const statement = SAMPLE_STATEMENTS.inWork;

/** Each row: what goes wrong at the printer, how staff puts it right, and what the status says meanwhile. */
const STOPS = [
  {
    what: 'the cover is opened',
    wrong: { cover: 'open' },
    right: { cover: 'closed' },
    status: { cover: 'open' },
  },
  { what: 'a sheet jams', wrong: { paper: 'jammed' }, right: { paper: 'full' }, status: { paper: 'jammed' } },
  { what: 'the toner ends', wrong: { toner: 'out' }, right: { toner: 'full' }, status: { toner: 'out' } },
] as const;

async function stoppedAfterOneSheet(fake: FakePrinter, job: RunningPrint): Promise<void> {
  await until(() => job.progress.at(-1)?.jobState === 'processing-stopped', 'the job is held');
  expect(job.progress.at(-1)).toEqual({ jobState: 'processing-stopped', sheets: 1 });
  expect(await fake.outputs()).toMatchObject([{ pages: 1, complete: false }]);
}

describe('the printer stops in the middle of a statement', () => {
  test('the paper ends, staff fills the tray, the second page follows the first', async () => {
    const fake = await fakePrinter();
    await fake.set({ sheetsLeft: 1 });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online', paper: 'low' });
    const job = print(printer, { statement });

    await stoppedAfterOneSheet(fake, job);
    await statusOf(printer, { paper: 'out' });
    await fake.set({ paper: 'full' });

    expect(await job.outcome).toMatchObject({ ok: true, value: { pages: 2 } });
    expect(await fake.outputs()).toMatchObject([{ pages: 2, complete: true }]);
    await statusOf(printer, { paper: 'full' });
  });

  for (const stop of STOPS) {
    test(`${stop.what}, staff puts it right, the job goes on where it stood`, async () => {
      const fake = await fakePrinter(150);
      const printer = await startedPrinter(fake);
      await statusOf(printer, { device: 'online' });
      const job = print(printer, { statement });
      await until(async () => (await fake.outputs()).length === 1, 'the first sheet is out');

      await fake.set(stop.wrong);
      await stoppedAfterOneSheet(fake, job);
      await statusOf(printer, stop.status);
      await fake.set(stop.right);

      expect(await job.outcome).toMatchObject({ ok: true });
      expect(await fake.outputs()).toMatchObject([{ pages: 2, complete: true }]);
    });
  }

  test('the citizen gives up while it is held: cancelled at the printer, nothing more comes out', async () => {
    const fake = await fakePrinter();
    await fake.set({ sheetsLeft: 1 });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online' });
    const job = print(printer, { statement });
    await stoppedAfterOneSheet(fake, job);

    job.cancel();

    expect(await job.outcome).toEqual({ ok: false, error: { type: 'canceled' } });
    await fake.set({ paper: 'full' });
    expect((await fake.state()).jobs).toMatchObject([{ state: 7 }]);
    expect(await fake.outputs()).toMatchObject([{ pages: 1, complete: false }]);
    // The same wish again is answered from the journal, and a new one is printed.
    expect(await print(printer, { statement, jobId: job.jobId }).outcome).toEqual({
      ok: false,
      error: { type: 'canceled' },
    });
    await statusOf(printer, { paper: 'full' });
    expect(await print(printer, { statement }).outcome).toMatchObject({ ok: true });
  });

  test('someone cancels at the printer itself: the citizen hears that the job was aborted', async () => {
    const fake = await fakePrinter();
    await fake.set({ sheetsLeft: 1 });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online' });
    const job = print(printer, { statement });
    await stoppedAfterOneSheet(fake, job);

    await fake.cancelAtPanel(1);

    expect(await job.outcome).toEqual({
      ok: false,
      error: { type: 'commandErrorCode', errorCode: 'jobAborted' },
    });
  });
});

describe('a printer that cannot print refuses before a statement is issued', () => {
  for (const [state, errorCode] of [
    [{ paper: 'out' }, 'paperOut'],
    [{ paper: 'jammed' }, 'paperJammed'],
    [{ cover: 'open' }, 'coverOpen'],
    [{ toner: 'out' }, 'tonerOut'],
  ] as const) {
    test(errorCode, async () => {
      const fake = await fakePrinter();
      const printer = await startedPrinter(fake);
      await statusOf(printer, { device: 'online' });
      // Set just now: the refusal rests on the printer's word, not on the last poll.
      await fake.set(state);

      const job = print(printer, { statement });

      expect(await job.outcome).toEqual({ ok: false, error: { type: 'commandErrorCode', errorCode } });
      expect(job.issued).toEqual([]);
      await fake.set({ paper: 'full', cover: 'closed', toner: 'full' });
      // Nothing was issued, so the same id may try again.
      expect(await print(printer, { statement, jobId: job.jobId }).outcome).toMatchObject({ ok: true });
    });
  }

  test('low paper and low toner still print', async () => {
    const fake = await fakePrinter();
    await fake.set({ paper: 'low', toner: 'low' });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { paper: 'low', toner: 'low', device: 'online' });

    expect(await print(printer, { statement }).outcome).toMatchObject({ ok: true });
  });

  test('what the records service refuses is told in its words and may be tried again', async () => {
    const fake = await fakePrinter();
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online' });
    const refusing = async () => ({ ok: false, error: 'recordsUnavailable' }) as const;

    const job = print(printer, { source: refusing });

    expect(await job.outcome).toEqual({
      ok: false,
      error: { type: 'commandErrorCode', errorCode: 'recordsUnavailable' },
    });
    const unauthorised = print(printer, {
      source: async () => ({ ok: false, error: 'notAuthorised' }) as const,
    });
    expect(await unauthorised.outcome).toEqual({ ok: false, error: { type: 'authorisationRequired' } });
    expect(await print(printer, { statement, jobId: job.jobId }).outcome).toMatchObject({ ok: true });
    expect(await fake.outputs()).toHaveLength(1);
  });
});
