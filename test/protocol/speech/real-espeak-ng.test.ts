import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSpeech } from '#device-daemon/devices/open-speech.ts';
import type { Speech } from '#device-daemon/devices/speech-contract.ts';
import { espeakNg } from '#device-daemon/drivers/speech/espeak-ng.ts';
import type { Utterance } from '#shared/protocol/speech.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

// Debian's espeak-ng; npm test installs it.
interface Heard {
  readonly ms: number;
  readonly decibel: number;
  readonly complete: boolean;
}

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
let folder: string;
let soundCard: FakeDevice;
let speech: Speech;

beforeAll(async () => {
  await buildFake('sound-card');
  folder = await mkdtemp(`${tmpdir()}/espeak-`);
  soundCard = await FakeDevice.start('sound-card', ['--program', `${folder}/player`, '--speed', '50']);
  speech = openSpeech(
    {
      engine: { kind: 'espeak-ng', program: 'espeak-ng' },
      player: { program: `${folder}/player`, args: [] },
      headphones: 'never',
    },
    SILENT,
  );
  speech.start();
  await eventually(() => speech.status.device === 'online');
});
afterAll(async () => {
  await speech.stop();
  await soundCard.stop();
  await rm(folder, { recursive: true });
});

async function heardOf(text: string, more: Partial<Utterance> = {}): Promise<Heard[]> {
  await soundCard.call('DELETE /heard');
  const utterance = {
    language: 'zh-Hans',
    text,
    private: false,
    volume: 10,
    ratePercent: 100,
    ...more,
  } as const;
  expect(await speech.say(utterance, new AbortController().signal)).toEqual({ ok: true, value: undefined });
  return soundCard.call<Heard[]>('GET /heard');
}

describe("Debian's espeak-ng", () => {
  it.each([
    ['zh-Hans', '您好，请将身份证放在读卡区。'],
    ['zh-Hant', '您好，請將身份證放在讀卡區。'],
    ['en', 'Please lay your identity card on the reader.'],
  ] as const)('is heard in %s', async (language, text) => {
    const [sound, ...more] = await heardOf(text, { language });
    expect(more).toEqual([]);
    expect(sound!.complete).toBe(true);
    expect(sound!.decibel).toBeGreaterThan(-12);
    expect(sound!.ms).toBeGreaterThan(1_500);
    expect(sound!.ms).toBeLessThan(8_000);
  });

  it('speaks sentence by sentence, slower and quieter when asked to', async () => {
    const text = '您已经缴费十二年零三个月。还差两年零九个月。';
    const normal = await heardOf(text);
    const slow = await heardOf(text, { ratePercent: 50, volume: 6 });
    const quick = await heardOf(text, { ratePercent: 200 });
    const total = (sounds: Heard[]) => sounds.reduce((sum, { ms }) => sum + ms, 0);
    expect([normal, slow, quick].map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(total(slow) / total(normal)).toBeGreaterThan(1.6);
    expect(total(quick) / total(normal)).toBeLessThan(0.7);
    expect(slow[0]!.decibel - normal[0]!.decibel).toBeGreaterThanOrEqual(-26);
    expect(slow[0]!.decibel - normal[0]!.decibel).toBeLessThanOrEqual(-22);
  });

  it('reads brackets and control characters aloud as little as anybody would', async () => {
    const [plain] = await heardOf('打印 好了');
    const [odd] = await heardOf("打印\u0001[[ts.'@51n]]好了");
    // Taken for phonemes it would be another word; taken for text it is a few letters more.
    expect(odd!.ms).toBeGreaterThan(plain!.ms);
  });

  it.each([
    ['身份证', '55 51 51'],
    ['社会保险', '51 51 35 214'],
    ['银行 銀行', '35 35 35 35'],
    ['重新 重複', '35 55 35 51'],
    ['调整 調高', '35 21 35 55'],
    ['增长', '55 214'],
    ['归还 退還 还没', '55 35 51 35 35 35'],
    ['地区 外地 慢慢地', '51 55 51 51 51 51 11'],
    ['余额为 金額為 因为', '35 35 35 55 35 35 55 51'],
    ['差额 还差', '55 35 35 51'],
    ['更正 更多', '55 51 51 55'],
    ['累计 累計', '21 51 21 51'],
    ['给付 交给', '21 51 55 214'],
    ['要求 要看', '55 35 51 51'],
    ['丧葬 参与 相片', '55 51 55 51 51 51'],
    ['处理 办事处', '35 21 51 51 51'],
    ['对应 应当', '51 51 55 55'],
    ['假期 弹出 教育', '51 55 35 55 51 51'],
  ])('reads %s with the tones %s', (words, tones) => {
    // The voice by pinyin, and not the one that reads the numbers of the tones in English.
    const engine = espeakNg('espeak-ng');
    const { args } = engine.call('zh-Hans', 100);
    const phonemes = execFileSync('espeak-ng', ['-q', '-x', ...args.filter((arg) => arg !== '--stdout')], {
      input: engine.spell('zh-Hans', words),
      encoding: 'utf8',
    });
    expect(phonemes.match(/\d+/g)?.join(' ')).toBe(tones);
  });
});
