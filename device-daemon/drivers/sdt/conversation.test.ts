import { describe, expect, it } from 'vitest';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { SdtConversation } from './conversation.ts';

/** Answers each request with the next body of its script, by the request's command and parameter. */
function module(script: Record<string, string[]>): { conversation: SdtConversation; asked: string[] } {
  const asked: string[] = [];
  const conversation = new SdtConversation({
    write: (frame) => {
      const request = Buffer.from(frame).toString('hex', 7, 9);
      asked.push(request);
      const answers = script[request] ?? [];
      const body = answers.length > 1 ? answers.shift() : answers[0];
      if (body !== undefined)
        queueMicrotask(() => conversation.receive(encodeSdtFrame(Buffer.from(body, 'hex'))));
    },
  });
  return { conversation, asked };
}

const address = (text: string): string => Buffer.from(text.padEnd(35, ' '), 'utf16le').toString('hex');

describe('self-test', () => {
  it('names the module by the number printed on it', async () => {
    const { conversation } = module({
      '11ff': ['000090'],
      '61ff': ['000090'],
      '12ff': ['00009005000300455033010100000002000000'],
    });
    expect(await conversation.selfTest()).toEqual({
      type: 'well',
      readerId: '05.03-20140101-0000000001-0000000002',
    });
  });

  it('resets a module that failed its own test, and believes it the second time', async () => {
    const recovering = module({
      '11ff': ['000060', '000090'],
      '10ff': ['000090'],
      '61ff': ['000021'],
      '12ff': ['000021'],
    });
    expect(await recovering.conversation.selfTest()).toEqual({ type: 'well', readerId: null });
    expect(recovering.asked).toEqual(['11ff', '10ff', '11ff', '61ff', '12ff']);

    const broken = module({ '11ff': ['000066'], '10ff': ['000066'] });
    expect(await broken.conversation.selfTest()).toEqual({ type: 'broken', code: 'SW3 66' });
  });
});

describe('presence of a card that was read', () => {
  it('is told by the newest address, and by there being none', async () => {
    const { conversation } = module({
      '3003': [`000090${address('样例路8号')}${address('样例路9号')}`, '000091'],
    });
    expect(await conversation.stillThere()).toEqual({ type: 'present', newestAddress: '样例路8号' });
    expect(await conversation.stillThere()).toEqual({ type: 'present', newestAddress: null });
  });

  it('is believed lost only at the second refusal', async () => {
    const { conversation } = module({ '3003': ['000041', '000091', '000041'] });
    expect((await conversation.stillThere()).type).toBe('present');
    expect((await conversation.stillThere()).type).toBe('absent');
  });

  it('is asked by the card body number where the module has no newest address', async () => {
    const { conversation, asked } = module({
      '3003': ['000021'],
      '3005': [`000090${'00'.repeat(28)}`, '000041'],
    });
    expect(await conversation.stillThere()).toEqual({ type: 'present', newestAddress: null });
    expect(await conversation.stillThere()).toEqual({ type: 'absent' });
    expect(asked).toEqual(['3003', '3005', '3005', '3005']);
  });
});

describe('reading', () => {
  it('goes on when select is refused, as some readers do without it', async () => {
    const { conversation, asked } = module({ '2002': ['000081'], '3001': ['000040'] });
    expect(await conversation.read('found')).toEqual({ type: 'rejected', reason: 'invalidMedia' });
    expect(asked).toEqual(['2002', '3001']);
  });

  it('tries a card three times before it blames the card', async () => {
    const { conversation, asked } = module({
      '2001': ['00009f00000000'],
      '2002': [`000090${'00'.repeat(8)}`],
      '3001': ['000041', '000041', '000031'],
    });
    expect(await conversation.read('found')).toEqual({ type: 'rejected', reason: 'securityFail' });
    expect(asked.filter((request) => request === '3001')).toHaveLength(3);
  });

  it('calls a card that cannot be found again taken away', async () => {
    const { conversation } = module({ '2001': ['000080'], '2002': ['000081'], '3001': ['000041'] });
    expect(await conversation.read('found')).toEqual({ type: 'noMedia' });
  });

  it('refuses an answer whose inner lengths are not those of a card', async () => {
    const { conversation } = module({ '3001': [`00009001000300${'00'.repeat(1280)}`] });
    expect(await conversation.read('lying')).toEqual({ type: 'unacceptable', reason: 'invalidMedia' });
  });
});

describe('a port that goes', () => {
  it('settles what is running and answers nothing afterwards', async () => {
    const { conversation, asked } = module({});
    const running = conversation.detect();
    conversation.end();
    expect(await running).toEqual({ type: 'silent' });
    expect(await conversation.ping()).toEqual({ type: 'silent' });
    expect(asked).toHaveLength(1);
  });
});
