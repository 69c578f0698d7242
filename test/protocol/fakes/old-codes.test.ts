import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdtParser } from '#device-daemon/framing/sdt.ts';
import { SerialFake } from './serial-line.ts';

const frame = (rest: string) => `aaaaaa9669${rest}`;

let reader: SerialFake;
beforeAll(async () => {
  reader = await SerialFake.start('--model', 'cvr-100au');
});
afterAll(() => reader.stop());

describe('a CVR-100AU', () => {
  it('is started, finds, selects and reads with its own codes at 9600 baud', async () => {
    await reader.fake.call('PUT /card', { card: 'in-work' });
    const answers = await reader.at(9600, async (line) => [
      await line.ask(frame('00030001fc'), 24),
      await line.ask(frame('000300817c'), 15),
      await line.ask(frame('000300827b'), 19),
      await line.ask(frame('000300837a'), 1295),
    ]);
    const bodies: Uint8Array[] = [];
    const parser = new SdtParser({
      frame: (body) => bodies.push(Uint8Array.from(body)),
      discarded: (count) => expect(count).toBe(0),
      checksumError: () => expect.unreachable(),
    });
    for (const answer of answers) parser.push(Buffer.from(answer, 'hex'));
    expect(bodies.map((body) => [body[2], body.length + 8])).toEqual([
      [0x90, 24],
      [0x9f, 15],
      [0x90, 19],
      [0x90, 1295],
    ]);
  });

  it('refuses the checksum of everybody else, and commands it does not have', async () => {
    await reader.at(9600, async (line) => {
      expect(await line.ask(frame('0003008182'), 11)).toMatch(/^aaaaaa96690004000010/);
      expect(await line.ask(frame('000311ffed'), 11)).toMatch(/^aaaaaa96690004000021/);
    });
  });
});
