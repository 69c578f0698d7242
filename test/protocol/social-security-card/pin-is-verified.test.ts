import { afterEach, expect, test } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { Bench, refusal } from './bench.ts';

let bench: Bench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

async function holding(card: string): Promise<Bench> {
  bench = await Bench.start({ reader: 'crt-591' });
  await bench.holding(card);
  return bench;
}

const RIGHT = ['246810', 'enter'];
const WRONG = ['135790', 'enter'];

test('the right PIN is verified; the card stays in', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys(...RIGHT);
  expect(await pin.outcome).toMatchObject({ ok: true });
  expect(pin.told).toEqual(['6 left', ...[1, 2, 3, 4, 5, 6].map((count) => `${count} digits`)]);
  expect(here.reader.status.media).toBe('present');
});

test('a wrong PIN costs one try, says so, and the next one is asked for', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys(...WRONG);
  await eventually(() => pin.told.includes('wrong, 5 left'));
  await here.padIsOpen();
  await here.keys(...RIGHT);
  expect(await pin.outcome).toMatchObject({ ok: true });
});

test('wrong to the last try: the card is locked and given back', async () => {
  const here = await holding('pin-one-try-left');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys(...WRONG);
  expect(await pin.outcome).toEqual(refusal('pinLocked'));
  expect(pin.told[0]).toBe('1 left');
  await here.media('entering');
});

test('tries are asked for without one being spent', async () => {
  const here = await holding('pin-one-try-left');
  here.reader.release();
  await here.media('entering');
  await here.take();
  expect((await here.holding('pin-one-try-left')).pin).toEqual({ type: 'set', triesLeft: 1 });
});

test('the red key gives the card back', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys('24', 'cancel');
  expect(await pin.outcome).toEqual(refusal('pinCanceled'));
  await here.media('entering');
});

test('a page that gives up cancels the entry and the card comes back', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  pin.cancel();
  expect(await pin.outcome).toEqual({ ok: false, error: { type: 'canceled' } });
  await here.media('entering');
});

test('a pad that is pulled out ends the entry; the card comes back', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys('24');
  await here.fakePad.call('PUT /power', { on: false });
  expect(await pin.outcome).toEqual(refusal('pinPadNotReady'));
  await here.media('entering');
});

test('a reader that is lost ends the entry', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.power(false);
  expect(await pin.outcome).toEqual({ ok: false, error: { type: 'deviceNotReady' } });
  // Nobody’s visit is on any more: the card is given back as soon as the reader is there again.
  await here.power(true);
  await here.media('entering');
});

test('a reader that is lost between the last digit and the card’s answer ends the entry', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  // The daemon waits for this answer when the PIN is complete, so that the card cannot be asked yet.
  await here.faults({ silent: true });
  await here.keys(...RIGHT);
  await eventually(() => pin.told.includes('6 digits'));
  await here.power(false);
  expect(await pin.outcome).toMatchObject({ ok: false });
  await here.faults({});
  await here.power(true);
  await here.media('entering');
  await here.take();
  await here.media('notPresent');
  await here.holding('in-work-2.0');
});

test('a release in the middle of the entry ends it', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  here.reader.release();
  expect(await pin.outcome).toEqual(refusal('noMedia'));
  await here.media('entering');
});

test('without a card there is nothing to verify', async () => {
  bench = await Bench.start({ reader: 'crt-591' });
  await bench.online();
  expect(await bench.verifyPin().outcome).toEqual({ ok: false, error: { type: 'sequenceError' } });
});

test('no digit is in the log', async () => {
  const here = await holding('in-work-2.0');
  const pin = here.verifyPin();
  await here.padIsOpen();
  await here.keys(...RIGHT);
  await pin.outcome;
  expect(here.log.join('\n')).not.toMatch(/246810|24.?68.?10/);
});
