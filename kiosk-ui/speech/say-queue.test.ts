import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOutcome } from '../daemon-link/link.ts';
import { type Manner, SayQueue } from './say-queue.ts';
import type { Spoken } from './wording.ts';

type Outcome = CallOutcome<'Speech.Say'>;
const SAID: Outcome = { code: 'success', payload: {} };
const refused = (errorCode: 'noVoice' | 'headphonesOff' | 'speechUnavailable'): Outcome => ({
  code: 'commandErrorCode',
  errorCode,
});

const open = (text: string): Spoken => ({ text, language: 'zh-Hans', private: false });
const personal = (text: string): Spoken => ({ ...open(text), private: true });
const MANNER: Manner = { volume: 6, ratePercent: 100, language: 'zh-Hans', headphones: true };

/** The daemon's side of it, driven by hand: a further sentence ends the one before, a cancelled one ends. */
class Mouth {
  readonly said: string[] = [];
  readonly heardOf: string[] = [];
  #settle: (outcome: Outcome) => void = () => undefined;
  readonly queue = new SayQueue(
    {
      say: (sentence) => {
        this.#settle({ code: 'canceled' });
        this.said.push(sentence.text);
        const outcome = new Promise<Outcome>((resolve) => {
          this.#settle = resolve;
        });
        return { outcome, cancel: () => this.#settle({ code: 'canceled' }) };
      },
      onPrivateSkipped: () => this.heardOf.push('skipped'),
      onNoVoice: (language) => this.heardOf.push(`no voice for ${language}`),
    },
    MANNER,
  );

  async ends(outcome: Outcome = SAID): Promise<void> {
    this.#settle(outcome);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

let mouth: Mouth;
beforeEach(() => {
  mouth = new Mouth();
});

test('one sentence is asked for at a time, in order', async () => {
  mouth.queue.read([open('甲'), open('乙')]);
  expect(mouth.said).toEqual(['甲']);
  await mouth.ends();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '乙']);
});

test('a new reading ends the one before', async () => {
  mouth.queue.read([open('甲'), open('乙')]);
  mouth.queue.read([open('丙')]);
  await mouth.ends();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '丙']);
});

test('after a pause it goes on with the sentence that was broken off', async () => {
  mouth.queue.read([open('甲'), open('乙'), open('丙')]);
  await mouth.ends();
  mouth.queue.pause();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '乙']);
  mouth.queue.resume();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '乙', '乙', '丙']);
});

test('a remark comes in between, and the broken-off sentence after it', async () => {
  mouth.queue.read([open('甲'), open('乙')]);
  mouth.queue.remark('volume', [open('音量七')]);
  await mouth.ends();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '音量七', '甲', '乙']);
});

test('of remarks about one thing only the newest is heard, and the one that sounds is let finish', async () => {
  mouth.queue.read([open('甲')]);
  mouth.queue.remark('volume', [open('音量七')]);
  mouth.queue.remark('volume', [open('音量八')]);
  mouth.queue.remark('volume', [open('音量九')]);
  await mouth.ends();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '音量七', '音量九', '甲']);
});

test('the whole of it can be heard again', async () => {
  mouth.queue.read([open('甲'), open('乙')]);
  await mouth.ends();
  mouth.queue.again();
  await mouth.ends();
  expect(mouth.said).toEqual(['甲', '乙', '甲', '乙']);
});

test('what is added is said at the end, and at once where nothing is said any more', async () => {
  mouth.queue.read([open('甲')]);
  mouth.queue.append([open('乙')]);
  await mouth.ends();
  await mouth.ends();
  mouth.queue.append([open('丙')]);
  expect(mouth.said).toEqual(['甲', '乙', '丙']);
});

test('an empty reading silences what is said', async () => {
  mouth.queue.read([open('甲'), open('乙')]);
  mouth.queue.read([]);
  await mouth.ends();
  expect(mouth.said).toEqual(['甲']);
});

describe('without headphones', () => {
  test('nothing personal leaves the page', async () => {
    mouth.queue.manner = { ...MANNER, headphones: false };
    mouth.queue.read([open('甲'), personal('余额'), personal('年限'), open('乙')]);
    await mouth.ends();
    expect(mouth.said).toEqual(['甲', '乙']);
    expect(mouth.heardOf).toEqual(['skipped', 'skipped']);
  });

  test('pulled in the middle of a sentence: the rest that is personal is left out, the other is said', async () => {
    mouth.queue.read([personal('余额'), personal('年限'), open('乙')]);
    await mouth.ends(refused('headphonesOff'));
    expect(mouth.said).toEqual(['余额', '乙']);
    expect(mouth.heardOf[0]).toBe('skipped');
  });
});

describe('when it cannot be said', () => {
  test('a page in a language without a voice falls silent', async () => {
    mouth.queue.manner = { ...MANNER, language: 'ug' };
    mouth.queue.read([
      { text: 'بىر', language: 'ug', private: false },
      { text: 'ئىككى', language: 'ug', private: false },
    ]);
    await mouth.ends(refused('noVoice'));
    expect(mouth.said).toEqual(['بىر']);
    expect(mouth.heardOf).toEqual(['no voice for ug']);
  });

  test('a word in such a language is left out of a page that has one', async () => {
    mouth.queue.read([{ text: 'ئۇيغۇرچە', language: 'ug', private: false }, open('按钮')]);
    await mouth.ends(refused('noVoice'));
    expect(mouth.said).toEqual(['ئۇيغۇرچە', '按钮']);
    expect(mouth.heardOf).toEqual([]);
  });

  test.each([refused('speechUnavailable'), { code: 'linkLost' } as const])(
    '%o ends the reading, and the next one is tried',
    async (outcome) => {
      mouth.queue.read([open('甲'), open('乙')]);
      await mouth.ends(outcome);
      expect(mouth.said).toEqual(['甲']);
      mouth.queue.read([open('丙')]);
      expect(mouth.said).toEqual(['甲', '丙']);
    },
  );
});
