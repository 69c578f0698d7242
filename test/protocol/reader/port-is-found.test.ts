import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anySerialBinding, serialBinding } from '#device-daemon/bindings/serial.ts';
import {
  createIdentityCardReader,
  type SupervisedIdentityCardReader,
} from '#device-daemon/devices/identity-card-reader.ts';
import { createSdtDriver } from '#device-daemon/drivers/sdt/driver.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually, TODAY_MS } from './bench.ts';
import { buildFakeReader } from './build-fake.ts';

let folder: string;
let other: FakeDevice;
let fake: FakeDevice;
let reader: SupervisedIdentityCardReader;
const ports: unknown[] = [];

beforeEach(async () => {
  await buildFakeReader();
  folder = await mkdtemp(`${tmpdir()}/serial-`);
  const start = (name: string) =>
    FakeDevice.start('identity-card-reader', ['--link', `${folder}/${name}`, '--boot-ms', '0']);
  [other, fake] = await Promise.all([start('other'), start('reader')]);
  // Some device that does not speak our protocol.
  await other.call('PUT /faults', { silentAfterBytes: 0 });
  ports.length = 0;
});
afterEach(async () => {
  await reader.stop();
  await Promise.all([other.stop(), fake.stop()]);
  await rm(folder, { recursive: true });
});

function create(openBinding: ReturnType<typeof serialBinding>): SupervisedIdentityCardReader {
  const quiet = () => undefined;
  return createIdentityCardReader({
    openBinding,
    driver: createSdtDriver(),
    clock: () => TODAY_MS,
    logger: {
      debug: quiet,
      info: (_event, fields) => ports.push(fields?.['port']),
      warn: quiet,
      error: quiet,
    },
  });
}

describe('a reader somewhere among the serial ports', () => {
  it('is found by trying them, and is looked for at the same port when it comes back', async () => {
    const list = async () =>
      ['other', 'reader'].map((name) => ({
        path: `${folder}/${name}`,
        device: name,
        namedBy: 'id' as const,
      }));
    reader = create(anySerialBinding({ baudRate: 115_200 }, list));
    reader.start();
    await eventually(() => reader.status.device === 'online', 10_000);
    expect(ports).toEqual([fake.info['port']]);

    await fake.call('PUT /power', { on: false });
    await eventually(() => reader.status.device === 'powerOff');
    await fake.call('PUT /power', { on: true });
    // Going through the silent port first would take 2.4 s more.
    await eventually(() => reader.status.device === 'online', 2000);
  });
});

describe('a port that another program holds', () => {
  it('is offline, not broken, and is taken when it becomes free', async () => {
    const link = `${folder}/reader`;
    const held = await serialBinding(link, { baudRate: 115_200 })({
      data: () => undefined,
      lost: () => undefined,
    });
    if (!held.ok) throw new Error(held.error);
    reader = create(serialBinding(link, { baudRate: 115_200 }));
    reader.start();
    await eventually(() => reader.status.device === 'offline');
    await held.value.close();
    await eventually(() => reader.status.device === 'online');
  });
});
