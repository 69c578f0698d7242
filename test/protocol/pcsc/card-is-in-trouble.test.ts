import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPcsc, type PcscCard, type PcscService } from '#device-daemon/bindings/pcsc.ts';
import type { Result } from '#shared/result.ts';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { answerOf, hexOf, PcscBench, SELECT_SSSE, value } from './bench.ts';

let bench: PcscBench;
beforeAll(async () => {
  bench = await PcscBench.prepare();
  await bench.service.start();
});
afterAll(() => bench.remove());
beforeEach(() => bench.clear());

const atrOf = (card: string): string => hexOf(CHIP_CARDS.get(card)!.atr);
const commands = async (): Promise<number> =>
  (await bench.slots[0].call<{ commands: number }>('GET /state')).commands;

describe('a card that leaves', () => {
  it('is gone at the next look, and every command after that is refused', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.take();
    await bench.position('none');
    expect(await bench.send(SELECT_SSSE)).toBe('cardMoved');
    expect(answerOf(await bench.link.reader.powerOn('card'))).toBe('noCard');
  });

  it('while a command runs', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ takeAfterCommands: 1 });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.send('00b2072800')).toBe('cardMoved');
    await bench.position('none');
  });

  it('and comes back is a card that was never powered', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.send(SELECT_SSSE);
    await bench.take();
    await bench.position('none');
    await bench.put('in-work-2.0');
    await bench.position('atContacts');
    expect(await bench.send('00b207280b')).toBe('cardMoved');
    expect(answerOf(await bench.link.reader.powerOn('card'))).toBe(atrOf('in-work-2.0'));
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
  });

  it('between two commands, with another in its place, is not taken for it', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ swapAfterCommands: 1, to: 'expired' });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    await eventually(async () => {
      const { card, connected } = await bench.slots[0].call<Record<string, unknown>>('GET /state');
      return card === 'expired' && connected === true;
    });
    await bench.position('atContacts');
    const before = await commands();
    expect(await bench.send('00b207280b')).toBe('cardMoved');
    expect(await bench.send('00b207280b')).toBe('cardMoved');
    expect(await commands()).toBe(before);
    expect(answerOf(await bench.link.reader.powerOn('card'))).toBe(atrOf('expired'));
  });

  it('with another in its place before anybody looked, is not taken for it either', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ swapAfterCommands: 1, to: 'expired' });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.send('00b207280b')).toBe('cardMoved');
  });
});

describe('a chip in trouble', () => {
  it('that falls mute gets no command twice', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ mute: true });
    const before = await commands();
    expect(await bench.send('002000000324681f')).toBe('mute');
    expect(await commands()).toBe(before + 1);
  });

  it('that is slow is waited for', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ delayMs: 1_500 });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
  });

  it('that says one byte is taken for one that says nothing', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ garbageBytes: 1 });
    expect(await bench.send(SELECT_SSSE)).toBe('mute');
  });

  it('that loses its power for a moment has forgotten what was selected', async () => {
    await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ resetAfterCommands: 1 });
    expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
    expect(await bench.send('00b207280b')).not.toMatch(/9000$/);
  });
});

describe('a reader that hangs', () => {
  it('holds up neither the daemon nor more than one thread of it, and is usable when it lets go', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ hang: true });
    expect(await bench.send(SELECT_SSSE)).toBe('silent');
    expect(await bench.send(SELECT_SSSE)).toBe('silent');
    await reader.close();
    expect(await bench.tryOpen()).toEqual({ ok: false, error: 'failed' });
    await bench.faults({});
    await bench.take();
    await eventually(async () => {
      const opened = await bench.tryOpen();
      if (opened.ok) await opened.value.reader.close();
      return opened.ok;
    });
    await bench.open();
    expect(await bench.power('in-work-2.0')).toBe(atrOf('in-work-2.0'));
  });

  it('is closed under a command that runs', async () => {
    const reader = await bench.open();
    await bench.power('in-work-2.0');
    await bench.faults({ delayMs: 1_500 });
    const sent = bench.send(SELECT_SSSE);
    await reader.close();
    expect(await sent).toBe('silent');
    expect(bench.losses).toBe(0);
    await bench.faults({});
    await eventually(
      async () => (await bench.slots[0].call<{ powered: boolean }>('GET /state')).powered === false,
    );
  });
});

describe('another program', () => {
  const opened = <T>(result: Result<T, unknown>): T => {
    if (!result.ok) throw new Error(`not done: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const nobody = { readerChanged: () => undefined, readerGone: () => undefined, lost: () => undefined };
  const connect = async (
    service: PcscService,
    mode: 'shared' | 'exclusive',
  ): Promise<Result<PcscCard, unknown>> => service.connect('Bench Reader 00 00', mode);

  it('resets a card that is shared: all that was known of it is void', async () => {
    await bench.open();
    await bench.put('in-work-2.0');
    await bench.position('atContacts');
    const ours = opened(await openPcsc(nobody));
    const theirs = opened(await openPcsc(nobody));
    const card = opened(await connect(ours, 'shared'));
    await opened(await connect(theirs, 'shared')).disconnect('reset');
    expect(await card.transmit(Buffer.from(SELECT_SSSE, 'hex'))).toEqual({
      ok: false,
      error: { type: 'cardMoved' },
    });
    await ours.close();
    await theirs.close();
  });

  it('holds the card: it is refused until it lets go', async () => {
    const reader = await bench.open();
    await bench.put('in-work-2.0');
    await bench.position('atContacts');
    const theirs = opened(await openPcsc(nobody));
    const card = opened(await connect(theirs, 'exclusive'));
    expect(answerOf(await reader.powerOn('card'))).toBe('refused');
    await card.disconnect('leave');
    value(await reader.powerOn('card'));
    await theirs.close();
  });
});
