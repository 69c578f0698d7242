import { afterEach, describe, expect, it } from 'vitest';
import { Bench, CANCELED, failed, SAID } from './bench.ts';

let bench: Bench;
afterEach(() => bench.stop());

async function started(options: Parameters<typeof Bench.start>[0] = {}): Promise<void> {
  bench = await Bench.start({ headphones: 'never', ...options });
  await bench.online();
}
const heard = async () => (await bench.spoken()).map(({ text }) => text);

describe('what is to be said', () => {
  it('comes out whole, sentence by sentence, and completes when it has', async () => {
    await started();
    const say = bench.say('您好。请把身份证放在读卡区，不要拿走！A.');
    expect(await say.outcome).toEqual(SAID);
    const spoken = await bench.spoken();
    expect(spoken.map(({ text }) => text)).toEqual(['您好。请把身份证放在读卡区，不要拿走！', 'A.']);
    expect(spoken.every(({ complete, language }) => complete && language === 'zh-Hans')).toBe(true);
  });

  it('has begun to sound before the rest of it is made', async () => {
    await started();
    await bench.slowly();
    const say = bench.say('第一句话说的是这个。第二句话说的是那个。第三句话没有人说过。');
    await bench.sounding();
    expect(await heard()).toEqual(['第一句话说的是这个。']);
    // The second is made while the first sounds, and the third is not made yet.
    await bench.engine.call('PUT /faults', { silent: true });
    await expect
      .poll(async () => (await bench.engine.call<unknown[]>('GET /said')).length)
      .toBe(SELF_TEST + 2);
    say.cancel();
    expect(await say.outcome).toEqual(CANCELED);
    await bench.quiet();
  });

  it('is as loud as it was asked to be, and silent at nought', async () => {
    await started();
    for (const volume of [10, 9, 6, 1, 0])
      expect(await bench.say('今天天气', { volume }).outcome).toEqual(SAID);
    // The fake's tone is half of full scale; a step is 6 dB.
    expect((await bench.spoken()).map(({ decibel }) => decibel)).toEqual([-6, -12, -30, -60]);
  });

  it('is as quick as it was asked to be', async () => {
    await started();
    for (const ratePercent of [50, 100, 200] as const)
      await bench.say('说得快一点慢一点', { ratePercent }).outcome;
    expect((await bench.spoken()).map(({ ratePercent, ms }) => [ratePercent, ms])).toEqual([
      [50, 160],
      [100, 80],
      [200, 40],
    ]);
  });

  it('may be longer than its header knows', async () => {
    await started({ before: ({ engine }) => engine.call('PUT /faults', { unknownLength: true }) });
    expect(await bench.say('今天天气').outcome).toEqual(SAID);
    expect(await heard()).toEqual(['今天天气']);
  });

  it('is said in no voice but that of its language', async () => {
    await started();
    expect(await bench.say('ياخشىمۇسىز', { language: 'ug' }).outcome).toEqual(failed('noVoice'));
    expect(await bench.spoken()).toEqual([]);
    expect(bench.speech.status.device).toBe('online');
  });

  it('ends what was being said, however quickly one follows the other', async () => {
    await started();
    await bench.slowly();
    const first = bench.say('第一句话说的是这个');
    await bench.sounding();
    const others = ['二', '三', '四'].map((text) => bench.say(text));
    expect(await first.outcome).toEqual(CANCELED);
    expect(await Promise.all(others.map(({ outcome }) => outcome))).toEqual([CANCELED, CANCELED, SAID]);
    const [cut, whole, ...rest] = await bench.spoken();
    expect(cut).toMatchObject({ text: '第一句话说的是这个', complete: false });
    expect(whole).toMatchObject({ text: '四', complete: true });
    expect(rest).toEqual([]);
    // Never two voices at once.
    expect(whole!.atMs).toBeGreaterThanOrEqual(cut!.atMs + cut!.playedMs);
  });

  it('is silenced at once, whether it sounds or is still made', async () => {
    await started();
    await bench.slowly();
    const sounding = bench.say('第一句话说的是这个');
    await bench.sounding();
    sounding.cancel();
    expect(await sounding.outcome).toEqual(CANCELED);
    await bench.quiet();
    await bench.engine.call('PUT /faults', { silent: true });
    const making = bench.say('第二句话');
    await expect.poll(async () => (await bench.engine.call<State>('GET /state')).running).toBe(1);
    making.cancel();
    expect(await making.outcome).toEqual(CANCELED);
    await bench.quiet();
    const never = bench.say('第三句话');
    never.cancel();
    expect(await never.outcome).toEqual(CANCELED);
    expect(await heard()).toEqual(['第一句话说的是这个']);
  });

  it('stops with the daemon', async () => {
    await started();
    await bench.slowly();
    const say = bench.say('第一句话说的是这个');
    await bench.sounding();
    await bench.speech.stop();
    expect(await say.outcome).toEqual(CANCELED);
    await bench.quiet();
    expect(await bench.say('第二句话').outcome).toEqual(failed('speechUnavailable'));
  });

  it('may be nothing but marks, which nobody can say', async () => {
    await started();
    expect(await bench.say('……！').outcome).toEqual(SAID);
    expect(await bench.spoken()).toEqual([]);
  });
});

interface State {
  readonly running: number;
}
/** The engine was asked for one word when the daemon came. */
const SELF_TEST = 1;
