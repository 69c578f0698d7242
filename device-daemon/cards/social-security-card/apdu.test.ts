import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { type Apdu, exchange, type Transmit } from './apdu.ts';

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A card that answers in order, whatever it is asked. */
function answering(...answers: string[]): { transmit: Transmit; commands: string[] } {
  const commands: string[] = [];
  return {
    commands,
    transmit: (command) => {
      commands.push(toHex(command));
      return Promise.resolve(ok(hex(answers[commands.length - 1] ?? '6f00')));
    },
  };
}

const SELECT: Apdu = { header: [0x00, 0xa4, 0x04, 0x00], data: hex('a0a1'), expected: 'all' };
const READ: Apdu = { header: [0x00, 0xb2, 0x07, 0x00], expected: 'all' };

describe('one command to its end', () => {
  it('fetches what is announced', async () => {
    const { transmit, commands } = answering('6103', '0102036102', '04059000');
    expect(await exchange(transmit, SELECT)).toMatchObject({ ok: true, value: { status: 'done' } });
    expect(commands).toEqual(['00a4040002a0a1', '00c0000003', '00c0000002']);
  });

  it('puts the parts together', async () => {
    const { transmit } = answering('01026102', '03049000');
    expect(await exchange(transmit, SELECT)).toMatchObject({ value: { data: hex('01020304') } });
  });

  it('asks again with the right length, also of a fetch', async () => {
    const { transmit, commands } = answering('6c0b', '6110', '6c08', `${'11'.repeat(8)}9000`);
    expect(await exchange(transmit, READ)).toMatchObject({ value: { data: hex('11'.repeat(8)) } });
    expect(commands).toEqual(['00b2070000', '00b207000b', '00c0000010', '00c0000008']);
  });

  it('never fetches 256 bytes at once', async () => {
    const { transmit, commands } = answering('6100', `${'22'.repeat(255)}6101`, '229000');
    expect(await exchange(transmit, SELECT)).toMatchObject({ value: { data: hex('22'.repeat(256)) } });
    expect(commands.slice(1)).toEqual(['00c00000ff', '00c0000001']);
  });

  it('asks with a length where nothing came without one (T=1), and then once only', async () => {
    const spoken = answering('9000', '6f009000');
    expect(await exchange(spoken.transmit, SELECT)).toMatchObject({ value: { data: hex('6f00') } });
    expect(spoken.commands).toEqual(['00a4040002a0a1', '00a4040002a0a100']);
    const silent = answering('9000', '9000', '9000');
    expect(await exchange(silent.transmit, SELECT)).toMatchObject({ value: { status: 'done' } });
    expect(silent.commands).toHaveLength(2);
  });

  it('takes what a reader has resolved by itself', async () => {
    const { transmit, commands } = answering('6f008400a5009000');
    expect(await exchange(transmit, SELECT)).toMatchObject({ value: { data: hex('6f008400a500') } });
    expect(commands).toHaveLength(1);
  });

  it('fetches with the class of the command where the other is not known', async () => {
    const { transmit, commands } = answering('6102', '6e00', '80009000');
    const options: Apdu = { header: [0x80, 0xa8, 0x00, 0x00], data: hex('8300'), expected: 'all' };
    expect(await exchange(transmit, options)).toMatchObject({ value: { data: hex('8000') } });
    expect(commands.slice(1)).toEqual(['00c0000002', '80c0000002']);
  });

  it('is mute without a status word, and hands on what the reader says', async () => {
    expect(await exchange(answering('90').transmit, READ)).toEqual(err({ type: 'mute' }));
    const gone: Transmit = () => Promise.resolve(err({ type: 'cardMoved' }));
    expect(await exchange(gone, READ)).toEqual(err({ type: 'cardMoved' }));
  });

  it('ends, however often the card wants to be asked again', async () => {
    const storm = fc.array(
      fc.record({
        data: fc.uint8Array({ maxLength: 4 }),
        sw: fc.constantFrom(0x61, 0x6c, 0x6e, 0x90),
        length: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(storm, fc.constantFrom(SELECT, READ), async (answers, apdu) => {
        let rounds = 0;
        const transmit: Transmit = (command) => {
          const answer = answers[rounds % answers.length]!;
          rounds += 1;
          expect(command.length).toBeGreaterThanOrEqual(5);
          const sw2 = answer.sw === 0x6e || answer.sw === 0x90 ? 0 : answer.length;
          return Promise.resolve(ok(Uint8Array.of(...answer.data, answer.sw, sw2)));
        };
        await exchange(transmit, apdu);
        expect(rounds).toBeLessThanOrEqual(33);
      }),
    );
  });
});
