import { afterEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench } from './bench.ts';

const CODE = 'ESC-DEMO-0123456789';
const OTHER = 'ESC-DEMO-9876543210';
const UNREADABLE = { ok: false, error: 'unreadable' };
/** Longer than a scanner pauses within a code, and than the same code counts as one scan. */
const LATER_MS = 1100;
/** From the wire to the daemon. What has not arrived when somebody begins to wait is not older than the waiting. */
const ARRIVED_MS = 200;

let bench: Bench;
afterEach(() => bench.stop());

async function started(fakeArgs: readonly string[] = []): Promise<void> {
  bench = await Bench.start(fakeArgs);
  await bench.online();
}

async function scans(code: string): Promise<void> {
  const scan = bench.scan();
  await bench.show(code);
  expect(await scan.outcome).toEqual({ ok: true, value: code });
}

describe('a code that is held before the scanner', () => {
  it.each(['cr', 'lf', 'crlf'])('is handed on as it is (%s)', async (suffix) => {
    await started(['--suffix', suffix]);
    await scans(CODE);
    await scans(OTHER);
  });

  it('may be long', async () => {
    await started();
    await scans(`ESC-${'x'.repeat(500)}`);
  });

  it('while nobody waits is dropped unread', async () => {
    await started();
    await bench.show(CODE);
    await pause(ARRIVED_MS);
    const scan = bench.scan();
    await pause(LATER_MS);
    expect(scan.settled).toBe(false);
    await bench.show(OTHER);
    expect(await scan.outcome).toEqual({ ok: true, value: OTHER });
  });

  it('stays there and is sent again and again, and is one scan', async () => {
    await started();
    await bench.faults({ times: 3 });
    const first = bench.scan();
    const showing = bench.show(CODE);
    expect(await first.outcome).toEqual({ ok: true, value: CODE });
    const second = bench.scan();
    await showing;
    await bench.faults({});
    expect(second.settled).toBe(false);
    await bench.show(OTHER);
    expect(await second.outcome).toEqual({ ok: true, value: OTHER });
  });

  it('a while later is another scan, also when it is the same', async () => {
    await started();
    await scans(CODE);
    await pause(LATER_MS);
    await scans(CODE);
  });

  it('appears in no line of the log', async () => {
    await started();
    await scans(CODE);
    await bench.faults({ garbage: true });
    const scan = bench.scan();
    await bench.show(OTHER);
    expect(await scan.outcome).toEqual(UNREADABLE);
    expect(JSON.stringify(bench.log)).not.toContain('ESC-DEMO');
    expect(bench.log.map(({ event }) => event)).toEqual(['code scanner online']);
  });
});

describe('what is no code', () => {
  it.each([
    ['with bytes that are no ASCII', { garbage: true }],
    ['longer than any code', { tooLong: true }],
    ['in pieces', { pieces: { count: 2, pauseMs: 500 } }],
    ['without an end', { wrongSuffix: 'none' }],
    ['with another end', { wrongSuffix: 'tab' }],
    ['with a control character for an end', { wrongSuffix: 'etx' }],
  ])('%s is unreadable, and the next one is read', async (_name, fault) => {
    await started();
    await bench.faults(fault);
    const scan = bench.scan();
    await bench.show(CODE);
    expect(await scan.outcome).toEqual(UNREADABLE);
    await bench.faults({});
    await pause(LATER_MS);
    await scans(OTHER);
  });

  it('in pieces gives no second piece to whoever comes next', async () => {
    await started();
    await bench.faults({ pieces: { count: 2, pauseMs: 600 } });
    const first = bench.scan();
    const showing = bench.show(`${CODE}${OTHER}`);
    expect(await first.outcome).toEqual(UNREADABLE);
    const second = bench.scan();
    await showing;
    await bench.faults({});
    expect(second.settled).toBe(false);
    await bench.show(OTHER);
    expect(await second.outcome).toEqual({ ok: true, value: OTHER });
  });

  it('in pieces without a long pause is a code all the same', async () => {
    await started();
    await bench.faults({ pieces: { count: 4, pauseMs: 50 } });
    await scans(CODE);
  });

  it('is a short text', async () => {
    await started();
    const scan = bench.scan();
    await bench.show('1234567');
    expect(await scan.outcome).toEqual(UNREADABLE);
  });
});

describe('a scan that waits', () => {
  it('is canceled, and the code that comes then is nobody’s', async () => {
    await started();
    const scan = bench.scan();
    scan.cancel();
    expect(await scan.outcome).toEqual({ ok: false, error: 'canceled' });
    await bench.show(CODE);
    await pause(ARRIVED_MS);
    await scans(OTHER);
  });

  it('is the only one', async () => {
    await started();
    const scan = bench.scan();
    expect(await bench.scan().outcome).toEqual({ ok: false, error: 'sequenceError' });
    await bench.show(CODE);
    expect(await scan.outcome).toEqual({ ok: true, value: CODE });
  });

  it('ends with the daemon', async () => {
    await started();
    const scan = bench.scan();
    await bench.scanner.stop();
    expect(await scan.outcome).toEqual({ ok: false, error: 'canceled' });
  });

  it('ends when the cable is pulled; the scanner serves again when it is back', async () => {
    await started();
    const scan = bench.scan();
    await bench.power(false);
    expect(await scan.outcome).toEqual({ ok: false, error: 'deviceNotReady' });
    await eventually(() => bench.scanner.status.device === 'powerOff');
    expect(await bench.scan().outcome).toEqual({ ok: false, error: 'deviceNotReady' });
    await bench.power(true);
    await bench.online();
    await scans(CODE);
    expect(bench.statuses.map(({ device }) => device)).toEqual(['online', 'powerOff', 'online']);
  });

  it('begins before the scanner is there', async () => {
    bench = await Bench.start();
    const scan = bench.scan();
    await bench.online();
    await bench.show(CODE);
    expect(await scan.outcome).toEqual({ ok: true, value: CODE });
  });
});
