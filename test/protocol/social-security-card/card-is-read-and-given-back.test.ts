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
  await bench.online();
  return bench;
}

describe.each(Object.keys(MOTORISED) as Motorised[])('in a %s', (reader) => {
  test.each([
    ['in-work-1.0', '1.0'],
    ['in-work-2.0', '2.0'],
  ])('%s tells its holder without keys', async (card, version) => {
    const here = await at({ reader });
    expect(await here.holding(card)).toMatchObject({
      version,
      holder: { number: expect.stringMatching(/^999999\d{11}[\dX]$/) },
      pin: { type: 'set', triesLeft: 6 },
      maskedBankNumber: null,
    });
    expect(here.reader.status.media).toBe('present');
  });

  test.each(['in-work-3.0', 'in-work-3.0-3des'])('%s tells its holder to who has the keys', async (card) => {
    const here = await at({ reader, authority: true });
    expect(await here.holding(card)).toMatchObject({ version: '3.0', holder: { name: expect.any(String) } });
  });

  test('a third-generation card keeps its holder where nobody has the keys, and is no bad card for that', async () => {
    const here = await at({ reader });
    expect(await here.holding('in-work-3.0')).toMatchObject({ version: '3.0', holder: null });
  });

  test('it stays in until it is released, stands in the slot then, and is gone when it is taken', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    await expect(here.take()).rejects.toThrow();
    here.reader.release();
    await here.media('entering');
    expect(here.removals).toBe(0);
    await here.take();
    await eventually(() => here.removals === 1);
    expect(here.reader.status).toMatchObject({ device: 'online', media: 'notPresent' });
  });

  test('nobody takes it: it is captured, and that is told and counted once', async () => {
    const here = await at({ reader, takeCardMs: 500 });
    await here.holding('in-work-2.0');
    here.reader.release();
    await eventually(() => here.retained === 1);
    expect(here.removals).toBe(0);
    expect(here.reader.status.media).toBe('notPresent');
    await expect(here.take()).rejects.toThrow();
    // The next citizen is served.
    await here.holding('gaps-2.0');
  });

  test('a card that can be captured nowhere stays in the slot for its owner', async () => {
    const here = await at({ reader, takeCardMs: 400 });
    await here.holding('in-work-2.0');
    await here.faults({ binFull: true });
    here.reader.release();
    await here.media('entering');
    await eventually(() => here.log.some((line) => line.includes('could not be captured')));
    await here.take();
    await eventually(() => here.removals === 1);
  });

  test.each([
    ['bank-card', 'invalidMedia'],
    ['mute', 'chipNotAnswering'],
    ['card-locked', 'cardLocked'],
    ['application-locked', 'cardLocked'],
    ['expired', 'cardExpired'],
    ['wrong-check-digit', 'numberNotValid'],
    ['forged', 'securityFail'],
    ['ssf33', 'algorithmUnsupported'],
  ])('%s is refused as %s and given back', async (card, errorCode) => {
    const here = await at({ reader, authority: true });
    const read = here.read();
    await read.invited();
    await here.insert(card);
    expect(await read.outcome).toEqual(refusal(errorCode));
    expect(read.told).toEqual(['insertCard', 'mediaInserted']);
    await here.media('entering');
    await here.take();
    await eventually(() => here.removals === 1);
    await here.holding('in-work-2.0');
  });

  test('a card upside down says nothing; turned round it is read', async () => {
    const here = await at({ reader });
    const read = here.read();
    await read.invited();
    await here.insert('in-work-2.0', 'upsideDown');
    expect(await read.outcome).toEqual(refusal('chipNotAnswering'));
    await here.media('entering');
    await here.take();
    await here.media('notPresent');
    await here.holding('in-work-2.0');
  });

  test('the gate is shut while nobody waits for a card, and again when the wait is cancelled', async () => {
    const here = await at({ reader });
    await here.media('notPresent');
    await eventually(async () => (await here.state())['entryPermitted'] === false);
    await expect(here.insert('in-work-2.0')).rejects.toThrow();
    const read = here.read();
    await read.invited();
    read.cancel();
    expect(await read.outcome).toEqual({ ok: false, error: { type: 'canceled' } });
    await eventually(async () => (await here.state())['entryPermitted'] === false);
    await expect(here.insert('in-work-2.0')).rejects.toThrow();
  });

  test('a wait that is cancelled while the card is being read gives the card back', async () => {
    const here = await at({ reader });
    const read = here.read();
    await read.invited();
    await here.insert('in-work-2.0');
    await eventually(() => read.told.includes('mediaInserted'));
    read.cancel();
    await here.media('entering');
    await here.take();
    await eventually(() => here.removals === 1);
  });

  test('one card at a time: a second read is out of sequence', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    expect(await here.read().outcome).toEqual({ ok: false, error: { type: 'sequenceError' } });
  });

  test('the daemon gives the card back before it ends', async () => {
    const here = await at({ reader });
    await here.holding('in-work-2.0');
    await here.reader.stop();
    expect(await here.state()).toMatchObject({ position: 'gate' });
  });

  test('nothing of a card is in the log', async () => {
    const here = await at({ reader, authority: true });
    const card = await here.holding('in-work-3.0');
    here.reader.release();
    await here.media('entering');
    const log = here.log.join('\n');
    for (const secret of [
      card.cardNumber,
      card.cardIdentificationCode,
      card.holder!.name,
      card.holder!.number,
    ])
      expect(log).not.toContain(secret);
  });
});
