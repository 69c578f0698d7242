import { describe, expect, it } from 'vitest';
import { ASK_TRIES_LEFT, Bench, done, fault, MODELS, SELECT_SSSE, VERIFY_WRONG_PIN } from './bench.ts';

/** With the card at its contacts and its environment selected. These tests mostly wait, so they wait together. */
async function withCard(
  model: (typeof MODELS)[number],
  play: (bench: Bench) => Promise<void>,
): Promise<void> {
  const bench = await Bench.start(model);
  try {
    done(await bench.reader.open());
    await bench.accept();
    await bench.transmit(SELECT_SSSE);
    await play(bench);
  } finally {
    await bench.stop();
  }
}

const verifyWrongPin = (bench: Bench) => bench.reader.transmit('card', Buffer.from(VERIFY_WRONG_PIN, 'hex'));

describe.concurrent.each(MODELS)('%s', (model) => {
  it('is asked once more where that is harmless', () =>
    withCard(model, async (bench) => {
      await bench.faults({ on: ['apdu'], loseAnswer: true, once: true });
      expect(await bench.transmit(ASK_TRIES_LEFT)).toBe('63c6');
      expect((await bench.state()).cardCommands.slice(1)).toEqual(['00200000', '00200000']);
    }));

  it('never gets a PIN a second time when its answer is lost', () =>
    withCard(model, async (bench) => {
      await bench.faults({ on: ['apdu'], loseAnswer: true, once: true });
      expect(await verifyWrongPin(bench)).toEqual(fault('silent'));
      // One try was spent, not two.
      expect(await bench.transmit(ASK_TRIES_LEFT)).toBe('63c5');
      expect((await bench.state()).cardCommands).toHaveLength(3);
    }));

  it('never gets a PIN a second time when its ACK is lost', () =>
    withCard(model, async (bench) => {
      await bench.faults({ on: ['apdu'], noAck: true, once: true });
      expect(await bench.transmit(VERIFY_WRONG_PIN)).toBe('63c5');
      expect(await bench.transmit(ASK_TRIES_LEFT)).toBe('63c5');
    }));

  it('gives the answer of a PIN again when it was mangled', () =>
    withCard(model, async (bench) => {
      await bench.faults({ on: ['apdu'], wrongBcc: true, once: true });
      expect(await bench.transmit(VERIFY_WRONG_PIN)).toBe('63c5');
      expect(await bench.transmit(ASK_TRIES_LEFT)).toBe('63c5');
    }));

  it('is asked where the card is when the answer to a move is lost, and moves it no second time', () =>
    withCard(model, async (bench) => {
      const { statistics } = await bench.state();
      await bench.faults({ on: ['move'], loseAnswer: true, once: true });
      done(await bench.mover.eject());
      const after = await bench.state();
      expect(after.position).toBe('gate');
      expect(after.statistics['moves']).toBe((statistics['moves'] ?? 0) + 1);
    }));

  it('moves the card again, from where it is, when its supply failed in the move', () =>
    withCard(model, async (bench) => {
      await bench.faults({ powerLossDuring: 'move', once: true });
      done(await bench.mover.eject());
      expect((await bench.state()).position).toBe('gate');
      await bench.take();
    }));

  it('knows nothing of the card after its supply failed in a command to it, and finds it again', () =>
    withCard(model, async (bench) => {
      await bench.faults({ powerLossDuring: 'apdu', once: true });
      expect(await verifyWrongPin(bench)).toEqual(fault('silent'));
      const select = Buffer.from(SELECT_SSSE, 'hex');
      expect(await bench.reader.transmit('card', select)).toEqual(fault('cardMoved'));
      await bench.standsAt('unknown');
      await bench.standsAt('inside');
      expect((await bench.state()).card).toBe('in-work-2.0');
      done(await bench.mover.moveToContacts());
      expect(done(await bench.reader.powerOn('card')).length).toBe(17);
    }));
});
