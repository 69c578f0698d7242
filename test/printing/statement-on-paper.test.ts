import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { formatFenPlain } from '#shared/money/fen.ts';
import { fakePrinter, print, startedPrinter, statusOf } from './printing-bench.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';

describe('a statement comes out of the printer', () => {
  test('with the figures that the records service gave', async () => {
    const fake = await fakePrinter();
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online' });
    const statement = SAMPLE_STATEMENTS.fortyYears;

    const job = print(printer, { statement });

    expect(await job.outcome).toEqual({
      ok: true,
      value: { statementNumber: statement.number, pages: 2, mediaTakenSensor: true },
    });
    expect(job.composed).toEqual([{ pages: 2 }]);
    expect(job.progress.map((event) => event.jobState)).toContain('processing');
    expect(job.progress.at(-1)).toEqual({ jobState: 'processing', sheets: 2 });
    expect(await fake.outputs()).toMatchObject([
      { n: 1, jobName: `kiosk-${job.jobId}`, pages: 2, complete: true, taken: false },
    ]);
    const lines = (await fake.textOf(1)).split('\n');
    expect(lines).toContain(`表单验证号码：${statement.number}`);
    expect(lines).toContain('姓名 钱例长 性别 男');
    for (const year of statement.years) {
      const amounts = [
        year.openingFen,
        year.interestOnOpeningFen,
        year.principalFen,
        year.interestOnYearFen,
        year.paidOutFen,
        year.closingFen,
        year.rateBasisPoints,
      ].map(formatFenPlain);
      expect(lines).toContain(
        `${year.year}${year.provisional ? '＊' : ''} ${year.months} ${amounts.join(' ')}`,
      );
    }
    for (const row of statement.recentContributions) {
      const amounts = [row.baseFen ?? 0, row.employerFen, row.personalFen, row.toAccountFen].map(
        formatFenPlain,
      );
      expect(lines).toContain(`${row.forMonth} 1 正常缴费 ${amounts.join(' ')} ${row.creditedOn} 已到账`);
    }
  });

  test('and the tray tells when it is taken', async () => {
    const fake = await fakePrinter();
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online', media: 'notPresent' });
    const job = print(printer);
    await job.outcome;
    await statusOf(printer, { media: 'present' });

    const taken = once(printer, 'mediaTaken', { signal: AbortSignal.timeout(5_000) });
    await fake.take(1);

    await taken;
    expect(printer.status.media).toBe('notPresent');
  });

  test('and a printer without a tray sensor promises nothing', async () => {
    const fake = await fakePrinter();
    await fake.set({ sensor: false });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online', media: 'unknown' });
    let taken = 0;
    printer.on('mediaTaken', () => {
      taken += 1;
    });

    const outcome = await print(printer).outcome;
    await fake.take(1);
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(outcome).toMatchObject({ ok: true, value: { mediaTakenSensor: false } });
    expect(taken).toBe(0);
  });

  test('also from a slow printer that answers late', async () => {
    const fake = await fakePrinter(300);
    await fake.faults({ answerDelayMs: 400 });
    const printer = await startedPrinter(fake);
    await statusOf(printer, { device: 'online' });

    const outcome = await print(printer).outcome;

    expect(outcome).toMatchObject({ ok: true, value: { pages: 2 } });
    expect(await fake.outputs()).toHaveLength(1);
  });
});
