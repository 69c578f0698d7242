import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { Bench, pinOf } from './bench.ts';

const PIN = '246810';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.serial();
  await bench.online();
});
afterEach(() => bench.stop());

describe('a person at the pad', () => {
  it('enters a PIN; the page learns how many digits stand there', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press(PIN, 'enter');
    expect(pinOf(await entry.outcome)).toBe(PIN);
    expect(entry.counts).toEqual([1, 2, 3, 4, 5, 6]);
    await bench.keyboardOpen(false);
  });

  it('clears it and begins anew', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('999', 'clear', '13579', 'enter');
    expect(pinOf(await entry.outcome)).toBe('13579');
    expect(entry.counts).toEqual([1, 2, 3, 0, 1, 2, 3, 4, 5]);
  });

  it('presses the green key too early, and goes on', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('123', 'enter', '456', 'enter');
    expect(pinOf(await entry.outcome)).toBe('123456');
  });

  it('presses more keys than a PIN has, and keys that mean nothing', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('star', '1234567890', 'doubleZero', '123456', 'enter');
    expect(pinOf(await entry.outcome)).toBe('123456789012');
  });

  it('gives up with the red key', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('12', 'cancel');
    expect(await entry.outcome).toEqual({ ok: false, error: 'personCanceled' });
    await bench.keyboardOpen(false);
  });

  it('is not heard before and after an entry', async () => {
    await bench.press('1234');
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press(PIN, 'enter');
    expect(pinOf(await entry.outcome)).toBe(PIN);
    await bench.keyboardOpen(false);
    await bench.press('9999', 'enter');
    expect(await bench.state()).toMatchObject({ keysSent: 7, keysDropped: 9, entries: 1 });
  });

  it('enters one PIN after the other', async () => {
    for (const pin of ['1111', '2222', '3333']) {
      const entry = bench.enter();
      await bench.keyboardOpen();
      await bench.press(pin, 'enter');
      expect(pinOf(await entry.outcome)).toBe(pin);
      await bench.keyboardOpen(false);
    }
  });
});

describe('an entry', () => {
  it('is canceled from outside at once, and the keyboard is closed', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('12');
    entry.cancel();
    expect(await entry.outcome).toEqual({ ok: false, error: 'canceled' });
    await bench.keyboardOpen(false);
    expect(bench.pad.status.device).toBe('online');
  });

  it('is canceled before it has begun', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await bench.pad.enterPin({ keyPressed: () => undefined }, abort.signal)).toEqual({
      ok: false,
      error: 'canceled',
    });
    expect((await bench.state()).entries).toBe(0);
  });

  it('is not begun while another one runs, which goes on', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    expect(await bench.enter().outcome).toEqual({ ok: false, error: 'deviceNotReady' });
    await bench.press(PIN, 'enter');
    expect(pinOf(await entry.outcome)).toBe(PIN);
  });

  it('that follows a canceled one at once waits for its own keyboard', async () => {
    const first = bench.enter();
    await bench.keyboardOpen();
    first.cancel();
    const second = bench.enter();
    await eventually(async () => {
      const { entries, keyboardOpen } = await bench.state();
      return entries === 2 && keyboardOpen;
    });
    await bench.press(PIN, 'enter');
    expect(pinOf(await second.outcome)).toBe(PIN);
  });

  it('ends with the daemon, which closes the keyboard', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('12');
    await bench.pad.stop();
    expect(await entry.outcome).toEqual({ ok: false, error: 'canceled' });
    await bench.keyboardOpen(false);
  });

  it('left alone after a first digit is cleared', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('1');
    expect(await entry.outcome).toEqual({ ok: false, error: 'timeOut' });
    await bench.keyboardOpen(false);
  });

  it('leaves no digit in any line of the log', async () => {
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('7777777', 'enter');
    expect(pinOf(await entry.outcome)).toBe('7777777');
    const second = bench.enter();
    await bench.keyboardOpen();
    await bench.press('77', 'cancel');
    await second.outcome;
    expect(JSON.stringify(bench.log)).not.toContain('7');
    expect(bench.log).toEqual([
      {
        level: 'info',
        event: 'PIN pad online',
        fields: { port: expect.any(String), model: 'szzt', description: 'ZT598B 100 203' },
      },
    ]);
  });
});
