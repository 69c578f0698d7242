import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { answerOf, hexOf, PcscBench, SELECT_SSSE, value } from './bench.ts';

let bench: PcscBench;
beforeAll(async () => {
  bench = await PcscBench.prepare();
  await bench.service.start();
});
afterAll(() => bench.remove());
beforeEach(() => bench.clear());

const atrOf = (card: string): string => hexOf(CHIP_CARDS.get(card)!.atr);

describe('a card is put in', () => {
  it('and its ATR and its card number are read', async () => {
    const reader = await bench.open();
    expect(bench.link).toMatchObject({ port: 'Bench Reader 00 00, Bench Reader 00 01', model: 'pcsc' });
    expect(reader.mover).toBeNull();
    expect(await reader.open()).toMatchObject({ ok: true });
    expect(value(await reader.status())).toEqual({
      position: 'none',
      collision: false,
      retainBin: 'notSupported',
    });
    expect(answerOf(await reader.powerOn('card'))).toBe('noCard');

    expect(await bench.power('in-work-2.0')).toBe(atrOf('in-work-2.0'));
    // What T=0 leaves to do is not done by the service: that there is more, and how much was meant.
    const selected = await bench.send(SELECT_SSSE);
    expect(selected).toMatch(/^61..$/);
    expect(await bench.send(`00c00000${selected.slice(2)}`)).toMatch(/^6f..840f7378312e7368.*9000$/);
    expect(await bench.send('00b2072800')).toBe('6c0b');
    expect(await bench.send('00b207280b')).toMatch(/^0709.{18}9000$/);
    expect(await bench.send('00b2082800')).toMatch(/^6a8[136]$/);
  });

  it('the wrong way round is mute', async () => {
    const reader = await bench.open();
    await bench.put('in-work-2.0', 'upsideDown');
    await bench.position('atContacts');
    expect(answerOf(await reader.powerOn('card'))).toBe('mute');
    await bench.take();
    await bench.position('none');
    await bench.put('in-work-2.0');
    await bench.position('atContacts');
    expect(answerOf(await reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
  });

  it('before the daemon comes', async () => {
    await bench.put('in-work-2.0');
    await bench.open();
    await bench.position('atContacts');
    expect(hexOf(value(await bench.link.reader.powerOn('card')))).toBe(atrOf('in-work-2.0'));
  });
});

describe('a card is laid on', () => {
  it('and has the ATR that PC/SC builds for it; T=1 leaves nothing to do', async () => {
    await bench.open();
    expect(await bench.power('contactless')).toBe(atrOf('contactless'));
    expect(await bench.send(`${SELECT_SSSE}00`)).toMatch(/^6f.*9000$/);
  });

  it('while another is at the contacts: a collision', async () => {
    const reader = await bench.open();
    await bench.put('contactless', 'right', 1);
    await bench.position('atContacts');
    expect(value(await reader.status()).collision).toBe(false);
    await bench.put('in-work-2.0', 'right', 0);
    await expect.poll(async () => value(await reader.status()).collision).toBe(true);
    await bench.take(1);
    await expect.poll(async () => value(await reader.status()).collision).toBe(false);
    expect(answerOf(await reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
  });
});

describe('a card that is powered', () => {
  it('forgets all at the next power on', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    await bench.send(SELECT_SSSE);
    expect(await bench.send('00b207280b')).toMatch(/9000$/);
    expect(answerOf(await reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
    expect(await bench.send('00b207280b')).not.toMatch(/9000$/);
  });

  it('takes no command after power off, and none before power on', async () => {
    const reader = await bench.open();
    await bench.put('in-work-2.0');
    await bench.position('atContacts');
    expect(await bench.send(SELECT_SSSE)).toBe('refused');
    value(await reader.powerOn('card'));
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    value(await reader.powerOff('card'));
    expect(await bench.send(SELECT_SSSE)).toBe('refused');
    await expect.poll(() => bench.slots[0].call('GET /state')).toMatchObject({ powered: false });
  });

  it('is ours alone until it is powered off', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    const other = await bench.tryOpen();
    if (!other.ok) throw new Error(other.error);
    expect(answerOf(await other.value.reader.powerOn('card'))).toBe('refused');
    value(await reader.powerOff('card'));
    expect(answerOf(await other.value.reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
    await other.value.reader.close();
  });

  it('keeps its power for the longest command and the longest answer', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    expect(await bench.send(`00d60000ff${'00'.repeat(255)}`)).toMatch(/^6[0-9a-f]{3}$/);
    await bench.faults({ garbageBytes: 258 });
    expect(await bench.send('00b0000000')).toHaveLength(258 * 2);
    await bench.faults({ garbageBytes: 259 });
    expect(await bench.send('00b0000000')).toBe('garbled');
  });
});

describe('a security module', () => {
  it('is not in a reader that has none', async () => {
    const reader = await bench.open();
    expect(answerOf(await reader.powerOn('sam1'))).toBe('unsupported');
  });
});
