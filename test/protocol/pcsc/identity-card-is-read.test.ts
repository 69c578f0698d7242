import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findIdentityCardReaders } from '#device-daemon/devices/identity-card-finder.ts';
import {
  createIdentityCardReader,
  type SupervisedIdentityCardReader,
} from '#device-daemon/devices/identity-card-reader.ts';
import { pcscLink } from '#device-daemon/drivers/pcsc/driver.ts';
import { pcscIdLink } from '#device-daemon/drivers/pcsc-id/driver.ts';
import { warmUpSdt } from '#device-daemon/drivers/sdt/warm-up.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Pcscd } from './pcscd.ts';

/** The day all scenarios play on: 2026-11-22 in China. */
const TODAY_MS = Date.parse('2026-11-22T04:00:00Z');
/** The service looks every 400 ms: longer than this it does not believe in a card that was lifted. */
const SERVICE_KNOWS_MS = 1_000;

let service: Pcscd;
/** Of the two slots of vpcd: in the first the last piece is short, in the second it is also said to be. */
let fakes: readonly [FakeDevice, FakeDevice];
let reader: SupervisedIdentityCardReader;
let removals = 0;
const logged: string[] = [];

beforeAll(async () => {
  await buildFake('pcsc-identity-card');
  service = await Pcscd.prepare();
  fakes = [
    await FakeDevice.start('pcsc-identity-card', ['--port', String(service.port)]),
    await FakeDevice.start('pcsc-identity-card', ['--port', String(service.port + 1), '--ends-early']),
  ];
  await service.start();
});
afterAll(async () => {
  for (const fake of fakes) await fake.stop();
  await service.remove();
});

beforeEach(async () => {
  removals = 0;
  logged.length = 0;
  const note = (event: string, fields: Record<string, unknown> = {}) =>
    logged.push(`${event} ${JSON.stringify(fields)}`);
  reader = createIdentityCardReader({
    openLink: pcscIdLink(pcscLink({ readerName: 'bench' })),
    warmUp: warmUpSdt,
    pollMs: 50,
    clock: () => TODAY_MS,
    logger: { debug: note, info: note, warn: note, error: note },
  });
  reader.on('mediaRemoved', () => {
    removals += 1;
  });
  reader.start();
  await eventually(() => reader.status.device === 'online');
});
afterEach(async () => {
  await reader.stop();
  for (const fake of fakes) {
    await fake.call('DELETE /card');
    await fake.call('PUT /faults', {});
  }
  await pause(SERVICE_KNOWS_MS);
});

const lay = (card: string, slot: 0 | 1 = 0): Promise<unknown> => fakes[slot].call('PUT /card', { card });
const lift = (slot: 0 | 1 = 0): Promise<unknown> => fakes[slot].call('DELETE /card');
const read = () => {
  const told: string[] = [];
  const outcome = reader.read(
    { insertCard: () => told.push('insertCard'), mediaInserted: () => told.push('mediaInserted') },
    AbortSignal.timeout(30_000),
  );
  return { told, outcome };
};
const failure = (errorCode: string) => ({ ok: false, error: { type: 'commandErrorCode', errorCode } });

describe('an identity card in a reader behind PC/SC', () => {
  it.each([
    ['the last piece is short', 0],
    ['the last piece is said to be short', 1],
  ] as const)('is read whole; %s', async (_name, slot) => {
    const { told, outcome } = read();
    await lay('in-work', slot);
    const card = await outcome;
    if (!card.ok) throw new Error(JSON.stringify(card.error));
    expect(card.value).toMatchObject({ kind: 'residentIdentityCard', validUntil: '2038-06-01' });
    expect(card.value.photo).toHaveLength(1024);
    expect(Buffer.from(card.value.photo.subarray(0, 2)).toString()).toBe('WL');
    expect(told.at(-1)).toBe('mediaInserted');
    expect(logged.join()).not.toContain(card.value.number);
    expect(logged.join()).not.toContain(card.value.name);
  });

  it.each([
    ['residence-permit', 'hongKongMacaoTaiwanResidencePermit'],
    ['foreign-2017', 'foreignPermanentResidentCard2017'],
    ['foreign-2023', 'foreignPermanentResidentCard2023'],
  ])(
    'of another kind is known by its letter, which stands at the end of the first piece: %s',
    async (name, kind) => {
      const { outcome } = read();
      await lay(name);
      expect(await outcome).toMatchObject({ ok: true, value: { kind } });
    },
  );

  it('lay there before the daemon came', async () => {
    await reader.stop();
    await lay('in-work');
    await pause(SERVICE_KNOWS_MS);
    reader.start();
    await eventually(() => reader.status.device === 'online');
    expect(await read().outcome).toMatchObject({ ok: true });
  });

  it.each([
    ['expired', 'cardExpired'],
    ['wrong-check-digit', 'numberNotValid'],
    ['old-firmware', 'readerFirmwareOutdated'],
    ['damaged', 'invalidMedia'],
  ])('that cannot be used is turned down until it is lifted: %s', async (name, errorCode) => {
    const first = read();
    await lay(name);
    expect(await first.outcome).toEqual(failure(errorCode));
    const second = read();
    await pause(SERVICE_KNOWS_MS);
    expect(second.told).not.toContain('mediaInserted');
    await lift();
    await eventually(() => second.told.includes('insertCard'));
    await lay('in-work');
    expect(await second.outcome).toMatchObject({ ok: true });
  });
});

describe('a card that leaves', () => {
  it('is reported once, and the next card is read', async () => {
    const first = read();
    await lay('in-work');
    expect(await first.outcome).toMatchObject({ ok: true });
    await pause(SERVICE_KNOWS_MS);
    expect(reader.status).toEqual({ device: 'online', media: 'present' });
    expect(removals).toBe(0);
    await lift();
    await eventually(() => removals === 1);
    expect(reader.status).toEqual({ device: 'online', media: 'notPresent' });
    const second = read();
    await lay('retired');
    expect(await second.outcome).toMatchObject({ ok: true });
    expect(removals).toBe(1);
  });

  it('while it is read is missed, at any piece', async () => {
    for (const takeAfterCommands of [0, 1, 5]) {
      await fakes[0].call('PUT /faults', { takeAfterCommands });
      const { outcome } = read();
      await lay('in-work');
      expect(await outcome, `after ${takeAfterCommands}`).toEqual(failure('noMedia'));
      await fakes[0].call('PUT /faults', {});
      await pause(SERVICE_KNOWS_MS);
    }
  });

  it('with another in its place is noticed, and the other is not taken for it', async () => {
    const first = read();
    await lay('in-work');
    const citizen = await first.outcome;
    await fakes[0].call('PUT /faults', { swapAfterCommands: 1, to: 'retired' });
    await eventually(() => removals === 1);
    await fakes[0].call('PUT /faults', {});
    const other = await read().outcome;
    expect(other).toMatchObject({ ok: true });
    expect(other.ok && citizen.ok && other.value.number !== citizen.value.number).toBe(true);
  });

  it('is not left powered', async () => {
    const { outcome } = read();
    await lay('in-work');
    await outcome;
    await reader.stop();
    await eventually(async () => !(await fakes[0].call<{ powered: boolean }>('GET /state')).powered);
  });
});

describe('a reader behind PC/SC', () => {
  it('is shown to the engineer by its name, as the least likely', async () => {
    const found = await findIdentityCardReaders();
    expect(found.slice(-2)).toMatchObject([
      { model: 'pcsc-id', port: 'Bench Reader 00 00', missing: null },
      { model: 'pcsc-id', port: 'Bench Reader 00 01', missing: null },
    ]);
  });

  it('is lost with the service and found again with it', async () => {
    await service.stop('SIGKILL');
    await eventually(() => reader.status.device === 'powerOff' || reader.status.device === 'offline');
    await service.start();
    await eventually(() => reader.status.device === 'online');
    const { outcome } = read();
    await lay('in-work');
    expect(await outcome).toMatchObject({ ok: true });
  });

  it('whose service goes in the middle of a read ends it', async () => {
    await fakes[0].call('PUT /faults', { delayMs: 1_000 });
    const { commands } = await fakes[0].call<{ commands: number }>('GET /state');
    const { outcome } = read();
    await lay('in-work');
    await eventually(
      async () => (await fakes[0].call<{ commands: number }>('GET /state')).commands > commands,
    );
    await service.stop('SIGKILL');
    expect(await outcome, logged.join('\n')).toEqual({ ok: false, error: { type: 'deviceNotReady' } });
    await service.start();
    await eventually(() => reader.status.device === 'online');
  });
});
