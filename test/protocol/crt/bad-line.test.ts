import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '#test/protocol/eventually.ts';
import { Bench, done, fault, MODELS, SELECT_SSSE } from './bench.ts';

let bench: Bench;
afterEach(() => bench.stop());

describe.each(MODELS)('%s on a bad line', (model) => {
  beforeEach(async () => {
    bench = await Bench.start(model);
  });

  /** The whole way of a card, as if nothing were the matter. */
  async function servesACard(): Promise<void> {
    done(await bench.reader.open());
    await bench.accept();
    expect(await bench.transmit(SELECT_SSSE)).toMatch(/^(61..|6f.*9000)$/);
    expect(await bench.transmit('00b207000b')).toMatch(/9000$|6986$/);
    done(await bench.reader.powerOff('card'));
    done(await bench.mover.eject());
    await bench.take();
  }

  it.each([
    ['every byte comes by itself', { oneByteWrites: true }],
    ['noise comes before every answer', { noise: 7 }],
    ['answers take their time', { delayMs: 250 }],
    ['each kind of command is refused with NAK once', { nak: true, once: true }],
    ['an answer has a wrong BCC', { wrongBcc: true, once: true }],
    ['an answer breaks off', { truncate: 4, once: true }],
    ['an answer is noise', { garble: true, once: true }],
  ])('serves a card when %s', async (_what, faults) => {
    await bench.faults(faults);
    await servesACard();
  });

  it.each(['initialise', 'status', 'entry', 'move', 'reset', 'apdu', 'powerOff'])(
    'gets over a mangled answer and a lost ACK to %s',
    async (kind) => {
      done(await bench.reader.open());
      await bench.faults({ on: [kind], wrongBcc: true, noAck: true, once: true });
      await servesACard();
      // Nothing that moves was moved twice: to the contacts where needed, and out.
      const { commands } = await bench.state();
      expect(commands['initialise']).toBeLessThanOrEqual(
        kind === 'initialise' && model === 'crt-591' ? 3 : 3,
      );
    },
  );

  it('takes an answer that crosses its cancelling', async () => {
    done(await bench.reader.open());
    await bench.faults({ on: ['status'], eotCross: true, once: true });
    expect(done(await bench.reader.status()).position).toBe('none');
    expect((await bench.state()).commands['eot']).toBeGreaterThan(0);
  });

  it('calls a reader that says nothing silent, and one that babbles garbled, and gets over both', async () => {
    done(await bench.reader.open());
    await bench.faults({ silent: true });
    expect(await bench.reader.status()).toEqual(fault('silent'));
    await bench.faults({ babble: true });
    expect(await bench.reader.status()).toEqual(fault('garbled'));
    await bench.faults({});
    await pause(100);
    await servesACard();
  });
});

describe('crt-591 whose failures say E', () => {
  it('is understood as well', async () => {
    bench = await Bench.start('crt-591');
    await bench.faults({ failByte45: true });
    done(await bench.reader.open());
    await bench.insert('mute');
    expect(await bench.reader.powerOn('card')).toEqual(fault('mute'));
  });
});
