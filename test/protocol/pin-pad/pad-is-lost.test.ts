import { afterEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, pinOf } from './bench.ts';

const PIN = '246810';
const NOT_READY = { ok: false, error: 'deviceNotReady' };

let bench: Bench;
afterEach(() => bench.stop());

async function entersAPin(): Promise<void> {
  await bench.online();
  const entry = bench.enter();
  await bench.keyboardOpen();
  // Who sees that a key was not taken presses another one.
  await eventually(async () => {
    await bench.press('0');
    // As fast as a person: after a damaged answer the line is believed again when it has been quiet for a moment.
    await pause(400);
    return entry.counts.length > 0;
  });
  await bench.press('clear', PIN, 'enter');
  expect(pinOf(await entry.outcome)).toBe(PIN);
}

describe('a pad whose cable is pulled', () => {
  it('during an entry ends it, and serves again when it is back', async () => {
    bench = await Bench.serial();
    await bench.online();
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('12');
    await bench.power(false);
    expect(await entry.outcome).toEqual(NOT_READY);
    await eventually(() => bench.pad.status.device === 'powerOff');
    expect(await bench.enter().outcome).toEqual(NOT_READY);
    await bench.power(true);
    await entersAPin();
    expect(bench.statuses.map(({ device }) => device)).toEqual(['online', 'powerOff', 'online']);
  });

  it('by itself after a few keys gives nothing of them away', async () => {
    bench = await Bench.serial();
    await bench.online();
    await bench.faults({ powerLossDuringEntry: 3 });
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('1234');
    expect(await entry.outcome).toEqual(NOT_READY);
    expect(entry.counts.length).toBeLessThanOrEqual(4);
    await bench.power(true);
    await entersAPin();
  });

  it('while nobody enters anything is told at once', async () => {
    bench = await Bench.serial();
    await bench.online();
    await bench.power(false);
    await eventually(() => bench.pad.status.device === 'powerOff', 1000);
  });

  it('before the daemon comes is waited for', async () => {
    bench = await Bench.serial((fake) => fake.call('PUT /power', { on: false }));
    await eventually(() => bench.pad.status.device === 'powerOff');
    await bench.power(true);
    await entersAPin();
  });
});

describe('a line that is no good', () => {
  it('with noise around every answer serves all the same', async () => {
    bench = await Bench.serial((fake) => fake.call('PUT /faults', { noise: 30 }));
    await bench.online();
    const entry = bench.enter();
    await bench.keyboardOpen();
    // The noise behind the answer must be over, else a random byte could be a key.
    await bench.faults({});
    entry.cancel();
    await entry.outcome;
    await entersAPin();
  });

  it.each([
    ['a wrong checksum', { wrongBcc: true }],
    ['an answer that breaks off', { truncate: 5 }],
    ['no answer', { silent: true }],
    ['a late answer', { delayMs: 1300 }],
  ])('once with %s opens and closes the keyboard', async (_name, fault) => {
    bench = await Bench.serial();
    await bench.online();
    for (const command of ['openKeyboard', 'closeKeyboard']) {
      await bench.faults({ ...fault, on: [command], once: true });
      await entersAPin();
      await bench.keyboardOpen(false);
    }
    await entersAPin();
    expect(bench.statuses).toEqual([{ device: 'online' }]);
  });

  it.each([
    ['silent', { silent: true }, 'offline'],
    ['garbled', { wrongBcc: true }, 'hardwareError'],
    ['a pad that was opened by force', { returnCode: 0xdd }, 'hardwareError'],
  ])('that is %s all the time makes it unusable until it is well again', async (_name, fault, device) => {
    bench = await Bench.serial();
    await bench.online();
    await bench.faults(fault);
    const entry = bench.enter();
    expect(await entry.outcome).toEqual(NOT_READY);
    expect(bench.pad.status.device).toBe(device);
    await bench.faults({});
    await entersAPin();
  });
});

describe('a keyboard that was left open', () => {
  it('by a daemon that died is closed before anything else', async () => {
    bench = await Bench.serial();
    await bench.online();
    // The pad does what it is told and its answers are lost: nobody knows that it is open now.
    await bench.faults({ silent: true, on: ['openKeyboard', 'closeKeyboard'] });
    const entry = bench.enter();
    expect(await entry.outcome).toEqual(NOT_READY);
    await bench.faults({});
    await bench.online();
    await bench.keyboardOpen(false);
    await entersAPin();
  });
});

describe('a stuck key', () => {
  it('gives twelve digits and no more, and the entry can be ended', async () => {
    bench = await Bench.serial();
    await bench.online();
    await bench.faults({ keyStuck: true });
    const entry = bench.enter();
    await bench.keyboardOpen();
    await bench.press('5');
    await eventually(async () => (await bench.state()).keysSent > 15);
    await bench.press('cancel');
    expect(await entry.outcome).toEqual({ ok: false, error: 'personCanceled' });
    expect(entry.counts.at(-1)).toBe(12);
    await bench.keyboardOpen(false);
    await bench.faults({});
    await entersAPin();
  });
});
