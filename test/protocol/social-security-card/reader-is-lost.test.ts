import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { Bench, type BenchOptions, MOTORISED, type Motorised, refusal } from './bench.ts';

let bench: Bench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

async function at(options: BenchOptions): Promise<Bench> {
  bench = await Bench.start(options);
  return bench;
}

const lost = (here: Bench) => eventually(() => here.reader.status.device === 'powerOff');

describe.each(Object.keys(MOTORISED) as Motorised[])('a %s', (reader) => {
  test('that is not there at the start is found when it is plugged in', async () => {
    const here = await at({ reader, before: (fake) => fake.call('PUT /power', { on: false }) });
    await lost(here);
    expect(await here.read().outcome).toEqual({ ok: false, error: { type: 'deviceNotReady' } });
    await here.power(true);
    await here.holding('in-work-2.0');
  });

  test('unplugged at rest comes back by itself', async () => {
    const here = await at({ reader });
    await here.online();
    await here.power(false);
    await lost(here);
    await here.power(true);
    await here.holding('in-work-2.0');
  });

  test('unplugged while a card is waited for ends the wait', async () => {
    const here = await at({ reader });
    await here.online();
    const read = here.read();
    await read.invited();
    await here.power(false);
    expect(await read.outcome).toEqual({ ok: false, error: { type: 'deviceNotReady' } });
    await here.power(true);
    await here.holding('in-work-2.0');
  });

  test('unplugged while a card is read gives the card back when it is there again', async () => {
    const here = await at({ reader });
    await here.online();
    const read = here.read();
    await read.invited();
    await here.insert('in-work-2.0');
    await eventually(() => read.told.includes('mediaInserted'));
    await here.power(false);
    expect(await read.outcome).toEqual({ ok: false, error: { type: 'deviceNotReady' } });
    await here.power(true);
    await here.media('entering');
    await here.take();
    await here.media('notPresent');
    await here.holding('in-work-2.0');
  });

  test('unplugged in a visit knows the visit’s card again', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    await here.power(false);
    await lost(here);
    await here.power(true);
    await eventually(() => here.reader.status.device === 'online' && here.reader.status.media === 'present');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(here.reader.status.media).toBe('present');
    expect(here.removals).toBe(0);
    here.reader.release();
    await here.media('entering');
  });

  test('whose supply fails in a visit knows the visit’s card again', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    await here.fake.call('PUT /power', { on: false, port: 'stays' });
    await here.fake.call('PUT /power', { on: true, port: 'stays' });
    await eventually(() => here.reader.status.media === 'unknown' || here.reader.status.device !== 'online');
    await eventually(
      () => here.reader.status.device === 'online' && here.reader.status.media === 'present',
      30_000,
    );
    expect(here.removals).toBe(0);
    here.reader.release();
    await here.media('entering');
  });

  test('unplugged while the card stands in the slot: it is taken, and that is told later', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    here.reader.release();
    await here.media('entering');
    await here.power(false);
    await lost(here);
    await here.take();
    await here.power(true);
    await eventually(() => here.removals === 1);
    await here.holding('in-work-2.0');
  });

  test('with a card inside that nobody knows gives it back at the start', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    // The daemon dies: no card is given back.
    await here.power(false);
    await lost(here);
    here.reader.release();
    await here.power(true);
    await here.media('entering');
    await here.take();
    await eventually(() => here.removals === 1);
  });

  test('that does not draw the card in says so, and serves the next one when its owner has pulled it', async () => {
    const here = await at({ reader });
    await here.online();
    await here.faults({ jamOn: 'insert' });
    const read = here.read();
    await read.invited();
    await here.insert('in-work-2.0');
    expect(await read.outcome).toEqual(refusal('chipNotAnswering'));
    await here.faults({});
    await here.take();
    await here.media('notPresent');
    await here.holding('in-work-2.0');
  });

  test('that jams on the way out says so, and is well again by itself when staff has cleared it', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    await here.faults({ jamOn: 'eject' });
    here.reader.release();
    await here.media('jammed');
    expect(here.reader.status.device).toBe('hardwareError');
    expect(await here.read().outcome).toEqual({ ok: false, error: { type: 'hardwareError' } });
    await here.faults({});
    await eventually(() => here.reader.status.media === 'entering', 20_000);
    expect(here.reader.status.device).toBe('online');
    await here.take();
    await here.media('notPresent');
    await here.holding('in-work-2.0');
  });

  test('that answers garbage is out of use until it speaks sense again', async () => {
    const here = await at({ reader });
    await here.online();
    await here.faults({ babble: true });
    await eventually(() => here.reader.status.device !== 'online', 40_000);
    await here.faults({});
    await here.holding('in-work-2.0');
  });
});
