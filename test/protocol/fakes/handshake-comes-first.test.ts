import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SerialFake } from './serial-line.ts';

const STATUS = 'aaaaaa9669000311ffed';
const WELL = 'aaaaaa9669000400009094';
/** The pair that public code sends and expects. */
const HANDSHAKE = '02001103aa00010203040506070809b903';
const SHAKEN = '020011030001030107010301' + '0f01031803';

let reader: SerialFake;
beforeAll(async () => {
  reader = await SerialFake.start('--model', 'cvr-100');
});
afterAll(() => reader.stop());

describe('a CVR-100', () => {
  it('says nothing before the hand-shake, nor to a wrong one, and answers after it', async () => {
    await reader.at(115_200, async (line) => {
      expect(await line.ask(STATUS, 0)).toBe('');
      expect(await line.ask(HANDSHAKE.replace('b903', 'b803'), 0)).toBe('');
      expect(await line.ask(HANDSHAKE, 17)).toBe(SHAKEN);
      expect(await line.ask(STATUS, 11)).toBe(WELL);
    });
    expect(await reader.fake.call('GET /state')).toMatchObject({
      requests: { beforeHandshake: 1, handshake: 1, status: 1 },
    });
  });

  it('does not want it again from the next program, and takes it all the same', async () => {
    await reader.at(115_200, async (line) => {
      expect(await line.ask(STATUS, 11)).toBe(WELL);
      expect(await line.ask(HANDSHAKE, 17)).toBe(SHAKEN);
    });
  });

  it('wants it again after it was without power', async () => {
    await reader.fake.call('PUT /power', { on: false });
    await reader.fake.call('PUT /power', { on: true });
    await reader.at(115_200, async (line) => {
      expect(await line.ask(STATUS, 0)).toBe('');
      await line.ask(HANDSHAKE, 17);
      expect(await line.ask(STATUS, 11)).toBe(WELL);
    });
  });

  it('can fail at it like at any other answer', async () => {
    await reader.fake.call('PUT /faults', { on: ['handshake'], truncate: 9, once: true });
    await reader.at(115_200, async (line) => {
      expect(await line.ask(HANDSHAKE, 9)).toBe(SHAKEN.slice(0, 18));
      expect(await line.ask(HANDSHAKE, 17)).toBe(SHAKEN);
    });
  });
});
