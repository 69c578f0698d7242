import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACK_TIMEOUT_MS,
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeOutcome,
  type ExchangeRequest,
  INTER_BYTE_TIMEOUT_MS,
  MANGLED_ANSWER_QUIET_MS,
  MAX_NAKS,
  MAX_NOISE_BYTES,
  RESENDS,
  stepExchange,
  UNCONFIRMED_MS,
} from './exchange.ts';

const ANSWER = Uint8Array.of(0x50, 0x31, 0x30);
const OTHER = Uint8Array.of(0x50, 0x32, 0x39);
const ANSWER_TIMEOUT_MS = 2_000;

const request = (changes: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  needsEnquiry: false,
  sendingMs: 10,
  answerTimeoutMs: ANSWER_TIMEOUT_MS,
  repeatable: true,
  isAnswer: (text) => text[1] === ANSWER[1],
  ...changes,
});

/** An exchange on a clock of its own: inputs come at given times, and it is woken whenever it asked for it. */
class Play {
  exchange: Exchange;
  now = 1000;
  wakeAt = 0;
  written: string[] = [];
  outcome: ExchangeOutcome | null = null;
  settledAt = 0;
  /** What the parser finds in the bytes that are given up. */
  inAbandoned: ((atMs: number) => ExchangeInput)[] = [];

  constructor(what: ExchangeRequest, unclean = false) {
    const step = beginExchange(what, this.now, unclean);
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
      if (effect.type === 'writeCommand') this.written.push('command');
      if (effect.type === 'write') this.written.push(effect.control);
      if (effect.type === 'wakeAt') this.wakeAt = effect.atMs;
      if (effect.type === 'abandon') {
        expect(effects.at(-1)).toBe(effect);
        for (const input of this.inAbandoned.splice(0)) this.#feed(input(this.now));
        this.#feed({ type: 'abandoned', atMs: this.now });
      }
      if (effect.type === 'settle') {
        expect(this.outcome).toBeNull();
        this.outcome = effect.outcome;
        this.settledAt = this.now;
      }
    }
  }
}

const control =
  (name: 'ack' | 'nak' | 'enq' | 'eot') =>
  (atMs: number): ExchangeInput => ({ type: 'control', control: name, atMs });
const frame =
  (text: Uint8Array) =>
  (atMs: number): ExchangeInput => ({ type: 'frame', text, atMs });
const pieces =
  (pending: number) =>
  (atMs: number): ExchangeInput => ({ type: 'received', pending, atMs });
const noise = (count: number) => (): ExchangeInput => ({ type: 'discarded', count });
const wrongBcc = (atMs: number): ExchangeInput => ({ type: 'checksumError', atMs });
const ack = control('ack');

describe('a command that is executed when it is heard', () => {
  it('is written, acknowledged, answered, and the answer acknowledged', () => {
    const play = new Play(request()).after(5, ack).after(50, frame(ANSWER));
    expect(play.outcome).toEqual({ type: 'answered', text: ANSWER });
    expect(play.written).toEqual(['command', 'ack']);
    expect(play.exchange.unclean).toBe(false);
  });

  it('is written again when there is no ACK, and given up in the end', () => {
    const play = new Play(request()).after(10_000);
    expect(play.written).toEqual(Array.from({ length: 1 + RESENDS }, () => 'command'));
    expect(play.outcome).toEqual({ type: 'silent' });
    expect(play.settledAt - 1000).toBe((1 + RESENDS) * (ACK_TIMEOUT_MS + 10));
    expect(play.exchange.unclean).toBe(true);
  });

  it('is given time to go out on a slow line before its ACK is missed', () => {
    const play = new Play(request({ sendingMs: 400 })).after(600);
    expect(play.written).toEqual(['command']);
    play.after(110);
    expect(play.written).toEqual(['command', 'command']);
  });

  it('is written again when it is refused with NAK, whatever it does, and given up in the end', () => {
    const play = new Play(request({ repeatable: false })).after(5, control('nak')).after(5, control('nak'));
    expect(play.written).toEqual(['command', 'command', 'command']);
    expect(play.after(5, control('nak')).outcome).toEqual({ type: 'garbled' });
  });

  it('is answered though its ACK was lost', () => {
    const play = new Play(request({ repeatable: false })).after(100, frame(ANSWER));
    expect(play.outcome).toMatchObject({ type: 'answered' });
    expect(play.written).toEqual(['command', 'ack']);
  });

  it('is not written again without an ACK where that would do harm: an answer is waited for', () => {
    const play = new Play(request({ repeatable: false })).after(ACK_TIMEOUT_MS + 4_000);
    expect(play.written).toEqual(['command']);
    expect(play.after(0, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });

    const silent = new Play(request({ repeatable: false })).after(20_000);
    expect(silent.written).toEqual(['command']);
    expect(silent.outcome).toEqual({ type: 'silent' });
    expect(silent.settledAt - 1000).toBe(ACK_TIMEOUT_MS + 10 + UNCONFIRMED_MS);
  });

  it('has its answer repeated when that is mangled or breaks off', () => {
    const play = new Play(request({ repeatable: false }))
      .after(5, ack)
      .after(20, wrongBcc)
      .after(20, pieces(7))
      .after(INTER_BYTE_TIMEOUT_MS)
      .after(20, frame(ANSWER));
    expect(play.outcome).toMatchObject({ type: 'answered' });
    expect(play.written).toEqual(['command', 'nak', 'nak', 'ack']);
    // The unit may repeat it once more.
    expect(play.exchange.unclean).toBe(true);
  });

  it('is not asked to repeat an answer for a lone byte, nor for noise before an ACK', () => {
    const lone = new Play(request()).after(5, ack).after(20, pieces(1)).after(INTER_BYTE_TIMEOUT_MS);
    expect(lone.written).toEqual(['command']);
    const before = new Play(request()).after(5, pieces(9));
    before.inAbandoned = [ack];
    before.after(INTER_BYTE_TIMEOUT_MS);
    expect(before.written).toEqual(['command']);
    expect(before.after(500, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });

  it('has its answer repeated when as much noise as an answer came and then nothing', () => {
    const play = new Play(request({ repeatable: false })).after(5, ack).after(50, noise(9), pieces(0));
    expect(play.after(MANGLED_ANSWER_QUIET_MS).written).toEqual(['command', 'nak']);
    expect(play.after(50, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
    const motor = new Play(request({ repeatable: false, answerTimeoutMs: 20_000 })).after(5, ack);
    for (let turn = 0; turn < 9; turn += 1) motor.after(1000, noise(9), pieces(0));
    expect(motor.written).toEqual(['command', 'nak', 'nak']);
    expect(motor.outcome).toBeNull();
    expect(motor.after(1000, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });

  it('has its answer repeated when that is mangled and its ACK was lost', () => {
    const play = new Play(request({ repeatable: false })).after(50, wrongBcc).after(30, frame(ANSWER));
    expect(play.outcome).toMatchObject({ type: 'answered' });
    expect(play.written).toEqual(['command', 'nak', 'ack']);
    // Not the answer, but noise before the ACK: the unit is given all its time.
    const early = new Play(request({ repeatable: false })).after(50, wrongBcc).after(50, ack);
    expect(early.after(ANSWER_TIMEOUT_MS - 100, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });

  it('is written once more when its answer is lost, and then cancelled', () => {
    const play = new Play(request())
      .after(5, ack)
      .after(ANSWER_TIMEOUT_MS)
      .after(5, ack)
      .after(ANSWER_TIMEOUT_MS);
    expect(play.written).toEqual(['command', 'command', 'eot']);
    expect(play.outcome).toBeNull();
    expect(play.after(5, control('eot')).outcome).toEqual({ type: 'silent' });
    expect(play.exchange.unclean).toBe(false);
  });

  it('is cancelled at once when its answer is lost and a second time would do harm', () => {
    const play = new Play(request({ repeatable: false })).after(5, ack).after(ANSWER_TIMEOUT_MS);
    expect(play.written).toEqual(['command', 'eot']);
    expect(play.after(ACK_TIMEOUT_MS).outcome).toEqual({ type: 'silent' });
    expect(play.exchange.unclean).toBe(true);
  });

  it('takes an answer that crosses the EOT', () => {
    const play = new Play(request({ repeatable: false }))
      .after(5, ack)
      .after(ANSWER_TIMEOUT_MS)
      .after(5, frame(ANSWER));
    expect(play.outcome).toMatchObject({ type: 'answered' });
    expect(play.written).toEqual(['command', 'eot', 'ack']);
    expect(play.exchange.unclean).toBe(true);
  });

  it('acknowledges an answer that belongs to another command, and forgets it', () => {
    const play = new Play(request()).after(5, ack).after(5, frame(OTHER)).after(5, frame(ANSWER));
    expect(play.outcome).toEqual({ type: 'answered', text: ANSWER });
    expect(play.written).toEqual(['command', 'ack', 'ack']);
  });

  it('waits for a slow frame as long as its bytes keep coming', () => {
    const play = new Play(request()).after(5, ack).after(ANSWER_TIMEOUT_MS - 20, pieces(2));
    for (let pending = 3; pending < 12; pending += 1) play.after(INTER_BYTE_TIMEOUT_MS - 50, pieces(pending));
    expect(play.outcome).toBeNull();
    expect(play.after(5, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });

  it('gives up a line that babbles', () => {
    const play = new Play(request()).after(1, noise(MAX_NOISE_BYTES)).after(1, noise(1));
    expect(play.outcome).toEqual({ type: 'garbled' });
  });

  it('looks once more when its timer went off late, as the bytes may be waiting', () => {
    const play = new Play(request());
    const first = stepExchange(play.exchange, { type: 'woken', atMs: play.wakeAt + 500 });
    expect(first.effects).toEqual([{ type: 'wakeAt', atMs: expect.any(Number) }]);
    const second = stepExchange(first.exchange, { type: 'woken', atMs: first.exchange.wakeAtMs });
    expect(second.effects).toContainEqual({ type: 'writeCommand' });
  });

  it('is silent when the port goes', () => {
    expect(new Play(request()).after(1, () => ({ type: 'portGone' })).outcome).toEqual({
      type: 'silent',
    });
  });
});

describe('a command that is executed when it is asked for', () => {
  const enquired = (changes: Partial<ExchangeRequest> = {}) => request({ needsEnquiry: true, ...changes });

  it('is asked for after its ACK', () => {
    const play = new Play(enquired()).after(5, ack).after(50, frame(ANSWER));
    expect(play.outcome).toMatchObject({ type: 'answered' });
    expect(play.written).toEqual(['command', 'enq', 'ack']);
  });

  it('is written again without an ACK whatever it does, as it has not run', () => {
    const play = new Play(enquired({ repeatable: false })).after(10_000);
    expect(play.written).toEqual(Array.from({ length: 1 + RESENDS }, () => 'command'));
    expect(play.outcome).toEqual({ type: 'silent' });
  });

  it('takes no answer before it was asked for', () => {
    const play = new Play(enquired()).after(5, frame(ANSWER)).after(5, ack).after(20, frame(ANSWER));
    expect(play.written).toEqual(['command', 'ack', 'enq', 'ack']);
    expect(play.settledAt).toBe(1030);
  });
});

describe('after an exchange that did not end cleanly', () => {
  it('the line is cleared first, and what still comes is not taken for an answer', () => {
    const play = new Play(request(), true).after(5, frame(ANSWER)).after(5, control('eot'));
    expect(play.written).toEqual(['eot', 'ack', 'command']);
    expect(play.after(5, ack).after(5, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });

  it('an answer before the ACK is an old one where the unit did not say that it is clear', () => {
    const play = new Play(request({ repeatable: false }), true)
      .after(ACK_TIMEOUT_MS)
      .after(5, frame(ANSWER))
      .after(5, ack);
    expect(play.outcome).toBeNull();
    expect(play.written).toEqual(['eot', 'command', 'ack']);
    expect(play.after(5, frame(ANSWER)).outcome).toMatchObject({ type: 'answered' });
  });
});

it('whatever happens in whatever order, an exchange settles exactly once, in bounded time and with bounded writes', () => {
  const input = fc.oneof(
    fc.integer({ min: 0, max: 500 }).map(pieces),
    fc.integer({ min: 1, max: 300 }).map(noise),
    fc.constant(wrongBcc),
    fc.constantFrom(frame(ANSWER), frame(OTHER)),
    fc.constantFrom(ack, control('nak'), control('enq'), control('eot')),
  );
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), input), { maxLength: 60 }),
      (needsEnquiry, repeatable, unclean, script) => {
        const play = new Play(request({ needsEnquiry, repeatable }), unclean);
        for (const [ms, next] of script) play.after(ms, next);
        play.after(60_000);
        expect(play.outcome).not.toBeNull();
        const commands = play.written.filter((written) => written === 'command').length;
        expect(commands).toBeLessThanOrEqual(2 + RESENDS);
        expect(play.written.filter((written) => written === 'nak').length).toBeLessThanOrEqual(MAX_NAKS);
        expect(play.written.filter((written) => written === 'eot').length).toBeLessThanOrEqual(2);
      },
    ),
  );
});

it('what may not run twice is written once, unless the unit itself has refused it', () => {
  const input = fc.oneof(
    fc.integer({ min: 0, max: 500 }).map(pieces),
    fc.constant(wrongBcc),
    fc.constantFrom(frame(OTHER), ack, control('eot')),
  );
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), input), { maxLength: 30 }),
      (unclean, script) => {
        const play = new Play(request({ repeatable: false }), unclean);
        for (const [ms, next] of script) play.after(ms, next);
        play.after(60_000);
        expect(play.written.filter((written) => written === 'command')).toHaveLength(1);
      },
    ),
  );
});
