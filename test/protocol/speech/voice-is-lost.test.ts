import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { Bench, type BenchOptions, failed, SAID } from './bench.ts';

const UNAVAILABLE = failed('speechUnavailable');
let bench: Bench;
afterEach(() => bench.stop());

const start = async (options: BenchOptions = {}) => {
  bench = await Bench.start({ headphones: 'never', ...options });
};
const state = (device: string) => eventually(() => bench.speech.status.device === device);
const recovers = async () => {
  await bench.online();
  expect(await bench.say('好了').outcome).toEqual(SAID);
};

describe('without a voice the kiosk goes on, and finds it again', () => {
  it.each([
    ['the engine is not installed', 'engine', 'PUT /power', { on: false }, { on: true }, 'powerOff'],
    [
      'the player is not installed',
      'soundCard',
      'PUT /program',
      { there: false },
      { there: true },
      'powerOff',
    ],
    ['there is no sound card', 'soundCard', 'PUT /power', { on: false }, { on: true }, 'hardwareError'],
    ['the engine ends at once', 'engine', 'PUT /faults', { exitCode: 3 }, {}, 'hardwareError'],
    ['the engine writes no sound', 'engine', 'PUT /faults', { garbage: 'text' }, {}, 'hardwareError'],
    ['the engine writes nothing', 'engine', 'PUT /faults', { garbage: 'empty' }, {}, 'hardwareError'],
  ] as const)('when %s from the beginning', async (_name, device, call, ill, well, word) => {
    await start({ before: (fakes) => fakes[device].call(call, ill) });
    await state(word);
    expect(bench.speech.status.output).toBe('none');
    expect(await bench.say('您好').outcome).toEqual(UNAVAILABLE);
    await bench[device].call(call, well);
    await recovers();
    // Told once, however often it was tried.
    expect(bench.log.filter(({ event }) => event === 'speech not usable')).toHaveLength(1);
  });

  it.each([
    ['the engine ends', { exitCode: 3 }],
    ['the engine writes no sound', { garbage: 'text' }],
    ['the engine writes without end', { garbage: 'endless' }],
  ] as const)('when %s in the middle of a day', async (_name, faults) => {
    await start();
    await bench.online();
    await bench.engine.call('PUT /faults', faults);
    expect(await bench.say('您好').outcome).toEqual(UNAVAILABLE);
    expect(bench.speech.status).toEqual({ device: 'hardwareError', output: 'none' });
    await bench.engine.call('PUT /faults', {});
    await recovers();
  });

  it('when a program is taken away while nobody speaks', async () => {
    await start();
    await bench.online();
    await bench.soundCard.call('PUT /program', { there: false });
    await state('powerOff');
    await bench.soundCard.call('PUT /program', { there: true });
    await recovers();
  });

  it('when the sound card is pulled in the middle of a sentence', async () => {
    await start();
    await bench.online();
    await bench.slowly();
    const say = bench.say('第一句话说的是这个。第二句话。');
    await bench.sounding();
    await bench.soundCard.call('PUT /power', { on: false });
    expect(await say.outcome).toEqual(UNAVAILABLE);
    expect(bench.speech.status.device).toBe('hardwareError');
    await bench.soundCard.call('PUT /power', { on: true });
    await recovers();
    expect(await bench.spoken()).toMatchObject([
      { text: '第一句话说的是这个。', complete: false },
      { text: '好了', complete: true },
    ]);
  });

  it('when a player does not end with its sound', { timeout: 20_000 }, async () => {
    await start();
    await bench.online();
    await bench.soundCard.call('PUT /faults', { stuck: true });
    expect(await bench.say('您好').outcome).toEqual(UNAVAILABLE);
    await bench.soundCard.call('PUT /faults', {});
    await recovers();
  });
});

/** As `ps` shows it. */
function processList(): string {
  const lines: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      lines.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // It has ended meanwhile.
    }
  }
  return lines.join('\n');
}

describe('nobody learns what was said', () => {
  it('not from the list of processes, and not from the log', async () => {
    await start();
    await bench.online();
    await bench.slowly();
    const say = bench.say('您的余额是五千元。还有一句话。');
    await bench.sounding();
    const processes = processList();
    // Both programs run now, and are seen.
    expect(processes).toContain(`${bench.folder}/player`);
    expect(processes).not.toContain('余额');
    await bench.engine.call('PUT /faults', { exitCode: 3 });
    await say.outcome;
    await bench.say('您的余额是五千元').outcome;
    expect(JSON.stringify(bench.log)).not.toContain('余额');
    expect(bench.log).toContainEqual({
      level: 'warn',
      event: 'speech not usable',
      fields: { fault: 'broken engine 3', device: 'hardwareError' },
    });
  });
});
