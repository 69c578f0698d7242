import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import type { DaemonConfiguration } from '#device-daemon/config/schema.ts';
import { bestOf, candidatesFor } from '#device-daemon/devices/identity-card-candidates.ts';
import {
  createIdentityCardReader,
  type SupervisedIdentityCardReader,
} from '#device-daemon/devices/identity-card-reader.ts';
import { warmUpSdt } from '#device-daemon/drivers/sdt/warm-up.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { TODAY_MS } from './bench.ts';

let folder: string;
let fakes: FakeDevice[];
let reader: SupervisedIdentityCardReader;
let online: { port: unknown; model: unknown }[];
let discarded: number;

beforeEach(async () => {
  await buildFake('identity-card-reader');
  folder = await mkdtemp(`${tmpdir()}/serial-`);
  fakes = [];
  online = [];
  discarded = 0;
});
afterEach(async () => {
  await reader.stop();
  await Promise.all(fakes.map((fake) => fake.stop()));
  await rm(folder, { recursive: true });
});

async function plug(name: string, ...args: string[]): Promise<FakeDevice> {
  const fake = await FakeDevice.start('identity-card-reader', [
    '--link',
    `${folder}/${name}`,
    '--boot-ms',
    '0',
    '--work-factor',
    '0.2',
    ...args,
  ]);
  fakes.push(fake);
  return fake;
}

/** Some device that does not speak our protocol. */
async function plugOther(name: string): Promise<FakeDevice> {
  const other = await plug(name);
  await other.call('PUT /faults', { silentAfterBytes: 0 });
  return other;
}

function start(
  config: Partial<DaemonConfiguration['identityCardReader']>,
  ports: readonly string[] = [],
): SupervisedIdentityCardReader {
  const quiet = () => undefined;
  const look = async () => ({
    serialPorts: ports.map((name) => ({
      path: `${folder}/${name}`,
      device: name,
      namedBy: 'id' as const,
      usb: null,
    })),
    hidDevices: [],
    usbDevices: [],
  });
  const whole = {
    driver: 'auto',
    transport: 'serial',
    path: 'auto',
    baudRate: undefined,
    pollMs: 50,
    ...config,
  } as const;
  reader = createIdentityCardReader({
    openLink: bestOf(() => candidatesFor(whole, look)),
    warmUp: warmUpSdt,
    pollMs: 50,
    clock: () => TODAY_MS,
    logger: {
      debug: quiet,
      info: (_event, fields) => online.push({ port: fields?.['port'], model: fields?.['model'] }),
      warn: quiet,
      error: quiet,
    },
    onDiscarded: (bytes) => {
      discarded += bytes;
    },
  });
  reader.start();
  return reader;
}

async function readsACard(fake: FakeDevice): Promise<void> {
  const progress = { insertCard: () => undefined, mediaInserted: () => undefined };
  const outcome = reader.read(progress, new AbortController().signal);
  await fake.call('PUT /card', { card: 'in-work' });
  expect(await outcome).toMatchObject({ ok: true, value: { name: '张示丰' } });
  await eventually(() => reader.status.media === 'present');
  await fake.call('DELETE /card');
  await eventually(() => reader.status.media === 'notPresent', 10_000);
}

describe('a reader somewhere among the serial ports', () => {
  it('is found by trying them, and is looked for at the same port when it comes back', async () => {
    await plugOther('other');
    const fake = await plug('reader');
    start({ driver: 'sdt' }, ['other', 'reader']);
    await eventually(() => reader.status.device === 'online', 20_000);
    expect(online).toEqual([{ port: fake.info['port'], model: 'sdt' }]);

    await fake.call('PUT /power', { on: false });
    await eventually(() => reader.status.device === 'powerOff');
    await fake.call('PUT /power', { on: true });
    // Going through the silent port first would take longer.
    await eventually(() => reader.status.device === 'online', 2000);
  });

  it('is looked for everywhere when it stays away from where it was', async () => {
    const fake = await plug('first');
    const ports = ['first'];
    start({ driver: 'sdt' }, ports);
    await eventually(() => reader.status.device === 'online', 10_000);
    await fake.call('PUT /power', { on: false });
    await eventually(() => reader.status.device === 'powerOff');
    const second = await plug('second');
    ports.push('second');
    await eventually(() => reader.status.device === 'online', 20_000);
    expect(online.at(-1)?.port).toBe(second.info['port']);
  });

  it('is not there as long as there is no port', async () => {
    start({}, []);
    await eventually(() => reader.status.device === 'powerOff');
  });
});

describe('a reader of a kind that nobody has configured', () => {
  it.each([
    ['sdt', ['--baud', '9600']],
    ['sdt', ['--baud', '57600']],
    ['cvr-100', []],
    ['cvr-100au', []],
  ])('%s %j is found by its answer, and reads', async (model, args) => {
    const fake = await plug('reader', '--model', model, ...args);
    start({}, ['reader']);
    await eventually(() => reader.status.device === 'online', 20_000);
    expect(online).toEqual([{ port: fake.info['port'], model }]);
    await readsACard(fake);
  });
});

describe('a reader that is configured', () => {
  it('is found at its rate when only its port is given', async () => {
    const fake = await plug('reader', '--baud', '19200');
    start({ driver: 'sdt', path: `${folder}/reader` });
    await eventually(() => reader.status.device === 'online', 20_000);
    await readsACard(fake);
  });

  it('is waited for while it is starting', async () => {
    await plug('reader', '--boot-ms', '2500');
    start({ driver: 'sdt', path: `${folder}/reader` });
    await eventually(() => reader.status.device === 'online', 20_000);
  });

  it('reads at 9600 baud, where a card takes more than a second on the wire', async () => {
    const fake = await plug('reader', '--baud', '9600');
    start({ driver: 'sdt', path: `${folder}/reader`, baudRate: 9600 });
    await eventually(() => reader.status.device === 'online', 20_000);
    await readsACard(fake);
  });

  it('counts what came and belonged to no frame', async () => {
    const fake = await plug('reader');
    start({ driver: 'sdt', path: `${folder}/reader` });
    await eventually(() => reader.status.device === 'online', 20_000);
    const before = discarded;
    await fake.call('PUT /faults', { noise: { where: 'before', bytes: 60 } });
    await eventually(() => discarded > before + 100);
  });

  it('stops at once while it is looked for', async () => {
    await plugOther('other');
    start({}, ['other']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await reader.stop();
    const held = await serialBinding(`${folder}/other`, { baudRate: 115_200 })({
      data: () => undefined,
      lost: () => undefined,
    });
    expect(held.ok).toBe(true);
    if (held.ok) await held.value.close();
  });
});

describe('a port that another program holds', () => {
  it('is offline, not broken, and is taken when it becomes free', async () => {
    await plug('reader');
    const link = `${folder}/reader`;
    const held = await serialBinding(link, { baudRate: 115_200 })({
      data: () => undefined,
      lost: () => undefined,
    });
    if (!held.ok) throw new Error(held.error);
    start({ driver: 'sdt', path: link, baudRate: 115_200 });
    await eventually(() => reader.status.device === 'offline');
    await held.value.close();
    await eventually(() => reader.status.device === 'online');
  });
});
