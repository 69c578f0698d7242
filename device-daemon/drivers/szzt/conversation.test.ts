import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSzztFrame } from '../../framing/szzt.ts';
import { PIN_MAX_DIGITS } from '../pin-pad/pin-pad-driver.ts';
import { SzztConversation } from './conversation.ts';
import { decodeInformation } from './information.ts';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const DONE = () => encodeSzztFrame(ascii('`'));

/** Field by field as in the drawing. */
const informationOf = (settings: string): string =>
  `${' '.repeat(50)}${'30'.repeat(24)}${settings.padEnd(20, '0')}${'F'.repeat(8)}ZT598B10020320260001`;

function talking() {
  const written: string[] = [];
  const conversation = new SzztConversation({
    write: (bytes) => written.push(Buffer.from(bytes.subarray(4, -3)).toString('latin1')),
  });
  const digits = new Uint8Array(PIN_MAX_DIGITS);
  const counts: number[] = [];
  const abort = new AbortController();
  const collect = () =>
    conversation.collect({ digits, counted: (count) => counts.push(count) }, abort.signal);
  return { conversation, written, digits, counts, abort, collect };
}

describe('what the pad says of itself', () => {
  it.each([
    ['05', false],
    ['07', true],
    ['0>', true],
    ['0?', true],
    ['0=', false],
    ['0F', true],
    ['0d', false],
    ['##', true],
  ])('settings %s: keyboard open is %s', (settings, keyboardOpen) => {
    expect(decodeInformation(ascii(informationOf(settings)))).toEqual({
      description: 'ZT598B 100 203',
      keyboardOpen,
    });
  });

  it('is never taken on trust', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { description } = decodeInformation(bytes);
        expect(description ?? 'x').toMatch(/^[\x20-\x7e]{1,14}$/);
      }),
    );
  });
});

describe('an entry', () => {
  it('opens the keyboard, takes the keys, and closes it', async () => {
    const { conversation, written, digits, counts, collect } = talking();
    const collecting = collect();
    // Keys before the keyboard is open are nobody's.
    conversation.receive(ascii('99'));
    conversation.receive(DONE());
    conversation.receive(ascii('24680\r'));
    const outcome = await collecting;
    expect(outcome).toMatchObject({ type: 'ended', end: { type: 'entered', count: 5 } });
    // And keys behind the last one, too.
    conversation.receive(ascii('1357'));
    conversation.receive(DONE());
    expect(await (outcome.type === 'ended' ? outcome.closing : null)).toEqual({ type: 'well' });
    expect(written).toEqual(['5033', '5032']);
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect([...digits]).toEqual([2, 4, 6, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('takes keys that come in one piece with the answer', async () => {
    const { conversation, collect } = talking();
    const collecting = collect();
    conversation.receive(Buffer.concat([DONE(), ascii('1234\r')]));
    expect(await collecting).toMatchObject({ end: { type: 'entered', count: 4 } });
  });

  it('overwrites what the keys came in', async () => {
    const { conversation, collect } = talking();
    void collect();
    conversation.receive(DONE());
    const chunk = ascii('2468');
    conversation.receive(chunk);
    expect([...chunk]).toEqual([0, 0, 0, 0]);
    conversation.end();
  });

  it('takes nothing out of a damaged frame for a key', async () => {
    const { conversation, counts, digits, collect } = talking();
    const collecting = collect();
    conversation.receive(DONE());
    conversation.receive(ascii('\x020x0123456789'));
    expect(counts).toEqual([]);
    conversation.end();
    expect(await collecting).toMatchObject({ end: { type: 'lost' } });
    expect(digits.every((digit) => digit === 0)).toBe(true);
  });

  it('is canceled before the keyboard is open, and closes it all the same', async () => {
    const { conversation, written, abort, collect } = talking();
    const collecting = collect();
    abort.abort();
    conversation.receive(DONE());
    expect(await collecting).toMatchObject({ end: { type: 'canceled' } });
    expect(written).toEqual(['5033', '5032']);
    conversation.end();
  });

  it('cannot begin on a pad that refuses', async () => {
    const { conversation, written, collect } = talking();
    const collecting = collect();
    conversation.receive(encodeSzztFrame(Uint8Array.of(0xff)));
    await Promise.resolve();
    await new Promise(setImmediate);
    conversation.receive(DONE());
    expect(await collecting).toEqual({ type: 'broken', code: 'FF' });
    expect(written).toEqual(['5033', '5032']);
  });
});

describe('the self-test', () => {
  it('closes a keyboard that was left open', async () => {
    const { conversation, written } = talking();
    const testing = conversation.selfTest();
    conversation.receive(encodeSzztFrame(ascii(`\`${informationOf('07')}`)));
    for (let turn = 0; turn < 2; turn += 1) {
      await new Promise(setImmediate);
      conversation.receive(DONE());
    }
    expect(await testing).toEqual({ type: 'well', description: 'ZT598B 100 203' });
    expect(written).toEqual(['3', '5032', '5035']);
  });

  it('resets a pad that refuses, once', async () => {
    const { conversation, written } = talking();
    const testing = conversation.selfTest();
    for (const answer of [
      encodeSzztFrame(Uint8Array.of(0xdd)),
      DONE(),
      encodeSzztFrame(Uint8Array.of(0xdd)),
    ]) {
      conversation.receive(answer);
      await new Promise(setImmediate);
    }
    expect(await testing).toEqual({ type: 'broken', code: 'DD' });
    expect(written).toEqual(['3', '5030', '3']);
  });
});
