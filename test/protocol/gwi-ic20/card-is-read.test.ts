import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { answerOf, hexOf, SELECT_SSSE, value } from '#test/protocol/pcsc/bench.ts';
import { GwiBench } from './bench.ts';

let bench: GwiBench;
beforeEach(async () => {
  bench = await GwiBench.start();
});
afterEach(() => bench.stop());

const atrOf = (card: string): string => hexOf(CHIP_CARDS.get(card)!.atr);

describe('a card is put in', () => {
  it('and its ATR and its records are read, also those that need several reports', async () => {
    const opened = await bench.tryOpen();
    if (!opened.ok) throw new Error(opened.error);
    expect(opened.value).toMatchObject({ model: 'gwi-ic20' });
    expect(value(await opened.value.reader.open())).toEqual({ description: 'GWI-IC20' });
    expect(opened.value.reader.mover).toBeNull();
    await opened.value.reader.close();

    const reader = await bench.open();
    expect(value(await reader.status())).toEqual({
      position: 'none',
      collision: false,
      retainBin: 'notSupported',
    });
    expect(answerOf(await reader.powerOn('card'))).toBe('noCard');
    expect(await bench.send(SELECT_SSSE)).toBe('refused');

    expect(await bench.power('in-work-2.0')).toBe(atrOf('in-work-2.0'));
    const selected = await bench.send(SELECT_SSSE);
    expect(selected).toMatch(/^61..$/);
    expect(await bench.send(`00c00000${selected.slice(2)}`)).toMatch(/^6f.*9000$/);
    expect(await bench.send('00b2072800')).toBe('6c0b');
    expect(await bench.send('00b207280b')).toMatch(/^0709.{18}9000$/);
    // All records of EF05 at once: three reports.
    const all = await bench.send('00b2012d00');
    expect(all).toMatch(/^6c..$/);
    expect(await bench.send(`00b2012d${all.slice(2)}`)).toMatch(/^0110.{80,}9000$/);
    expect(await bench.send(`00d60000ff${'00'.repeat(255)}`)).toMatch(/^6[0-9a-f]{3}$/);
  });

  it('the wrong way round looks like none at all: this reader has one word for both', async () => {
    const reader = await bench.open();
    await bench.put('in-work-2.0', 'upsideDown');
    expect(value(await reader.status()).position).toBe('none');
    expect(answerOf(await reader.powerOn('card'))).toBe('noCard');
  });

  it('and looked for gently while there is none', async () => {
    const reader = await bench.open();
    for (let count = 0; count < 20; count += 1) await reader.status();
    expect(await bench.requests('powerOn')).toBe(1);
  });

  it('and its presence is asked without disturbing it', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.send(SELECT_SSSE);
    const powered = await bench.requests('powerOn');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await bench.position('atContacts');
    expect(await bench.requests('powerOn')).toBe(powered);
    expect(await bench.send('00b207280b')).toMatch(/9000$/);
  });

  it('forgets all at the next power on', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    await bench.send(SELECT_SSSE);
    expect(answerOf(await reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
    expect(await bench.send('00b207280b')).not.toMatch(/9000$/);
  });

  it('has no power after power off, and none when the port is closed', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    value(await reader.powerOff('card'));
    expect(await bench.fake.call('GET /state')).toMatchObject({ powered: false });
    expect(await bench.send(SELECT_SSSE)).toBe('refused');
    value(await reader.powerOn('card'));
    await bench.close();
    await expect.poll(() => bench.fake.call('GET /state')).toMatchObject({ powered: false });
  });
});

describe('a card that leaves', () => {
  it('is missed at the next look, and every command after that is refused', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.take();
    await bench.position('none');
    expect(await bench.send(SELECT_SSSE)).toBe('cardMoved');
    expect(await bench.power('expired')).toBe(atrOf('expired'));
  });

  it('is missed by the next command', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.take();
    expect(await bench.send(SELECT_SSSE)).toBe('cardMoved');
    expect(await bench.send(SELECT_SSSE)).toBe('cardMoved');
    expect(await bench.requests('transmit')).toBe(1);
  });

  it('and another in its place between two commands is not taken for it', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ swapAfterCommands: 1, to: 'expired' });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.send('00b207280b')).toBe('cardMoved');
    expect(await bench.requests('transmit')).toBe(2);
    expect(answerOf(await bench.reader.powerOn('card'))).toBe(atrOf('expired'));
  });

  it('while its slot for modules is empty all the time', async () => {
    const reader = await bench.open();
    expect(answerOf(await reader.powerOn('sam1'))).toBe('noCard');
  });
});

describe('a chip in trouble', () => {
  it('that falls mute is told from one that was taken, and gets no command twice', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ on: ['transmit'], status: '1007', once: true });
    expect(await bench.send('002000000324681f')).toBe('mute');
    expect(await bench.requests('transmit')).toBe(1);
    expect(await bench.send(SELECT_SSSE)).toBe('cardMoved');
  });

  it('that loses its power for a moment has forgotten what was selected', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ resetAfterCommands: 1 });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.send('00b207280b')).not.toMatch(/9000$/);
  });
});
