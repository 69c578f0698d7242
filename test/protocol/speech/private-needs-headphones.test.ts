import { afterEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, type BenchOptions, CANCELED, failed, SAID } from './bench.ts';

const OWN = { private: true } as const;
let bench: Bench;
afterEach(() => bench.stop());

async function started(options: BenchOptions = {}): Promise<void> {
  bench = await Bench.start(options);
  await bench.online();
}

describe('what is private', () => {
  it('is not said over the loudspeaker, and not even made', async () => {
    await started({ headphones: 'never' });
    expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(failed('headphonesOff'));
    expect(await bench.say('请取走您的卡').outcome).toEqual(SAID);
    expect((await bench.engine.call<{ text: string }[]>('GET /said')).map(({ text }) => text)).toEqual([
      '一',
      '请取走您的卡',
    ]);
  });

  it('is said where sound comes out of headphones only', async () => {
    await started({ headphones: 'always' });
    expect(bench.speech.status.output).toBe('headphones');
    expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(SAID);
  });

  it.each([['8'], ['4']])('is said while the switch says so (words of %s bytes)', async (words) => {
    // The records are read as this machine's kernel writes them; those of another one are never a plugged jack.
    await started({ jackArgs: ['--word-bytes', words] });
    await bench.jack.call('PUT /jack', { plugged: true });
    if (words === '4') {
      await pause(200);
      expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(failed('headphonesOff'));
      return;
    }
    await eventually(() => bench.speech.status.output === 'headphones');
    expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(SAID);
    await bench.plug(false);
    expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(failed('headphonesOff'));
    expect((await bench.spoken()).map(({ output }) => output)).toEqual(['headphones']);
    expect(bench.statuses.map(({ output }) => output)).toEqual(['loudspeaker', 'headphones', 'loudspeaker']);
  });

  it('stops where headphones are pulled in the middle of it', async () => {
    await started();
    await bench.slowly();
    await bench.plug(true);
    const say = bench.say('您的余额是五千元。您的余额是五千元。', OWN);
    await bench.sounding();
    await bench.plug(false);
    expect(await say.outcome).toEqual(failed('headphonesOff'));
    await bench.quiet();
    expect(await bench.spoken()).toMatchObject([{ complete: false, output: 'headphones' }]);
    expect(bench.speech.status.device).toBe('online');
  });

  it('stops where the jack itself goes away, and is not trusted when it is back', async () => {
    await started();
    await bench.slowly();
    await bench.plug(true);
    const say = bench.say('您的余额是五千元。您的余额是五千元。', OWN);
    await bench.sounding();
    await bench.jack.call('PUT /power', { on: false });
    expect(await say.outcome).toEqual(failed('headphonesOff'));
    await bench.jack.call('PUT /power', { on: true });
    await eventually(() => bench.log.filter(({ event }) => event === 'headphone jack online').length === 2);
    expect(await bench.say('您的余额是五千元', OWN).outcome).toEqual(failed('headphonesOff'));
    await bench.plug(true);
    expect(await bench.say('您的余额', OWN).outcome).toEqual(SAID);
  });

  it('is not said where the kernel has lost count of the switch', async () => {
    await started();
    await bench.plug(true);
    // Type 0, code 3: SYN_DROPPED.
    await bench.jack.call('PUT /bytes', { hex: `${'00'.repeat(16)}0000030000000000` });
    await eventually(() => bench.speech.status.output === 'loudspeaker');
    expect(await bench.say('您的余额', OWN).outcome).toEqual(failed('headphonesOff'));
  });

  it('ends when its person has left; what is for everybody goes on', async () => {
    await started({ headphones: 'always' });
    await bench.slowly();
    const own = bench.say('您的余额是五千元', OWN);
    await bench.sounding();
    bench.speech.endPrivate();
    expect(await own.outcome).toEqual(CANCELED);
    const forAll = bench.say('请取走您的卡');
    bench.speech.endPrivate();
    expect(await forAll.outcome).toEqual(SAID);
  });

  it('goes on without a jack for what is for everybody', async () => {
    await started({ before: ({ jack }) => jack.call('PUT /power', { on: false }) });
    expect(await bench.say('请取走您的卡').outcome).toEqual(SAID);
    expect(await bench.say('您的余额', OWN).outcome).toEqual(failed('headphonesOff'));
    expect(bench.log).toContainEqual({
      level: 'warn',
      event: 'headphone jack not usable',
      fields: { fault: 'noDevice', device: 'powerOff' },
    });
  });
});
