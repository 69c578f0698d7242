import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '#test/protocol/eventually.ts';
import { Bench, done, fault, MODELS, SELECT_SSSE } from './bench.ts';

let bench: Bench;
afterEach(() => bench.stop());

describe.each(MODELS)('%s', (model) => {
  beforeEach(async () => {
    bench = await Bench.start(model);
    done(await bench.reader.open());
  });

  it('says that a card is stuck on its way out, and gets it out when it no longer is', async () => {
    await bench.accept();
    await bench.faults({ jamOn: 'eject' });
    expect(await bench.mover.eject()).toEqual(fault('jammed'));
    expect(await bench.mover.eject()).toEqual(fault('jammed'));
    await bench.faults({});
    done(await bench.mover.eject());
    await bench.take();
  });

  it('leaves a card at the gate that does not go into the bin', async () => {
    await bench.accept();
    done(await bench.mover.eject());
    await bench.faults({ jamOn: 'capture' });
    expect(await bench.mover.capture()).toEqual(fault('jammed'));
    expect(done(await bench.reader.status()).position).toBe('atGate');
    await bench.take();
  });

  it('shows a card that is stuck on its way in', async () => {
    await bench.faults({ jamOn: 'insert' });
    done(await bench.mover.permitEntry());
    await bench.put('in-work-2.0');
    await pause(200);
    expect(done(await bench.reader.status()).position).toBe('atGate');
    expect(await bench.mover.moveToContacts()).toEqual(fault('jammed'));
    await bench.faults({});
    done(await bench.mover.moveToContacts());
  });

  it('is content when the owner pulls the card out before it stands at the gate', async () => {
    await bench.accept();
    await bench.faults({ pulledWhileEjecting: true, once: true });
    done(await bench.mover.eject());
    await bench.standsAt('none');
    expect((await bench.state()).binCount).toBe(0);
  });

  it('does not draw in a card that was just taken', async () => {
    await bench.accept();
    done(await bench.mover.eject());
    await bench.take();
    expect(await bench.mover.capture()).toEqual(fault('noCard'));
    expect((await bench.state()).binCount).toBe(0);
  });

  it('tells that a hand has moved the powered card, and finds it again', async () => {
    await bench.accept();
    await bench.faults({ movedByHand: true, once: true });
    expect(await bench.reader.transmit('card', Buffer.from(SELECT_SSSE, 'hex'))).toEqual(fault('cardMoved'));
    if (model === 'crt-591') await bench.standsAt('unknown');
    await bench.standsAt('inside');
    done(await bench.mover.moveToContacts());
    expect(done(await bench.reader.powerOn('card')).length).toBe(17);
  });

  it('gives back a card that a hand has moved, without being asked where it is', async () => {
    await bench.accept();
    await bench.faults({ movedByHand: true, once: true });
    done(await bench.mover.eject());
    await bench.take();
  });

  it('still lets cards in after its supply failed', async () => {
    done(await bench.mover.permitEntry());
    await bench.power(false, 'stays');
    expect(await bench.reader.status()).toEqual(fault('silent'));
    await bench.power(true);
    await bench.standsAt('unknown');
    await bench.standsAt('none');
    await bench.put('in-work-2.0');
  });

  it('tells when the port is pulled, in the middle of a move, and is found again', async () => {
    await bench.accept();
    const moving = bench.mover.eject();
    await pause(60);
    await bench.power(false);
    expect(await moving).toEqual(fault('silent'));
    expect(bench.losses).toBe(1);
    expect(await bench.reader.status()).toEqual(fault('silent'));
    await bench.power(true);
    bench = await bench.reopen();
    done(await bench.reader.open());
    expect((await bench.state()).card).toBe('in-work-2.0');
    done(await bench.mover.eject());
    await bench.take();
  });
});

describe('a full bin', () => {
  it('is told by a crt-591, and nothing goes into it', async () => {
    bench = await Bench.start('crt-591');
    done(await bench.reader.open());
    await bench.accept();
    done(await bench.mover.eject());
    await bench.faults({ binFull: true });
    expect(done(await bench.reader.status()).retainBin).toBe('full');
    expect(await bench.mover.capture()).toEqual(fault('refused'));
    expect(await bench.state()).toMatchObject({ card: 'in-work-2.0', binCount: 0 });
  });
});
