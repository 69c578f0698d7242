import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench } from './bench.ts';

const NOT_READY = { ok: false, error: { type: 'deviceNotReady' } };

let bench: Bench;
afterEach(() => bench.stop());

describe('a reader that is unplugged', () => {
  beforeEach(async () => {
    bench = await Bench.start();
    await bench.online();
  });

  it('is noticed at once, and used again when it is plugged in', async () => {
    const pulledAt = performance.now();
    await bench.power(false);
    await eventually(() => bench.reader.status.device === 'powerOff');
    expect(performance.now() - pulledAt).toBeLessThan(1000);
    expect(await bench.read().outcome).toEqual(NOT_READY);

    await bench.power(true);
    await bench.online();
    const read = bench.read();
    await bench.lay('in-work');
    expect((await read.outcome).ok).toBe(true);
  });

  it('ends a waiting read with deviceNotReady', async () => {
    const read = bench.read();
    await eventually(() => read.told.includes('insertCard'));
    await bench.power(false);
    expect(await read.outcome).toEqual(NOT_READY);
  });

  it('in the middle of a card ends the read, and the card counts again with the next one', async () => {
    const read = bench.read();
    await bench.lay('in-work');
    await eventually(() => read.told.includes('mediaInserted'));
    await pause(60);
    await bench.power(false);
    expect(await read.outcome).toEqual(NOT_READY);
    await bench.power(true);
    await bench.online();
    expect((await bench.read().outcome).ok).toBe(true);
  });

  it('with a card on it reports the card as removed once the reader is back and does not know it any more', async () => {
    const read = bench.read();
    await bench.lay('in-work');
    await read.outcome;
    await bench.power(false);
    await eventually(() => bench.reader.status.device === 'powerOff');
    expect(bench.reader.status.media).toBe('unknown');
    await bench.lift();
    await bench.power(true);
    await eventually(() => bench.removals === 1);
    await pause(400);
    expect(bench.removals).toBe(1);
  });

  it('again and again leaves no descriptor behind, and one line in the log each time', async () => {
    const descriptors = () => readdirSync('/proc/self/fd').length;
    const before = descriptors();
    for (let round = 0; round < 5; round += 1) {
      await bench.power(false);
      await eventually(() => bench.reader.status.device === 'powerOff');
      await bench.power(true);
      await bench.online();
    }
    await eventually(() => descriptors() <= before);
    expect(bench.log.filter((line) => line.event === 'identity card reader not usable')).toHaveLength(5);
  });
});

describe('a reader that falls silent', () => {
  beforeEach(async () => {
    bench = await Bench.start();
    await bench.online();
  });

  it('while nobody reads is offline after a moment, and online when it answers again', async () => {
    await bench.faults({ silentAfterBytes: 0 });
    await eventually(() => bench.reader.status.device === 'offline');
    await bench.faults({});
    await eventually(() => bench.reader.status.device === 'online', 8000);
  });

  it('in the middle of an answer ends the read with deviceNotReady', async () => {
    await bench.faults({ on: ['readBase'], silentAfterBytes: 700 });
    const read = bench.read();
    await bench.lay('in-work');
    expect(await read.outcome).toEqual(NOT_READY);
    expect(bench.reader.status.device).toBe('offline');
  });
});

describe('a reader that is not there when the daemon starts', () => {
  it('is a status and no error, and is used when it is plugged in', async () => {
    bench = await Bench.start((fake) => fake.call('PUT /power', { on: false }));
    await eventually(() => bench.reader.status.device === 'powerOff');
    expect(await bench.read().outcome).toEqual(NOT_READY);
    await bench.power(true);
    await bench.online();
  });

  it('lets a read that came before the reader was ready wait for it', async () => {
    bench = await Bench.start(undefined, ['--boot-ms', '600']);
    const read = bench.read();
    await bench.lay('in-work');
    expect((await read.outcome).ok).toBe(true);
  });
});
