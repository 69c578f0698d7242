import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, failure } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.online();
});
afterEach(() => bench.stop());

describe('a card lifted while it is being read', () => {
  // 1,295 bytes: 5 preamble, 2 length, 3 status, 4 lengths, 256 text, 1,024 photo, 1 checksum.
  it('at any byte of the answer ends with noMedia, and the next card is read', async () => {
    for (const byte of [0, 2, 6, 7, 9, 14, 140, 269, 270, 800, 1294]) {
      await bench.faults({ on: ['readBase'], removeCardAtByte: byte, once: true });
      const read = bench.read();
      await bench.lay('in-work');
      expect(await read.outcome, `lifted at byte ${byte}`).toEqual(failure('noMedia'));
      expect(bench.reader.status).toEqual({ device: 'online', media: 'notPresent' });
    }
    const read = bench.read();
    await bench.lay('in-work');
    expect(await read.outcome).toMatchObject({ ok: true });
  });

  it('before it is selected is taken for no card at all', async () => {
    const read = bench.read();
    await bench.faults({ on: ['find'], removeCardAtByte: 15, once: true });
    await bench.lay('in-work');
    // The find answer arrives whole, so the reader has seen a card that is gone when it is read.
    expect(await read.outcome).toEqual(failure('noMedia'));
  });
});

describe('a card lifted after it was read', () => {
  it('is reported once, soon, and only then', async () => {
    const read = bench.read();
    await bench.lay('with-newest-address');
    expect((await read.outcome).ok).toBe(true);
    await pause(600);
    expect(bench.reader.newestAddress).not.toBeNull();
    expect(bench.removals).toBe(0);
    expect(bench.reader.status.media).toBe('present');

    const liftedAt = performance.now();
    await bench.lift();
    await eventually(() => bench.removals === 1);
    expect(bench.reader.newestAddress).toBeNull();
    expect(performance.now() - liftedAt).toBeLessThan(600);
    expect(bench.reader.status).toEqual({ device: 'online', media: 'notPresent' });
    await pause(600);
    expect(bench.removals).toBe(1);
  });

  it('is reported also while the next read waits, which then asks for a card', async () => {
    const first = bench.read();
    await bench.lay('expired');
    await first.outcome;
    const second = bench.read();
    await bench.lift();
    await eventually(() => second.told.includes('insertCard'));
    expect(bench.removals).toBe(1);
    await bench.lay('retired');
    expect((await second.outcome).ok).toBe(true);
  });
});
