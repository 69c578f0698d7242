import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SerialFake } from './serial-line.ts';

const STATUS = 'aaaaaa9669000311ffed';
const WELL = 'aaaaaa9669000400009094';

let reader: SerialFake;
beforeAll(async () => {
  reader = await SerialFake.start('--baud', '9600');
});
afterAll(() => reader.stop());

describe('a fake at 9600 baud', () => {
  it('hears nothing that makes sense at the rates a host tries before', async () => {
    for (const rate of [115_200, 57_600, 38_400, 19_200]) {
      expect(await reader.at(rate, (line) => line.ask(STATUS, 0)), `${rate} baud`).toBe('');
    }
    expect(await reader.fake.call('GET /state')).toMatchObject({ requests: {} });
  });

  it('answers at its own', async () => {
    expect(await reader.at(9600, (line) => line.ask(STATUS, 11))).toBe(WELL);
  });

  it('takes the time of its own rate for the 1,295 bytes of a card', async () => {
    await reader.fake.call('PUT /card', { card: 'in-work' });
    const tookMs = await reader.at(9600, async (line) => {
      await line.ask('aaaaaa96690003200122', 15);
      await line.ask('aaaaaa96690003200221', 19);
      const startedAt = performance.now();
      expect(await line.ask('aaaaaa96690003300132', 1295)).toHaveLength(2 * 1295);
      return performance.now() - startedAt;
    });
    expect(tookMs).toBeGreaterThan(1340);
  });
});
