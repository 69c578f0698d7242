import { describe, expect, it } from 'vitest';
import { crt310Parser, encodeCrt310Frame } from '../../framing/crt-310.ts';
import type { ChipCardReader } from '../chip-card-reader.ts';
import { crt310Link } from './driver.ts';

/** By command in hex: the data of the answer in hex, or `!` and the code of a refusal. */
type Script = Record<string, string | string[]>;

const DONE = '59';
const INSIDE = '4a4e4e';
const AT_CONTACTS = '4b4e4e';
const NO_CARD = '4e4e4e';
const DEFAULTS: Script = { '3130': INSIDE };

/** A unit that acknowledges everything, waits for ENQ, and answers by its script. */
async function unit(script: Script = {}): Promise<{ reader: ChipCardReader; asked: string[] }> {
  const asked: string[] = [];
  let waiting: Uint8Array | null = null;
  let receive: (bytes: Uint8Array) => void = () => undefined;
  const say = (bytes: Uint8Array) => queueMicrotask(() => receive(bytes));
  const hears = crt310Parser({
    frame: (text) => {
      waiting = new Uint8Array(text);
      say(Uint8Array.of(0x06));
    },
    control: (control) => {
      if (control === 'eot') say(Uint8Array.of(0x04));
      if (control !== 'enq' || waiting === null) return;
      const command = Buffer.from(waiting).toString('hex');
      const [cm = 0, pm = 0] = waiting;
      asked.push(command);
      const answers = script[command] ?? DEFAULTS[command] ?? DONE;
      const answer = typeof answers === 'string' ? answers : (answers.shift() ?? DONE);
      say(
        encodeCrt310Frame(
          answer.startsWith('!')
            ? Uint8Array.of(0x4e, cm, Number.parseInt(answer.slice(1), 16))
            : Buffer.concat([Uint8Array.of(cm, pm), Buffer.from(answer, 'hex')]),
        ),
      );
    },
    discarded: () => undefined,
    checksumError: () => undefined,
  });
  const link = await crt310Link((listener) => {
    receive = (bytes) => listener.data(bytes);
    return Promise.resolve({
      ok: true,
      value: {
        port: '/dev/ttyS3',
        write: (bytes: Uint8Array) => hears.push(bytes),
        confirm: () => undefined,
        close: () => Promise.resolve(),
      },
    });
  })(() => undefined);
  if (!link.ok) throw new Error(link.error);
  expect(link.value).toMatchObject({ port: '/dev/ttyS3', model: 'crt-310' });
  await link.value.reader.open();
  asked.length = 0;
  return { reader: link.value.reader, asked };
}

const fault = (type: string) => ({ ok: false, error: { type } });
const ATR = '3b6d000000810102038650999900000001';
const ANSWERED = (hex: string, p = DONE) => p + (hex.length / 2).toString(16).padStart(4, '0') + hex;

describe('open', () => {
  it('resets without moving the card, lets cards stop at the contacts, and says model and version', async () => {
    const { reader, asked } = await unit({ '3030': Buffer.from('CRT-310-N V3.00').toString('hex') });
    expect(await reader.open()).toEqual({ ok: true, value: { description: 'CRT-310-N V3.00' } });
    expect(asked).toEqual(['3030', '2e33']);
  });

  it.each([
    ['05', '5'],
    ['07', '7'],
    ['37', '7'],
  ])('ends with what the unit says of its supply (E %s)', async (e, code) => {
    const { reader } = await unit({ '3030': `!${e}` });
    expect(await reader.open()).toEqual({ ok: false, error: { type: 'broken', code: `CRT-310 E ${code}` } });
  });
});

describe('power on', () => {
  it('powers the contacts, resets, and goes on in the protocol of the reset', async () => {
    const t0 = await unit({ '3730': ANSWERED(ATR), '3731000500b2070b00': ANSWERED('9000') });
    const powered = await t0.reader.powerOn('card');
    expect(powered.ok && Buffer.from(powered.value).toString('hex')).toBe(ATR);
    expect(t0.asked).toEqual(['3330', '3730']);
    const t1 = await unit({ '3730': ANSWERED(ATR, '5a'), '3732000500b2070b12': ANSWERED('9000', '5a') });
    await t1.reader.powerOn('card');
    expect((await t1.reader.transmit('card', Buffer.from('00b2070b12', 'hex'))).ok).toBe(true);
  });

  it('tries a warm reset before it calls a card mute', async () => {
    const { reader, asked } = await unit({ '3730': '4e', '372f': '4e' });
    expect(await reader.powerOn('card')).toEqual(fault('mute'));
    expect(asked).toEqual(['3330', '3730', '372f']);
  });

  it.each([
    ['45', 'noCard'],
    ['57', 'cardMoved'],
    ['4e', 'mute'],
    ['00', 'garbled'],
  ])('says why the contacts cannot be powered (P %s)', async (p, type) => {
    const { reader, asked } = await unit({ '3330': p });
    expect(await reader.powerOn('card')).toEqual(fault(type));
    expect(asked).toEqual(['3330']);
  });
});

describe('status', () => {
  it.each([
    ['46', 'inside'],
    ['47', 'inside'],
    ['48', 'atGate'],
    ['49', 'atGate'],
    ['4a', 'inside'],
    ['4b', 'atContacts'],
    ['4c', 'inside'],
    ['4d', 'none'],
    ['4e', 'none'],
    ['30', 'unknown'],
  ])('S1 %s is %s', async (s1, position) => {
    const { reader } = await unit({ '3130': `${s1}4e4e` });
    expect(await reader.status()).toEqual({
      ok: true,
      value: { position, collision: false, retainBin: 'notSupported' },
    });
  });

  it('initialises a unit whose supply was away, permits entry again, and knows nothing once', async () => {
    const { reader, asked } = await unit({ '3130': ['!02', INSIDE] });
    await reader.mover?.permitEntry();
    asked.length = 0;
    expect(await reader.status()).toMatchObject({ value: { position: 'unknown' } });
    expect(asked).toEqual(['3130', '3030', '2e33', '2f3331']);
    expect(await reader.status()).toMatchObject({ value: { position: 'inside' } });
  });
});

describe('a move', () => {
  it('is not made without a card', async () => {
    const { reader, asked } = await unit({ '3130': NO_CARD });
    expect(await reader.mover?.eject()).toEqual(fault('noCard'));
    expect(asked).toEqual(['3130']);
  });

  it('takes the supply off the contacts first', async () => {
    const { reader, asked } = await unit({ '3130': AT_CONTACTS });
    expect(await reader.mover?.eject()).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual(['3130', '3331', '3230']);
  });

  it('that fails is a jam where the card is not where it should be', async () => {
    const { reader } = await unit({ '3230': '4e' });
    expect(await reader.mover?.eject()).toEqual(fault('jammed'));
  });

  it('that fails is none where it is', async () => {
    const { reader } = await unit({ '3230': '4e', '3130': [INSIDE, '494e4e'] });
    expect(await reader.mover?.eject()).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['06', 'jammed'],
    ['00', 'unsupported'],
    ['01', 'unsupported'],
    ['04', 'garbled'],
  ])('that is refused with E %s is %s', async (e, type) => {
    const { reader } = await unit({ '3233': `!${e}` });
    expect(await reader.mover?.capture()).toEqual(fault(type));
  });
});

describe('a command to the card', () => {
  it('never asks for 256 bytes', async () => {
    const { reader, asked } = await unit({ '3731000500b20700ff': ANSWERED('6c0b') });
    const answer = await reader.transmit('card', Buffer.from('00b2070000', 'hex'));
    expect(answer.ok && Buffer.from(answer.value).toString('hex')).toBe('6c0b');
    expect(asked).toEqual(['3731000500b20700ff']);
  });

  it('leaves the question for the tries left as it is', async () => {
    const { reader, asked } = await unit({ '373100050020000000': ANSWERED('63c6') });
    expect((await reader.transmit('card', Buffer.from('0020000000', 'hex'))).ok).toBe(true);
    expect(asked).toEqual(['373100050020000000']);
  });

  it.each([
    ['4e', 'mute'],
    ['45', 'noCard'],
    ['57', 'cardMoved'],
    ['5900ff9000', 'garbled'],
    ['59000190', 'garbled'],
  ])('that ends with %s is %s', async (answer, type) => {
    const { reader } = await unit({ '3731000500b2070b12': answer });
    expect(await reader.transmit('card', Buffer.from('00b2070b12', 'hex'))).toEqual(fault(type));
  });

  it('is cardMoved after the supply was away, and not sent until the unit is initialised', async () => {
    const { reader, asked } = await unit({ '3731000500b2070b12': '!02' });
    expect(await reader.transmit('card', Buffer.from('00b2070b12', 'hex'))).toEqual(fault('cardMoved'));
    asked.length = 0;
    expect(await reader.transmit('card', Buffer.from('00b2070b12', 'hex'))).toEqual(fault('cardMoved'));
    expect(await reader.powerOff('card')).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual([]);
  });

  it('to the security module is not known how to be sent', async () => {
    const { reader, asked } = await unit();
    expect(await reader.powerOn('sam1')).toEqual(fault('unsupported'));
    expect(await reader.transmit('sam1', Buffer.from('0084000008', 'hex'))).toEqual(fault('unsupported'));
    expect(asked).toEqual([]);
  });
});
