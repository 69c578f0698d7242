import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INFORMATION_BYTES, SZZT_COMMANDS, type SzztCommandName } from './commands.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  INTER_BYTE_TIMEOUT_MS,
  MAX_NOISE_BYTES,
  RESENDS,
  stepExchange,
} from './exchange.ts';

/** An exchange on a clock of its own: inputs come at given times, and it is woken whenever it asked for it. */
class Play {
  exchange: Exchange;
  now = 1000;
  wakeAt = 0;
  writes = 0;
  outcome: ExchangeOutcome | null = null;

  constructor(command: SzztCommandName) {
    const step = beginExchange(command, this.now);
    this.exchange = step.exchange;
    this.#perform(step.effects);
  }

  after(ms: number, ...inputs: ((atMs: number) => ExchangeInput)[]): this {
    const until = this.now + ms;
    while (this.outcome === null && this.wakeAt <= until) {
      this.now = Math.max(this.now, this.wakeAt);
      this.#feed({ type: 'woken', atMs: this.now });
    }
    this.now = until;
    for (const input of inputs) this.#feed(input(this.now));
    return this;
  }

  #feed(input: ExchangeInput): void {
    const step = stepExchange(this.exchange, input);
    this.exchange = step.exchange;
    this.#perform(step.effects);
  }

  #perform(effects: readonly ExchangeEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'write') this.writes += 1;
      if (effect.type === 'wakeAt') this.wakeAt = effect.atMs;
      if (effect.type === 'settle') {
        expect(this.outcome).toBeNull();
        this.outcome = effect.outcome;
      }
    }
  }
}

const frame =
  (code: number, dataBytes = 0) =>
  (atMs: number): ExchangeInput => {
    const body = new Uint8Array(1 + dataBytes);
    body[0] = code;
    return { type: 'frame', body, atMs };
  };
const pieces =
  (pending: number) =>
  (atMs: number): ExchangeInput => ({ type: 'received', pending, atMs });
const noise = (count: number) => (): ExchangeInput => ({ type: 'noise', count });
const wrongChecksum = (atMs: number): ExchangeInput => ({ type: 'checksumError', atMs });

describe('one command', () => {
  it.each([0x60, 0x7f, 0x9f, 0xa3, 0xe0])('is written once and settles with its answer (%i)', (code) => {
    const play = new Play('openKeyboard').after(20, frame(code));
    expect(play.outcome).toMatchObject({ type: 'answered', code });
    expect(play.writes).toBe(1);
  });

  it('that gets no answer is written again, and is silent then', () => {
    const play = new Play('closeKeyboard').after(999);
    expect([play.writes, play.outcome]).toEqual([1, null]);
    expect(play.after(2000).writes).toBe(1 + RESENDS);
    expect(play.after(1000).outcome).toEqual({ type: 'silent' });
  });

  it('that gets only noise is garbled', () => {
    expect(new Play('openKeyboard').after(10, noise(3), pieces(0)).after(4000).outcome).toEqual({
      type: 'garbled',
    });
  });

  it('whose answer breaks off or is changed is written again', () => {
    const play = new Play('information').after(50, pieces(80)).after(INTER_BYTE_TIMEOUT_MS);
    expect(play.writes).toBe(2);
    play.after(10, wrongChecksum);
    expect(play.writes).toBe(3);
    expect(play.after(10, wrongChecksum).outcome).toEqual({ type: 'garbled' });
  });

  it.each([0xe8, 0xe9, 0xeb])('that the pad did not get right (%i) is written again', (code) => {
    const play = new Play('openKeyboard').after(10, frame(code));
    expect([play.writes, play.outcome]).toEqual([2, null]);
    expect(play.after(10, frame(0x60)).outcome).toMatchObject({ type: 'answered' });
  });

  it.each([0xdd, 0xef, 0xff])('that the pad refuses (%i) is not', (code) => {
    expect(new Play('openKeyboard').after(10, frame(code)).outcome).toMatchObject({ type: 'answered', code });
  });

  it('is not answered by what another one gets', () => {
    const play = new Play('information').after(10, frame(0x60), frame(0x11));
    expect(play.outcome).toBeNull();
    expect(play.after(10, frame(0x60, INFORMATION_BYTES)).outcome).toMatchObject({ type: 'answered' });
    expect(new Play('openKeyboard').after(10, frame(0x60, INFORMATION_BYTES)).outcome).toBeNull();
  });

  it('gives up a line that babbles, and is silent when the port goes', () => {
    expect(new Play('openKeyboard').after(1, noise(MAX_NOISE_BYTES + 1)).outcome).toEqual({
      type: 'garbled',
    });
    expect(new Play('openKeyboard').after(1, () => ({ type: 'portGone' })).outcome).toEqual({
      type: 'silent',
    });
  });
});

it('whatever happens in whatever order, an exchange settles exactly once and in bounded time', () => {
  const input = fc.oneof(
    fc.integer({ min: 0, max: 300 }).map(pieces),
    fc.integer({ min: 1, max: 500 }).map(noise),
    fc.constant(wrongChecksum),
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 8, INFORMATION_BYTES))
      .map(([code, data]) => frame(code, data)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(SZZT_COMMANDS) as SzztCommandName[])),
      fc.array(fc.tuple(fc.nat(300), input), { maxLength: 60 }),
      (command, script) => {
        const play = new Play(command);
        for (const [ms, next] of script) play.after(ms, next);
        play.after(10_000);
        expect(play.outcome).not.toBeNull();
        expect(play.writes).toBeLessThanOrEqual(1 + RESENDS);
      },
    ),
  );
});
