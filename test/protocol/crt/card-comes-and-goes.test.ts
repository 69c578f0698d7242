import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, done, fault, MODELS, SELECT_SSSE } from './bench.ts';

let bench: Bench;
afterEach(() => bench.stop());

describe.each(MODELS)('%s', (model) => {
  beforeEach(async () => {
    bench = await Bench.start(model);
  });

  it('says what it is, and is empty', async () => {
    const { description } = done(await bench.reader.open());
    expect(description).toContain(model === 'crt-591' ? 'CRT-591-M001' : 'CRT-310');
    expect(done(await bench.reader.status())).toEqual({
      position: 'none',
      collision: false,
      retainBin: model === 'crt-591' ? 'ok' : 'notSupported',
    });
    bench.link.confirm();
  });

  it('lets a card in, reads it, gives it back, and it is taken', async () => {
    done(await bench.reader.open());
    const atr = await bench.accept('in-work-2.0');
    expect(atr).toMatch(/^3b6d0000/);
    expect(atr).toHaveLength(2 * 17);
    const fci = await bench.transmit(SELECT_SSSE);
    expect(fci).toMatch(/^(61..|6f.*9000)$/);
    expect((await bench.transmit('00a4020002ef05')).slice(-4)).toBe('9000');
    // The card says how long the record is, and gives it when asked for that.
    expect(await bench.transmit('00b2070000')).toBe('6c0b');
    const record = await bench.transmit('00b207000b');
    expect(record).toMatch(/^0709(..){9}9000$/);

    done(await bench.reader.powerOff('card'));
    done(await bench.mover.eject());
    expect(done(await bench.reader.status()).position).toBe('atGate');
    await bench.take();
    expect(done(await bench.reader.status()).position).toBe('none');
    expect((await bench.state()).binCount).toBe(0);
  });

  it('lets nobody in before and after', async () => {
    done(await bench.reader.open());
    await expect(bench.put('in-work-2.0')).rejects.toMatchObject({ status: 409 });
    done(await bench.mover.permitEntry());
    done(await bench.mover.refuseEntry());
    await expect(bench.put('in-work-2.0')).rejects.toMatchObject({ status: 409 });
    done(await bench.mover.permitEntry());
    await bench.put('in-work-2.0');
    await expect(bench.put('expired')).rejects.toMatchObject({ status: 409 });
  });

  it('draws a card that nobody takes into the bin', async () => {
    done(await bench.reader.open());
    await bench.accept();
    done(await bench.reader.powerOff('card'));
    done(await bench.mover.eject());
    done(await bench.mover.capture());
    expect(await bench.state()).toMatchObject({ card: null, binCount: 1 });
    expect(done(await bench.reader.status()).position).toBe('none');
  });

  it('moves nothing where no card is', async () => {
    done(await bench.reader.open());
    expect(await bench.mover.moveToContacts()).toEqual(fault('noCard'));
    expect(await bench.mover.eject()).toEqual(fault('noCard'));
    expect(await bench.mover.capture()).toEqual(fault('noCard'));
    expect((await bench.state()).commands['move']).toBeUndefined();
  });

  it.each(['upsideDown', 'right'] as const)(
    'calls a chip that does not answer mute (%s)',
    async (orientation) => {
      done(await bench.reader.open());
      await bench.insert(orientation === 'right' ? 'mute' : 'in-work-2.0', orientation);
      expect(await bench.reader.powerOn('card')).toEqual(fault('mute'));
      done(await bench.mover.eject());
      await bench.take();
    },
  );

  it('tries a reset again that was not answered once', async () => {
    done(await bench.reader.open());
    await bench.insert();
    await bench.faults({ mute: true, once: true });
    const atr = done(await bench.reader.powerOn('card'));
    expect(atr.length).toBe(17);
  });

  it('speaks T=1 with a card that does', async () => {
    done(await bench.reader.open());
    await bench.accept('contactless');
    expect(await bench.transmit(SELECT_SSSE + (model === 'crt-310' ? '00' : ''))).toMatch(/9000$/);
  });

  it('has no security module in its sockets', async () => {
    done(await bench.reader.open());
    expect(await bench.reader.powerOn('sam1')).toEqual(fault(model === 'crt-591' ? 'mute' : 'unsupported'));
  });

  it('is closed while it works, and says nothing more', async () => {
    done(await bench.reader.open());
    await bench.accept();
    const moving = bench.mover.eject();
    await bench.reader.close();
    expect(await moving).toEqual(fault('silent'));
    expect(await bench.reader.status()).toEqual(fault('silent'));
    expect(bench.losses).toBe(0);
  });
});

describe.each(MODELS)('%s with a card inside at the start', (model) => {
  it('keeps it where it is, and can read and return it', async () => {
    bench = await Bench.start(model);
    done(await bench.reader.open());
    await bench.accept();
    // The daemon is started anew.
    await bench.reader.close();
    const again = await bench.reopen();
    bench = again;
    done(await again.reader.open());
    expect((await again.state()).card).toBe('in-work-2.0');
    expect(done(await again.reader.status()).position).toBe('inside');
    done(await again.mover.moveToContacts());
    expect(done(await again.reader.powerOn('card')).length).toBe(17);
    done(await again.mover.eject());
    await again.take();
  });
});

describe('two units on one line', () => {
  it('answer to their own address only', async () => {
    bench = await Bench.start('crt-591', undefined, { address: 5 });
    expect(done(await bench.reader.open()).description).toContain('CRT-591');
    await bench.stop();
    bench = await Bench.start('crt-591', undefined, { address: 5, unitAddress: 4 });
    expect(await bench.reader.open()).toEqual(fault('silent'));
  });
});
