import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';

let folder: string;
let fake: FakeDevice;

beforeAll(async () => {
  await buildFake('identity-card-reader');
  folder = await mkdtemp(`${tmpdir()}/fake-reader-`);
  fake = await FakeDevice.start('identity-card-reader', [
    '--link',
    `${folder}/reader`,
    '--boot-ms',
    '0',
    '--work-factor',
    '0',
  ]);
});
afterAll(async () => {
  await fake.stop();
  await rm(folder, { recursive: true });
});

/** Talks to the port in raw bytes, without anything of the daemon's above the port itself. */
async function ask(
  ...requests: string[]
): Promise<{ answer: string; tookMs: number; lastByteAtMs: number }[]> {
  let received = Buffer.alloc(0);
  let lastByteAtMs = 0;
  const opened = await serialBinding(`${folder}/reader`, { baudRate: 115_200 })({
    data: (bytes) => {
      received = Buffer.concat([received, bytes]);
      lastByteAtMs = performance.timeOrigin + performance.now();
    },
    lost: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.error);
  const answers: { answer: string; tookMs: number; lastByteAtMs: number }[] = [];
  for (const request of requests) {
    received = Buffer.alloc(0);
    const startedAt = performance.now();
    opened.value.write(Buffer.from(`aaaaaa9669${request}`, 'hex'));
    while (received.length < 7 || received.length < 7 + received.readUInt16BE(5)) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    answers.push({ answer: received.toString('hex'), tookMs: performance.now() - startedAt, lastByteAtMs });
  }
  await opened.value.close();
  return answers;
}

const STATUS_ONLY = (sw3: string) => `aaaaaa966900040000${sw3}`;

describe('the fake reader', () => {
  it('takes the time of the wire for the 1,295 bytes of a card, and stamps its last byte', async () => {
    await fake.call('PUT /card', { card: 'in-work' });
    const [, , read] = await ask('0003200122', '0003200221', '0003300132');
    expect(read?.answer).toHaveLength(1295 * 2);
    expect(read?.tookMs).toBeGreaterThan(111);
    const { lastByteOf } = await fake.call<{ lastByteOf: { readBase: { atMs: number } } }>('GET /state');
    expect(Math.abs((read?.lastByteAtMs ?? 0) - lastByteOf.readBase.atMs)).toBeLessThan(30);
  });

  it('does not find that card again before it has been lifted', async () => {
    const [find] = await ask('0003200122');
    expect(find?.answer).toContain(STATUS_ONLY('80'));
    await fake.call('DELETE /card');
    await fake.call('PUT /card', { card: 'in-work' });
    const [again] = await ask('0003200122');
    expect(again?.answer).toBe('aaaaaa9669000800009f0000000097');
  });

  it('answers 10 to a wrong checksum and 21 to a command it does not know', async () => {
    const answers = await ask('00032001ff', '0003550156'.replace(/56$/, '57'));
    expect(answers.map(({ answer }) => answer.slice(0, 20))).toEqual([STATUS_ONLY('10'), STATUS_ONLY('21')]);
  });

  it('refuses what cannot be done, with the reason', async () => {
    await expect(fake.call('PUT /card', { card: 'nobody' })).rejects.toMatchObject({ status: 404 });
    await expect(fake.call('PUT /card', { card: 'retired' })).rejects.toMatchObject({ status: 409 });
    await expect(fake.call('PUT /faults', { truncate: -1 })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('truncate'),
    });
    await expect(fake.call('GET /nothing')).rejects.toMatchObject({ status: 404 });
  });

  it('names every card with its story', async () => {
    const cards = await fake.call<Record<string, { story: string }>>('GET /cards');
    expect(Object.keys(cards)).toEqual(
      expect.arrayContaining(['in-work', 'expired', 'foreign-2023', 'counterfeit']),
    );
    for (const { story } of Object.values(cards)) expect(story).not.toBe('');
  });
});
