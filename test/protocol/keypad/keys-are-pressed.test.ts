import { afterEach, describe, expect, it } from 'vitest';
import { PRESSES_PER_SECOND_MAX } from '#device-daemon/devices/press-limit.ts';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench } from './bench.ts';

/** From the wire to the daemon. */
const ARRIVED_MS = 200;

let bench: Bench;
afterEach(() => bench.stop());

describe.each(['bits', 'keyboard'] as const)('a keypad that sends %s', (reports) => {
  it('tells each key once, in the order in which they are pressed', async () => {
    bench = await Bench.start(reports);
    await bench.press('down', 'down', 'right', 'select', 'help', 'volumeUp', 'end');
    await bench.heard('down', 'down', 'right', 'select', 'help', 'volumeUp', 'end');
  });

  it('tells a key once that is held and said again and again', async () => {
    bench = await Bench.start(reports);
    await bench.hold('up');
    await bench.repeat(100);
    await bench.hold('up', 'select');
    await bench.hold();
    await bench.press('left');
    await bench.heard('up', 'select', 'left');
  });

  it('says nothing of keys that are not in the map', async () => {
    bench = await Bench.start(reports);
    await bench.press('pause', 'repeat', 'up');
    await bench.heard('up');
  });
});

describe('a cable', () => {
  it('that is pulled and plugged again brings the keypad back, and no key that was held', async () => {
    bench = await Bench.start();
    await bench.hold('down');
    await bench.heard('down');
    await bench.power(false);
    await bench.is('powerOff');
    await bench.power(true);
    await bench.is('online');
    await bench.hold();
    await bench.press('select');
    await bench.heard('down', 'select');
    expect(bench.statuses.map(({ device }) => device)).toEqual(['online', 'powerOff', 'online']);
  });

  it('that is pulled while a key is down does not hold that key for ever', async () => {
    bench = await Bench.start();
    await bench.hold('select');
    await bench.heard('select');
    await bench.power(false);
    await bench.is('powerOff');
    await bench.power(true);
    await bench.is('online');
    await bench.hold('select');
    await bench.heard('select', 'select');
  });
});

it('a contact that chatters floods nobody, and is told once', async () => {
  bench = await Bench.start();
  for (let press = 0; press < 100; press += 1) {
    await bench.hold('up');
    await bench.hold();
  }
  await eventually(() => bench.log.some(({ event }) => event.includes('chatters')));
  await pause(ARRIVED_MS);
  expect(bench.pressed.length).toBeGreaterThanOrEqual(PRESSES_PER_SECOND_MAX);
  expect(bench.pressed.length).toBeLessThan(3 * PRESSES_PER_SECOND_MAX);
});
