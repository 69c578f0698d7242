import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { SELECT_SSSE, value } from '#test/protocol/pcsc/bench.ts';
import { GwiBench } from './bench.ts';

let bench: GwiBench;
beforeEach(async () => {
  bench = await GwiBench.start();
});
afterEach(() => bench.stop());

describe('answers', () => {
  it('between noise are found', async () => {
    await bench.open();
    await bench.faults({ noise: true });
    await bench.power('in-work-2.0');
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
  });

  it('with a wrong checksum are garbled, and the next one is taken', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ on: ['transmit'], wrongChecksum: true, once: true });
    expect(await bench.send(SELECT_SSSE)).toBe('garbled');
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.requests('transmit')).toBe(2);
  });

  it('that come twice make the line worthless until it is opened anew', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ on: ['transmit'], twice: true, once: true });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    await eventually(async () => (await bench.send('00b207280b')) === 'garbled');
    await bench.close();
    await bench.open();
    await bench.position('atContacts');
    value(await bench.reader.powerOn('card'));
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
  });

  it.each([
    ['that do not come', { silent: true }],
    ['that stop half-way', { truncated: true }],
  ])(
    '%s are waited for, not asked for again, and never taken for those of a later question',
    async (_name, fault) => {
      await bench.open();
      await bench.power('in-work-2.0');
      await bench.faults({ on: ['transmit'], ...fault, once: true });
      expect(await bench.send('00b2012c00')).toBe('silent');
      expect(await bench.requests('transmit')).toBe(1);
      expect(await bench.send('00b2012c00')).toBe('garbled');
      expect(await bench.requests('transmit')).toBe(1);
    },
  );

  it('with a status nobody knows are a refusal of the card, or a broken reader', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ status: '1003' });
    expect(await bench.send(SELECT_SSSE)).toBe('refused');
    expect(await bench.reader.open()).toEqual({ ok: false, error: { type: 'broken', code: '1003' } });
  });
});

describe('the cable', () => {
  it('is pulled in the middle of a command, and plugged again', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ on: ['transmit'], delayMs: 2_000 });
    const sent = bench.send(SELECT_SSSE);
    await eventually(async () => (await bench.requests('transmit')) === 1);
    await bench.fake.call('PUT /power', { on: false });
    expect(await sent).toBe('silent');
    await eventually(() => bench.losses === 1);
    expect(await bench.send(SELECT_SSSE)).toBe('silent');
    expect(await bench.tryOpen()).toEqual({ ok: false, error: 'noDevice' });

    await bench.faults({});
    await bench.fake.call('PUT /power', { on: true });
    await bench.open();
    await bench.position('atContacts');
    value(await bench.reader.powerOn('card'));
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(bench.losses).toBe(1);
  });

  it('is closed under a command that runs', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ on: ['transmit'], delayMs: 2_000 });
    const sent = bench.send(SELECT_SSSE);
    await reader.close();
    expect(await sent).toBe('silent');
    expect(bench.losses).toBe(0);
  });
});
