import { readdir, readlink } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { answerOf, hexOf, PcscBench, SELECT_SSSE, value } from './bench.ts';

let bench: PcscBench;
beforeAll(async () => {
  bench = await PcscBench.prepare();
});
afterAll(() => bench.remove());
beforeEach(() => bench.clear());
afterEach(async () => {
  await bench.close();
  await bench.service.stop();
});

const ATR = hexOf(CHIP_CARDS.get('in-work-2.0')!.atr);

/** Opens as the device does, again and again until it can be done. */
async function openInTheEnd(readerName?: string): Promise<void> {
  await eventually(async () => {
    const opened = await bench.tryOpen(readerName);
    if (opened.ok) await opened.value.reader.close();
    return opened.ok;
  });
  await bench.open(readerName);
}

async function readsACard(): Promise<void> {
  await bench.position('atContacts');
  expect(answerOf(await bench.link.reader.powerOn('card'))).toBe(ATR);
  expect(await bench.send(SELECT_SSSE)).toMatch(/^61/);
}

/** Connections to the service, and to anything else this process has. */
async function sockets(): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => link.startsWith('socket:')).length;
}

describe('the service', () => {
  it('does not run yet, and is found when it does; a card lies there already', async () => {
    await bench.put('in-work-2.0');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await bench.tryOpen()).toEqual({ ok: false, error: 'failed' });
    }
    await bench.service.start();
    await openInTheEnd();
    await readsACard();
    expect(bench.losses).toBe(0);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'ends by %s in the middle of a visit, comes again, and everything works as before',
    async (signal) => {
      await bench.service.start();
      await bench.open();
      await bench.put('in-work-2.0');
      await readsACard();
      await bench.service.stop(signal);
      await eventually(() => bench.losses === 1);
      expect(await bench.send(SELECT_SSSE)).toBe('silent');
      expect(answerOf(await bench.link.reader.powerOn('card'))).toBe('silent');
      expect(await bench.link.reader.status()).toEqual({ ok: false, error: { type: 'silent' } });
      await bench.close();
      expect(await bench.tryOpen()).toEqual({ ok: false, error: 'failed' });

      await bench.service.start();
      await openInTheEnd();
      await readsACard();
      expect(bench.losses).toBe(1);
    },
  );

  it('ends while a command runs', async () => {
    await bench.service.start();
    await bench.open();
    await bench.put('in-work-2.0');
    await readsACard();
    await bench.faults({ delayMs: 3_000 });
    const sent = bench.send('00b2072800');
    await eventually(async () => {
      const { commands } = await bench.slots[0].call<{ commands: number }>('GET /state');
      return commands > 1;
    });
    await bench.service.stop('SIGKILL');
    expect(await sent).toBe('silent');
    await bench.close();
    await bench.faults({});
    await bench.service.start();
    await openInTheEnd();
    await readsACard();
  });

  // pcsc-mini 0.1.3 cannot give back the connection of a card that was powered when the service died.
  it.each([
    ['with no card: no connection is left over', false, 0],
    ['with a powered card: that one connection is left over', true, 1],
  ])('comes and goes ten times %s', async (_name, withCard, leftOver) => {
    await bench.service.start();
    await openInTheEnd();
    if (withCard) await bench.put('in-work-2.0');
    const before = await sockets();
    for (let round = 1; round <= 10; round += 1) {
      if (withCard) await readsACard();
      await bench.service.stop('SIGKILL');
      await eventually(() => bench.losses === round);
      await bench.close();
      await bench.tryOpen();
      await bench.service.start();
      await openInTheEnd();
    }
    expect(await sockets()).toBeLessThanOrEqual(before + 10 * leftOver);
  });
});

describe('the reader', () => {
  it('is another one than configured: not taken', async () => {
    await bench.service.start({ name: 'Bench Reader' });
    expect(await bench.tryOpen('other reader')).toEqual({ ok: false, error: 'noDevice' });
    // Many attempts share one connection to the service.
    const before = await sockets();
    for (let attempt = 0; attempt < 5; attempt += 1) await bench.tryOpen('other reader');
    expect(await sockets()).toBe(before);
    await bench.open('BENCH read');
    expect(bench.link.port).toBe('Bench Reader 00 00, Bench Reader 00 01');
  });

  it('comes back under a new name; "auto" takes it all the same', async () => {
    await bench.service.start({ name: 'Bench Reader' });
    await bench.open('auto');
    await bench.service.stop();
    await eventually(() => bench.losses === 1);
    await bench.close();
    await bench.service.start({ name: 'Other Reader' });
    await openInTheEnd('auto');
    expect(bench.link.port).toBe('Other Reader 00 00, Other Reader 00 01');
    expect(await bench.tryOpen('bench')).toEqual({ ok: false, error: 'noDevice' });
    expect(value(await bench.link.reader.open()).description).toContain('Other Reader');
  });
});
