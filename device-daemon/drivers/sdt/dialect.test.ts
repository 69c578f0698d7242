import { describe, expect, it } from 'vitest';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { SdtConversation } from './conversation.ts';
import { CvrGreeting } from './cvr-greeting.ts';
import { SDT_MODELS, type SdtModel } from './models.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A reader of some model that answers whole requests by their hex text. */
function reader(model: SdtModel, answers: Record<string, string>, checksum: 'xor' | 'sum' = 'xor') {
  const asked: string[] = [];
  const binding = {
    write: (frame: Uint8Array) => {
      asked.push(hexOf(frame));
      const body = answers[hexOf(frame)];
      if (body === undefined) return;
      queueMicrotask(() => conversation.receive(encodeSdtFrame(Buffer.from(body, 'hex'), checksum)));
    },
  };
  const conversation = new SdtConversation(binding, { dialect: model.dialect });
  return { conversation, asked };
}

describe('the CVR-100AU', () => {
  const answers = {
    aaaaaa966900030001fc: `000090${'00'.repeat(13)}`,
    aaaaaa9669000300817c: '00009f00000000',
    aaaaaa9669000300827b: `000090${'00'.repeat(8)}`,
    aaaaaa9669000300837a: `00009001000400${'20'.repeat(1280)}`,
  };

  it.each(['xor', 'sum'] as const)('is asked with its own codes, and answers with %s', async (checksum) => {
    const { conversation, asked } = reader(SDT_MODELS['cvr-100au'], answers, checksum);
    expect(await conversation.selfTest()).toEqual({ type: 'well', readerId: null });
    expect(await conversation.detect()).toEqual({ type: 'found' });
    // The text of this card is nothing but spaces.
    expect(await conversation.read('found')).toMatchObject({ type: 'unacceptable' });
    expect(await conversation.stillThere()).toEqual({ type: 'present', newestAddress: null });
    expect(asked).toEqual([...Object.keys(answers), 'aaaaaa9669000300837a']);
  });
});

describe('a reader that does not answer select', () => {
  it('is read all the same, and not asked again', async () => {
    const model = { ...SDT_MODELS.dk26, dialect: quickSelect(SDT_MODELS.dk26) };
    const { conversation, asked } = reader(model, { aaaaaa96690003300132: '000040' });
    for (let card = 0; card < 2; card += 1) {
      expect(await conversation.read('found')).toEqual({ type: 'rejected', reason: 'invalidMedia' });
    }
    expect(asked).toEqual(['aaaaaa96690003200221', 'aaaaaa96690003300132', 'aaaaaa96690003300132']);
  });

  /** Without the second and a half of a real one. */
  function quickSelect({ dialect }: SdtModel): SdtModel['dialect'] {
    const select = { ...dialect.commands.select, answerTimeoutMs: 10 };
    return { ...dialect, commands: { ...dialect.commands, select } };
  }
});

describe('the hand-shake before the first command', () => {
  /** Changes the nonce of one kind of hand-shake as the reader does, and answers the status. */
  function greeted(kind: number, shift: number) {
    const kinds: number[] = [];
    const binding = {
      write: (frame: Uint8Array) => {
        if (frame[0] !== 0x02) {
          queueMicrotask(() => conversation.receive(encodeSdtFrame(Buffer.from('000090', 'hex'))));
          return;
        }
        kinds.push(frame[4] ?? 0);
        if (frame[4] !== kind) return;
        const answer = Uint8Array.from(frame);
        answer[4] = 0;
        for (let index = 0; index < 10; index += 1)
          answer[5 + index] = (frame[5 + index] ?? 0) ^ (index + shift);
        answer[15] = answer.subarray(1, 15).reduce((value, byte) => value ^ byte);
        queueMicrotask(() => {
          for (const byte of answer) conversation.receive(Uint8Array.of(byte));
        });
      },
    };
    const { handshakes, dialect } = SDT_MODELS['cvr-100'];
    const conversation = new SdtConversation(binding, {
      dialect,
      greeting: new CvrGreeting(binding, handshakes, 0),
    });
    return { conversation, kinds };
  }

  it('is answered by one kind of reader or by the other', async () => {
    const first = greeted(0xaa, 1);
    expect((await first.conversation.selfTest('quick')).type).toBe('well');
    expect(first.kinds).toEqual([0xaa]);
    const second = greeted(0xcc, 3);
    expect((await second.conversation.selfTest('quick')).type).toBe('well');
    expect(second.kinds).toEqual([0xaa, 0xcc]);
  });

  it('may be left unanswered by a reader that needs none', async () => {
    const neither = greeted(0x00, 0);
    expect((await neither.conversation.selfTest('quick')).type).toBe('well');
    expect(neither.kinds).toEqual([0xaa, 0xcc]);
  });

  it('ends with the port', async () => {
    const neither = greeted(0x00, 0);
    const test = neither.conversation.selfTest('quick');
    neither.conversation.end();
    expect(await test).toEqual({ type: 'silent' });
    expect(neither.kinds).toEqual([0xaa]);
  });
});
