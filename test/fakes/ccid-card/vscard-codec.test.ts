import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apduMessage, atrMessage, initMessage, ReaderMessageParser } from './vscard-codec.ts';

const bytes = fc.uint8Array({ maxLength: 261 });

describe('messages of the virtual card protocol', () => {
  it('are put together again however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { maxLength: 5 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (apdus, cuts) => {
          const stream = Buffer.concat(apdus.map(apduMessage));
          const parser = new ReaderMessageParser();
          const heard: unknown[] = [];
          for (let at = 0; at < stream.length; ) {
            const length = cuts.next().value;
            heard.push(...parser.push(stream.subarray(at, at + length)));
            at += length;
          }
          expect(heard).toEqual(apdus.map((command) => ({ type: 'apdu', command })));
        },
      ),
    );
  });

  it('never bring the parser down other than by a length that no message has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        try {
          for (const { type } of new ReaderMessageParser().push(noise)) expect(type).toBeTypeOf('string');
        } catch (error) {
          expect(String(error)).toMatch(/a message of \d+ bytes/);
        }
      }),
    );
  });

  it('greet with the four letters and the version', () => {
    expect(Buffer.from(initMessage()).toString('latin1')).toContain('VSCD\0\0\0\x02');
    expect(Buffer.from(atrMessage(Uint8Array.of(0x3b, 0))).toString('hex')).toBe(
      '0000000500000000000000023b00',
    );
  });
});
