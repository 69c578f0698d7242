import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, failure } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.online();
});
afterEach(() => bench.stop());

async function readsOneCard(): Promise<void> {
  const read = bench.read();
  await bench.lay('in-work');
  expect(await read.outcome).toMatchObject({ ok: true, value: { name: '张示丰' } });
  expect(bench.statuses.map((status) => status.device)).not.toContain('offline');
}

describe('a line with noise reads the card all the same', () => {
  it('when noise comes before every answer', async () => {
    await bench.faults({ noise: { where: 'before', bytes: 60 } });
    await readsOneCard();
  });

  it('when noise comes after every answer', async () => {
    await bench.faults({ noise: { where: 'after', bytes: 60 } });
    await readsOneCard();
  });

  it('when a byte slips into the preamble of the card', async () => {
    await bench.faults({ on: ['readBase'], noise: { where: 'insidePreamble' }, once: true });
    await readsOneCard();
  });

  it('when every byte comes by itself', async () => {
    await bench.faults({ oneByteWrites: true });
    await readsOneCard();
  });

  it.each(['find', 'select', 'readBase', 'newestAddress'])(
    'when the checksum of %s is wrong once',
    async (command) => {
      await bench.faults({ on: [command], wrongChecksum: true, once: true });
      await readsOneCard();
    },
  );

  it.each([4, 8, 600])('when the answer with the card breaks off once after %i bytes', async (bytes) => {
    await bench.faults({ on: ['readBase'], truncate: bytes, once: true });
    await readsOneCard();
  });

  it.each(['find', 'select', 'readBase'])(
    'when %s is refused once for its checksum (10)',
    async (command) => {
      await bench.faults({ on: [command], statusByte: 0x10, once: true });
      await readsOneCard();
    },
  );

  it('when the random number failed once (47)', async () => {
    await bench.faults({ on: ['readBase'], statusByte: 0x47, once: true });
    await readsOneCard();
  });
});

describe('an answer to another command', () => {
  it('is ignored when the right one follows', async () => {
    await bench.faults({ answerOtherCommand: 'before' });
    await readsOneCard();
  });

  it('instead of the right one makes the reader unusable until it comes to itself', async () => {
    await bench.faults({ answerOtherCommand: 'instead' });
    const read = bench.read();
    expect(await read.outcome).toEqual({ ok: false, error: { type: 'hardwareError' } });
    await bench.faults({});
    await bench.online();
    await readsOneCard();
  });

  it('that comes after its time is not taken for the next command', async () => {
    // The late "found" arrives while the ping waits, and must not turn into anything.
    await bench.faults({ on: ['find'], delayMs: 900, once: true });
    await readsOneCard();
  });
});

describe('a module that says it is broken', () => {
  it.each([
    [0x60, 'self-test failed'],
    [0x66, 'not authorised'],
  ])('%i (%s) is a hardware error until it is well again', async (statusByte) => {
    const waiting = bench.read();
    await bench.faults({ statusByte });
    expect(await waiting.outcome).toEqual({ ok: false, error: { type: 'hardwareError' } });
    expect(bench.reader.status).toEqual({ device: 'hardwareError', media: 'unknown' });
    expect(await bench.read().outcome).toEqual({ ok: false, error: { type: 'hardwareError' } });
    await bench.faults({});
    await bench.online();
    await readsOneCard();
  });

  it('refuses each card with a status it does not know: the card is not blamed on the line', async () => {
    await bench.faults({ on: ['readBase'], statusByte: 0x7e });
    const read = bench.read();
    await bench.lay('in-work');
    expect(await read.outcome).toEqual(failure('invalidMedia'));
    expect(bench.reader.status.device).toBe('online');
  });
});

describe('a babbling reader', () => {
  it('is a hardware error, costs little, and is used again when it stops', async () => {
    await bench.faults({ babble: true });
    await eventually(() => bench.reader.status.device === 'hardwareError', 8000);
    const before = { cpu: process.cpuUsage(), heap: process.memoryUsage().heapUsed };
    await pause(800);
    const cpu = process.cpuUsage(before.cpu);
    expect((cpu.user + cpu.system) / 800_000).toBeLessThan(0.25);
    expect(process.memoryUsage().heapUsed - before.heap).toBeLessThan(20_000_000);
    await bench.faults({});
    await eventually(() => bench.reader.status.device === 'online', 12_000);
    await readsOneCard();
  });
});
