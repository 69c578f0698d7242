import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EV_SW,
  type InputEvent,
  InputEventParser,
  SW_HEADPHONE_INSERT,
  type WordBytes,
} from './input-events.ts';

const event = fc.record({
  type: fc.nat(0xffff),
  code: fc.nat(0xffff),
  value: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
});

function recordOf({ type, code, value }: InputEvent, words: WordBytes): Uint8Array {
  const bytes = Buffer.alloc(2 * words + 8, 0xaa);
  bytes.writeUInt16LE(type, 2 * words);
  bytes.writeUInt16LE(code, 2 * words + 2);
  bytes.writeInt32LE(value, 2 * words + 4);
  return bytes;
}

describe('what an input device sends', () => {
  it.each([4, 8] as const)('is understood however it is cut (words of %i bytes)', (words) => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), (sent, step) => {
        const heard: InputEvent[] = [];
        const parser = new InputEventParser((one) => heard.push(one), words);
        const bytes = Buffer.concat(sent.map((one) => recordOf(one, words)));
        for (let from = 0; from < bytes.length; from += step) parser.push(bytes.subarray(from, from + step));
        expect(heard).toEqual(sent);
      }),
    );
  });

  it('tells that headphones were plugged in, as a 64-bit kernel writes it', () => {
    const heard: InputEvent[] = [];
    const parser = new InputEventParser((one) => heard.push(one), 8);
    parser.push(Buffer.from('a1b2c36700000000e803000000000000' + '0500020001000000', 'hex'));
    expect(heard).toEqual([{ type: EV_SW, code: SW_HEADPHONE_INSERT, value: 1 }]);
  });
});
