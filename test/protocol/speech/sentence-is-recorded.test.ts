import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { clipFile } from '#device-daemon/drivers/speech/clips.ts';
import { encodeWav } from '#device-daemon/framing/wav.ts';
import type { SpeechLanguage } from '#shared/protocol/speech.ts';
import { Bench, failed, SAID } from './bench.ts';

let bench: Bench;

async function started(): Promise<void> {
  bench = await Bench.start({ headphones: 'never' });
  await bench.online();
}
/** A recording of so many ms that is told from the engine's voice by its length. */
function record(language: SpeechLanguage, text: string, ms: number): Promise<void> {
  const pcm = new Uint8Array((ms * 8 * 2) | 0).fill(0x20);
  const wav = encodeWav({ channels: 1, sampleRate: 8_000, pcm });
  return writeFile(`${bench.folder}/clips/${clipFile(language, text)}`, wav);
}
const lengths = async () => (await bench.soundCard.call<{ ms: number }[]>('GET /heard')).map(({ ms }) => ms);
const asked = async () => (await bench.engine.call<{ text: string }[]>('GET /said')).slice(1);

describe('a sentence that somebody has recorded', () => {
  afterEach(() => bench.stop());

  it('is played instead of the engine, whole or sentence by sentence', async () => {
    await started();
    await record('zh-Hans', '您好。请把身份证放在读卡区。', 70);
    await record('zh-Hans', '请取走您的身份证。', 90);
    expect(await bench.say('您好。请把身份证放在读卡区。').outcome).toEqual(SAID);
    expect(await bench.say('已经打印好了。请取走您的身份证。').outcome).toEqual(SAID);
    // The sentence that nobody has recorded: seven characters of the engine.
    expect(await lengths()).toEqual([70, 70, 90]);
    expect(await asked()).toMatchObject([{ text: '已经打印好了。' }]);
  });

  it('has one speed: the engine says it at another one', async () => {
    await started();
    await record('zh-Hans', '请取走您的身份证。', 90);
    expect(await bench.say('请取走您的身份证。', { ratePercent: 150 }).outcome).toEqual(SAID);
    expect(await lengths()).toEqual([60]);
  });

  it('is a voice for a language that the engine does not speak, at any speed, if nothing is missing', async () => {
    await started();
    await record('ug', 'ياخشىمۇسىز!', 50);
    expect(await bench.say('ياخشىمۇسىز!', { language: 'ug', ratePercent: 50 }).outcome).toEqual(SAID);
    expect(await bench.say('ياخشىمۇسىز! رەھمەت!', { language: 'ug' }).outcome).toEqual(failed('noVoice'));
    expect(await lengths()).toEqual([50]);
  });

  it('is left to the engine where the file is no sound', async () => {
    await started();
    const file = clipFile('zh-Hans', '请取走您的身份证。');
    await writeFile(`${bench.folder}/clips/${file}`, 'usage: voice [options]');
    expect(await bench.say('请取走您的身份证。').outcome).toEqual(SAID);
    expect(await lengths()).toEqual([90]);
    expect(bench.log).toContainEqual({ level: 'warn', event: 'speech clip not usable', fields: { file } });
  });
});

it('a recording is found by its language and its words', () => {
  // sha256sum of "zh-Hans", a line feed and the text: anybody can name a file.
  expect(clipFile('zh-Hans', '您好。')).toBe(
    'd3f9c5edac3d6eadee2857d9cf4016c98d17678386a7a39651cf1c944e9f966b.wav',
  );
  expect(clipFile('zh-Hant', '您好。')).not.toBe(clipFile('zh-Hans', '您好。'));
});
