import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeCommand, modelOf } from './commands.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('commands', () => {
  it.each([
    [{ type: 'information' } as const, '31 11 01'],
    [{ type: 'powerOn', slot: 'card' } as const, '32 22 00 00 00'],
    [{ type: 'powerOn', slot: 'sam1' } as const, '32 22 00 00 11'],
    [{ type: 'transmit', slot: 'card', apdu: hex('00 84 00 00 08') } as const, '32 26 00 00 84 00 00 08'],
    [{ type: 'powerOff', slot: 'card' } as const, '32 23 00'],
  ])('%o', (command, bytes) => {
    expect(encodeCommand(command)).toEqual(hex(bytes));
  });
});

describe('answers', () => {
  it.each([
    ['00 00 61 18', { status: 'done', data: hex('61 18') }],
    ['10 07', { status: 'noAnswer', data: new Uint8Array() }],
    ['10 03', { status: { other: '1003' }, data: new Uint8Array() }],
    ['00', null],
    ['', null],
  ])('%s', (payload, answer) => {
    expect(decodeAnswer(hex(payload))).toEqual(answer);
  });

  it('are understood or not, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (payload) => {
        expect(decodeAnswer(payload) === null).toBe(payload.length < 2);
        const model = modelOf(payload);
        if (model !== null) expect(model).toMatch(/^[ -~]+$/);
      }),
    );
  });

  it('tell the model', () => {
    expect(modelOf(hex('01 01 e8 00 00 00 00 00 01 01 01 01 31 32 30 38 08 47 57 49 2d 49 43 32 30'))).toBe(
      'GWI-IC20',
    );
    expect(
      modelOf(hex('01 01 e8 00 00 00 00 00 01 01 01 01 31 32 30 38 09 47 57 49 2d 49 43 32 30')),
    ).toBeNull();
  });
});
