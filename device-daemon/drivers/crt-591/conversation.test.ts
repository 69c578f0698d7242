import { describe, expect, it } from 'vitest';
import { CreatorParser } from '../../framing/creator.ts';
import { CRT_591_FRAME, encodeCrt591Frame } from '../../framing/crt-591.ts';
import type { ChipCardReader } from '../chip-card-reader.ts';
import { crt591Link } from './driver.ts';

/** By command and data in hex: the status and data of the answer, or `!` and the code of an error. */
type Script = Record<string, string | string[]>;

const NO_CARD = '000 ';
const INSIDE = '200 ';

/** A unit that acknowledges everything and answers by its script; with `2` as its card's place where nothing is said. */
async function unit(script: Script = {}): Promise<{ reader: ChipCardReader; asked: string[] }> {
  const asked: string[] = [];
  let receive: (bytes: Uint8Array) => void = () => undefined;
  // What a host sends can be shorter than any answer.
  const hears = new CreatorParser(
    { ...CRT_591_FRAME, shortestText: 3 },
    {
      frame: (text) => {
        const command = Buffer.from(text).toString('hex', 1);
        asked.push(command);
        const answers = script[command] ?? INSIDE;
        const answer = typeof answers === 'string' ? answers : (answers.shift() ?? INSIDE);
        const body = answer.startsWith('!')
          ? Buffer.concat([Uint8Array.of(0x4e, ...text.subarray(1, 3)), Buffer.from(answer.slice(1))])
          : Buffer.concat([
              Uint8Array.of(0x50, ...text.subarray(1, 3)),
              Buffer.from(answer.slice(0, 3)),
              Buffer.from(answer.slice(4), 'hex'),
            ]);
        queueMicrotask(() => receive(Buffer.concat([Uint8Array.of(0x06), encodeCrt591Frame(3, body)])));
      },
      control: (control) => {
        if (control === 'eot') queueMicrotask(() => receive(Uint8Array.of(0x04)));
      },
      discarded: () => undefined,
      checksumError: () => undefined,
    },
  );
  const link = await crt591Link(
    (listener) => {
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
    },
    { address: 3 },
  )(() => undefined);
  if (!link.ok) throw new Error(link.error);
  expect(link.value).toMatchObject({ port: '/dev/ttyS3', model: 'crt-591' });
  await link.value.reader.open();
  asked.length = 0;
  return { reader: link.value.reader, asked };
}

const fault = (type: string) => ({ ok: false, error: { type } });
const ATR = '3b6d0000008101020386509999000000010000';

describe('open', () => {
  it('initialises without moving the card, and says model and firmware', async () => {
    const { reader, asked } = await unit({
      '3033': `000 ${Buffer.from('CRT-591-M001 V1.02\0').toString('hex')}`,
    });
    expect(await reader.open()).toMatchObject({ ok: true, value: { description: 'CRT-591-M001 V1.02' } });
    expect(asked).toEqual(['3033']);
  });

  it('ends with what the unit says of itself', async () => {
    const { reader } = await unit({ '3033': '!51' });
    expect(await reader.open()).toEqual({ ok: false, error: { type: 'broken', code: 'CRT-591 51' } });
  });
});

describe('power on', () => {
  it('asks for the type, and takes the ATR behind the protocol', async () => {
    const { reader, asked } = await unit({ '513033': `200 30${ATR}` });
    const powered = await reader.powerOn('card');
    expect(powered.ok && Buffer.from(powered.value).toString('hex')).toBe(ATR);
    expect(asked).toEqual(['5030', '513033']);
  });

  it('tries 5 V, 3 V and a warm reset before it calls a card mute', async () => {
    const { reader, asked } = await unit({ '513033': '!63', '513035': '!61', '5138': '!65' });
    expect(await reader.powerOn('card')).toEqual(fault('mute'));
    expect(asked).toEqual(['5030', '513033', '513035', '5138']);
  });

  it('does not try a memory card, nor a card that is not there', async () => {
    const memory = await unit({ '5030': `200 ${Buffer.from('20').toString('hex')}` });
    expect(await memory.reader.powerOn('card')).toEqual(fault('unsupported'));
    const moved = await unit({ '5030': '!45' });
    expect(await moved.reader.powerOn('card')).toEqual(fault('cardMoved'));
    expect(moved.asked).toEqual(['5030']);
  });

  it('goes on where the unit cannot tell the type', async () => {
    const { reader } = await unit({ '5030': '!03', '513033': `200 30${ATR}` });
    expect((await reader.powerOn('card')).ok).toBe(true);
  });

  it('knows the socket of the security module', async () => {
    const { reader, asked } = await unit({ '523033': `200 31${ATR}`, '52390084000008': '200 9000' });
    expect((await reader.powerOn('sam1')).ok).toBe(true);
    expect((await reader.transmit('sam1', Buffer.from('0084000008', 'hex'))).ok).toBe(true);
    expect(asked).toEqual(['523033', '52390084000008']);
  });
});

describe('status', () => {
  it.each([
    ['000', 'none', 'ok'],
    ['120', 'atGate', 'ok'],
    ['201', 'inside', 'full'],
    ['900', 'unknown', 'ok'],
  ])('%s', async (status, position, retainBin) => {
    const { reader } = await unit({ '3130': `${status} ` });
    expect(await reader.status()).toEqual({ ok: true, value: { position, collision: false, retainBin } });
  });

  it('tells a card at its contacts from one that is only inside, by what it was told itself', async () => {
    const { reader } = await unit();
    expect(await reader.mover?.moveToContacts()).toEqual({ ok: true, value: undefined });
    expect(await reader.status()).toMatchObject({ value: { position: 'atContacts' } });
    await reader.mover?.eject();
    expect(await reader.status()).toMatchObject({ value: { position: 'inside' } });
  });

  it('initialises a unit whose supply was away, permits entry again, and knows nothing once', async () => {
    const { reader, asked } = await unit({ '3130': [NO_CARD, '!B0', INSIDE] });
    await reader.status();
    await reader.mover?.permitEntry();
    asked.length = 0;
    expect(await reader.status()).toMatchObject({ value: { position: 'unknown' } });
    expect(asked).toEqual(['3130', '3033', '3330']);
    expect(await reader.status()).toMatchObject({ value: { position: 'inside' } });
  });
});

describe('a move', () => {
  it('is not made without a card: the unit would take one from its stacker', async () => {
    const { reader, asked } = await unit({ '3130': NO_CARD });
    expect(await reader.mover?.moveToContacts()).toEqual(fault('noCard'));
    expect(await reader.mover?.eject()).toEqual(fault('noCard'));
    expect(await reader.mover?.capture()).toEqual(fault('noCard'));
    expect(asked.every((command) => command === '3130')).toBe(true);
  });

  it.each([
    ['10', 'jammed'],
    ['43', 'jammed'],
    ['05', 'jammed'],
    ['40', 'refused'],
    ['A1', 'refused'],
    ['A0', 'noCard'],
    ['03', 'unsupported'],
  ])('that fails with %s is %s', async (code, type) => {
    const { reader } = await unit({ '3239': `!${code}` });
    expect(await reader.mover?.eject()).toEqual(fault(type));
  });

  it.each(['12', '41', '51', '7F'])('that fails with %s says that the reader is broken', async (code) => {
    const { reader } = await unit({ '3233': `!${code}` });
    expect(await reader.mover?.capture()).toEqual({
      ok: false,
      error: { type: 'broken', code: `CRT-591 ${code}` },
    });
  });
});

describe('a command to the card', () => {
  it.each([
    ['60', 'mute'],
    ['63', 'mute'],
    ['64', 'mute'],
    ['67', 'mute'],
    ['68', 'mute'],
    ['62', 'unsupported'],
    ['65', 'cardMoved'],
    ['45', 'cardMoved'],
    ['B0', 'cardMoved'],
    ['02', 'refused'],
    ['04', 'garbled'],
  ])('that fails with %s is %s', async (code, type) => {
    const { reader } = await unit({ '513900b2070000': `!${code}` });
    expect(await reader.transmit('card', Buffer.from('00b2070000', 'hex'))).toEqual(fault(type));
  });

  it('that follows a lost supply is not sent', async () => {
    const { reader, asked } = await unit({ '513900b2070000': '!B0' });
    await reader.transmit('card', Buffer.from('00b2070000', 'hex'));
    asked.length = 0;
    expect(await reader.transmit('card', Buffer.from('00b2070000', 'hex'))).toEqual(fault('cardMoved'));
    expect(await reader.powerOff('card')).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual([]);
  });

  it('has an answer of two bytes at least, and of 258 at most', async () => {
    const { reader } = await unit({
      '513900b2070000': '200 90',
      '513900b0000000': `200 ${'ab'.repeat(256)}9000`,
    });
    expect(await reader.transmit('card', Buffer.from('00b2070000', 'hex'))).toEqual(fault('garbled'));
    const longest = await reader.transmit('card', Buffer.from('00b0000000', 'hex'));
    expect(longest.ok && longest.value.length).toBe(258);
  });
});
