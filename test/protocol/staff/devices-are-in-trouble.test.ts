import { afterEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, PAPER_OUT, WELL } from './bench.ts';

/** Longer than a trouble must last here before it is told. */
const TOLD_MS = 400;
/** A trouble is over after five seconds without it. */
const CLEARED_MS = 15_000;

let bench: Bench;
afterEach(() => bench.stop());

describe('a trouble that lasts', () => {
  it('is told once, and its end once', async () => {
    bench = await Bench.start();
    bench.staff.take(WELL, false);
    bench.staff.take(PAPER_OUT, false);
    await bench.hears('raised paperOut');
    bench.staff.take(PAPER_OUT, true);
    bench.staff.take(PAPER_OUT, false);
    bench.staff.take(WELL, false);
    await eventually(async () => (await bench.told()).length > 1, CLEARED_MS);
    await bench.hears('raised paperOut', 'cleared paperOut');
    const [raised, cleared] = await bench.messages();
    expect(raised).toEqual({
      type: 'alert',
      alertId: expect.any(String),
      terminalId: '999999-0001',
      at: expect.any(String),
      since: expect.any(String),
      state: 'raised',
      device: 'printer',
      trouble: 'paperOut',
      text: '999999-0001：打印机缺纸',
    });
    expect(cleared).toMatchObject({ alertId: (raised as { alertId: string }).alertId, state: 'cleared' });
  });

  it('and is over soon is not told', async () => {
    bench = await Bench.start();
    bench.staff.take(PAPER_OUT, false);
    bench.staff.take(WELL, false);
    await pause(TOLD_MS);
    expect(await bench.told()).toEqual([]);
  });

  it('is told when the desk is back', async () => {
    bench = await Bench.start();
    await bench.faults({ down: true });
    bench.staff.take(PAPER_OUT, false);
    await eventually(() => bench.staff.report.undelivered === 1);
    expect(bench.staff.report.alerts).toMatchObject([{ device: 'printer', trouble: 'paperOut' }]);
    await bench.faults({});
    await bench.hears('raised paperOut');
    await eventually(() => bench.staff.report.undelivered === 0);
  });

  it('is told again until the desk says that it has it; the id tells that it is the same', async () => {
    bench = await Bench.start();
    await bench.faults({ loseAnswers: true });
    bench.staff.take(PAPER_OUT, false);
    await eventually(async () => (await bench.told()).length >= 2);
    await bench.faults({});
    await eventually(() => bench.staff.report.undelivered === 0);
    const ids = (await bench.messages()).map((message) => message.type === 'alert' && message.alertId);
    expect(new Set(ids).size).toBe(1);
  });

  it('holds up nothing when the desk refuses it', async () => {
    bench = await Bench.start();
    await bench.faults({ status: 422 });
    bench.staff.take(PAPER_OUT, false);
    await eventually(() => bench.log.some(({ event }) => event.includes('refused')));
    await bench.faults({});
    expect(await bench.call()).toMatchObject({ ok: true });
    expect(bench.staff.report.undelivered).toBe(0);
  });
});

describe('a daemon that is started anew', () => {
  it('does not tell again what the desk knows, and tells its end', async () => {
    bench = await Bench.start();
    bench.staff.take(PAPER_OUT, false);
    await bench.hears('raised paperOut');
    await bench.restart();
    bench.staff.take(PAPER_OUT, false);
    await pause(TOLD_MS);
    expect(await bench.told()).toEqual(['raised paperOut']);
    bench.staff.take(WELL, false);
    await eventually(async () => (await bench.told()).length > 1, CLEARED_MS);
    await bench.hears('raised paperOut', 'cleared paperOut');
  });

  it('tells what it could not tell before', async () => {
    bench = await Bench.start();
    await bench.faults({ down: true });
    bench.staff.take(PAPER_OUT, false);
    await eventually(() => bench.staff.report.undelivered === 1);
    await bench.stopDaemon();
    await bench.faults({});
    await bench.startDaemon();
    await bench.hears('raised paperOut');
  });

  it('knows nothing bad yet of a device that is starting', async () => {
    bench = await Bench.start();
    bench.staff.take(PAPER_OUT, false);
    await bench.hears('raised paperOut');
    await bench.restart();
    const unknown = { paper: 'unknown', toner: 'unknown', cover: 'unknown', media: 'unknown' } as const;
    bench.staff.take({ ...WELL, printer: { device: 'starting', ...unknown } }, false);
    await pause(TOLD_MS);
    expect(await bench.told()).toEqual(['raised paperOut']);
    expect(bench.staff.report.alerts).toMatchObject([{ trouble: 'paperOut' }]);
  });
});

describe('a captured card', () => {
  it('is told as it falls into the bin, and until somebody has taken it out', async () => {
    bench = await Bench.start();
    bench.staff.cardRetained('socialSecurityCardReader');
    bench.staff.cardRetained('socialSecurityCardReader');
    await bench.hears('raised cardRetained', 'raised cardRetained');
    bench.staff.take(WELL, false);
    await bench.restart();
    expect(bench.staff.report.alerts).toHaveLength(2);
    bench.staff.retainedCardsRemoved();
    await bench.hears(
      'raised cardRetained',
      'raised cardRetained',
      'cleared cardRetained',
      'cleared cardRetained',
    );
    expect(bench.staff.report.alerts).toEqual([]);
  });
});

it('what a daemon kept is read whole or not at all', async () => {
  bench = await Bench.start();
  bench.staff.take(PAPER_OUT, false);
  await bench.hears('raised paperOut');
  await bench.stopDaemon();
  await bench.damageMemory('{"alerts":[{"device":"pri');
  await bench.startDaemon();
  expect(bench.staff.report.alerts).toEqual([]);
  expect(bench.log.some(({ level, event }) => level === 'warn' && event.includes('cannot be read'))).toBe(
    true,
  );
});
