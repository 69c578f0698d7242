import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SDT_COMMANDS, type SdtCommandName, withWireTime } from './commands.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  INTER_BYTE_TIMEOUT_MS,
  LATE_ANSWER_GRACE_MS,
  MANGLED_ANSWER_QUIET_MS,
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
  drops = 0;
  outcome: ExchangeOutcome | null = null;
  settledAt = 0;

  constructor(command: SdtCommandName, owed: readonly SdtCommandName[] = []) {
    const step = beginExchange(
      SDT_COMMANDS[command],
      this.now,
      owed.map((name) => SDT_COMMANDS[name]),
    );
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
      if (effect.type === 'dropPending') this.drops += 1;
      if (effect.type === 'settle') {
        expect(this.outcome).toBeNull();
        this.outcome = effect.outcome;
        this.settledAt = this.now;
      }
    }
  }
}

const frame =
  (sw3: number, dataBytes = 0) =>
  (atMs: number): ExchangeInput => {
    const body = new Uint8Array(3 + dataBytes);
    body[2] = sw3;
    return { type: 'frame', body, atMs };
  };
const pieces =
  (pending: number) =>
  (atMs: number): ExchangeInput => ({ type: 'received', pending, atMs });
const noise = (count: number) => (): ExchangeInput => ({ type: 'discarded', count });
const wrongChecksum = (atMs: number): ExchangeInput => ({ type: 'checksumError', atMs });

describe('one command', () => {
  it('is written once and settles with its answer', () => {
    const play = new Play('find').after(20, frame(0x9f, 4));
    expect(play.outcome).toMatchObject({ type: 'answered', status: 'cardFound', sw3: 0x9f });
    expect(play.writes).toBe(1);
  });

  it('is silent when nothing comes within its time, and not earlier', () => {
    const play = new Play('readBase').after(2999);
    expect(play.outcome).toBeNull();
    expect(play.after(1).outcome).toEqual({ type: 'silent' });
    expect(play.exchange.owed).toEqual([SDT_COMMANDS.readBase]);
  });

  it('waits for a slow answer as long as its bytes keep coming', () => {
    const play = new Play('readBase').after(2900, pieces(32));
    for (let pending = 64; pending < 1295; pending += 64) play.after(90, pieces(pending));
    expect(play.outcome).toBeNull();
    play.after(10, frame(0x90, 1284));
    expect(play.outcome).toMatchObject({ status: 'done' });
  });

  it('does not wait for a trickle longer than its total time', () => {
    const play = new Play('readBase');
    for (let pending = 2; play.writes === 1 && pending < 200; pending += 1) play.after(150, pieces(pending));
    expect(play.now - 1000).toBeLessThanOrEqual(SDT_COMMANDS.readBase.totalTimeoutMs + 150);
    expect(play.drops).toBe(1);
  });

  it('is asked again when its answer breaks off, and given up when it does so every time', () => {
    const play = new Play('readBase');
    for (let attempt = 0; attempt <= RESENDS; attempt += 1)
      play.after(100, pieces(700)).after(INTER_BYTE_TIMEOUT_MS);
    expect(play.writes).toBe(1 + RESENDS);
    expect(play.drops).toBe(1 + RESENDS);
    expect(play.outcome).toEqual({ type: 'garbled' });
  });

  it('is asked again after a wrong checksum, and given up after as many as are allowed', () => {
    const play = new Play('select').after(10, wrongChecksum).after(10, wrongChecksum);
    expect([play.writes, play.outcome]).toEqual([3, null]);
    expect(play.after(10, wrongChecksum).outcome).toEqual({ type: 'garbled' });
  });

  it.each([0x10, 0x11])('is asked again when the module did not get it right (%i)', (sw3) => {
    const play = new Play('find').after(10, frame(sw3));
    expect([play.writes, play.outcome]).toEqual([2, null]);
    expect(play.after(10, frame(0x80)).outcome).toMatchObject({ status: 'findFailed' });
  });

  it('is asked again when as much noise as an answer came and then nothing', () => {
    const play = new Play('readBase').after(50, noise(1296), pieces(0)).after(MANGLED_ANSWER_QUIET_MS);
    expect(play.writes).toBe(2);
    expect(play.after(50, frame(0x90, 1284)).outcome).toMatchObject({ status: 'done' });
  });

  it('is not asked again for a little noise before the answer', () => {
    const play = new Play('readBase').after(50, noise(5), pieces(1)).after(2000);
    expect(play.writes).toBe(1);
    expect(play.after(1, frame(0x90, 1284)).outcome).toMatchObject({ status: 'done' });
  });

  it('gives up a line that babbles without waiting for its time to pass', () => {
    const play = new Play('readBase').after(1, noise(MAX_NOISE_BYTES)).after(1, noise(1));
    expect(play.outcome).toEqual({ type: 'garbled' });
  });

  it('looks once more when its timer went off late, as the bytes may be waiting', () => {
    const play = new Play('find');
    const late = play.wakeAt + 500;
    const first = stepExchange(play.exchange, { type: 'woken', atMs: late });
    expect(first.effects).toEqual([{ type: 'wakeAt', atMs: expect.any(Number) }]);
    const second = stepExchange(first.exchange, { type: 'woken', atMs: first.exchange.wakeAtMs });
    expect(second.effects).toContainEqual({ type: 'settle', outcome: { type: 'silent' } });
  });

  it('is silent when the port goes', () => {
    expect(new Play('find').after(1, () => ({ type: 'portGone' })).outcome).toEqual({ type: 'silent' });
  });
});

describe('an answer that belongs to another command', () => {
  it('is ignored by its length or its status', () => {
    const play = new Play('readBase')
      .after(5, frame(0x9f, 4))
      .after(5, frame(0x90))
      .after(5, frame(0x90, 8))
      .after(5, frame(0x91));
    expect(play.outcome).toBeNull();
    expect(play.after(5, frame(0x90, 1284)).outcome).toMatchObject({ status: 'done' });
  });

  it('that is owed and fits as well is replaced by the one behind it', () => {
    const play = new Play('newestAddress', ['readBase']).after(5, frame(0x41)).after(20, frame(0x91));
    expect(play.outcome).toMatchObject({ status: 'noContent' });
  });

  it('that is owed and fits as well counts after all when nothing is behind it', () => {
    const play = new Play('newestAddress', ['readBase']).after(5, frame(0x41));
    expect(play.outcome).toBeNull();
    expect(play.after(LATE_ANSWER_GRACE_MS).outcome).toMatchObject({ status: 'readFailed' });
  });

  it('that is owed and does not fit is dropped at once', () => {
    const play = new Play('status', ['find']).after(5, frame(0x9f, 4)).after(5, frame(0x90));
    expect(play.outcome).toMatchObject({ status: 'done' });
    expect(play.settledAt).toBe(1010);
  });
});

it('a slow wire is given the time that its bytes need', () => {
  const { answerTimeoutMs, totalTimeoutMs } = withWireTime(SDT_COMMANDS.readBase, 10_000 / 9600);
  expect(answerTimeoutMs).toBeGreaterThan(SDT_COMMANDS.readBase.answerTimeoutMs + 20);
  expect(totalTimeoutMs).toBeGreaterThan(SDT_COMMANDS.readBase.totalTimeoutMs + 1349);
});

it('whatever happens in whatever order, an exchange settles exactly once and in bounded time', () => {
  const input = fc.oneof(
    fc.constant(pieces(0)),
    fc.integer({ min: 0, max: 2400 }).map(pieces),
    fc.integer({ min: 1, max: 3000 }).map(noise),
    fc.constant(wrongChecksum),
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 4, 8, 70, 1284))
      .map(([sw3, data]) => frame(sw3, data)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(SDT_COMMANDS) as SdtCommandName[])),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), input), { maxLength: 60 }),
      (command, script) => {
        const play = new Play(command);
        for (const [ms, next] of script) play.after(ms, next);
        play.after(20_000);
        expect(play.outcome).not.toBeNull();
        expect(play.writes).toBeLessThanOrEqual(1 + RESENDS);
        expect(play.exchange.owed.length).toBeLessThanOrEqual(2);
      },
    ),
  );
});
