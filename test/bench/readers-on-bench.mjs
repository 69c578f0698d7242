// The kinds of readers that need no device of the kernel, each twice: one for the daemon and one for its floor.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { WebSocket } from 'ws';
import { benchCalls, FakeDevice, PageClient } from './measure.mjs';

const FLOOR_PORT = 9660;
/** From power on until a fake hears something. */
const BOOT_MS = 500;
/** How soon a PC/SC service is sure to have noticed that a card was taken; it looks every 400 ms. */
const PCSCD_LOOKS_MS = 1000;
/** Longer than a motor takes for anything. */
const PATIENCE_MS = 30_000;

/** @typedef {import('./measure.mjs').Later} Later */
/** @typedef {import('../../scripts/stack.mjs').Stack} Stack */
/** @typedef {import('../../scripts/stack-configuration.mjs').Readers} Readers */
/** @typedef {{ call(call: string, body?: unknown): Promise<any> }} Device a fake, wherever it runs */

/**
 * The daemon or the floor, with a reader of its own.
 * @typedef {object} Side
 * @property {PageClient} client
 * @property {Device} device
 * @property {() => Promise<unknown>} ready until a card may be put in
 * @property {() => Promise<unknown>} takeCard until it is known that the card is gone
 */

/**
 * @typedef {object} Reader
 * @property {Readers} readers
 * @property {(later: Later) => Promise<unknown>} [prepare] what has to be there before the stack
 * @property {{ command: string, card: string, lastAnswer: string, lookMs: number }} read `lookMs`: from one look for a card
 * to the next, in which a card comes at any moment
 * @property {(bench: { stack: Stack, page: PageClient, later: Later }) => Promise<Record<'floor' | 'daemon', Side>>} stand
 */

/** @type {Record<string, Reader>} */
export const READERS = {
  sdt: identityCardReader('sdt', 100),
  'cvr-100': identityCardReader('cvr-100', 100),
  'cvr-100au': identityCardReader('cvr-100au', 200),
  'crt-591': motorisedReader('crt-591'),
  'crt-310': motorisedReader('crt-310'),
  pcsc: pcscReader(),
};

/**
 * @param {'sdt' | 'cvr-100' | 'cvr-100au'} model
 * @param {number} pollMs
 * @returns {Reader}
 */
function identityCardReader(model, pollMs) {
  return {
    readers: { identityCardReader: model },
    read: { command: 'IdentityCard.Read', card: 'in-work', lastAnswer: 'readBase', lookMs: pollMs },
    stand: async ({ stack, page, later }) => {
      const path = join(stack.folder, 'floor-reader');
      const device = await startFake('identity-card-reader', ['--link', path, '--model', model], later);
      const client = await startFloor(['floor-tap.mjs', FLOOR_PORT, path, pollMs, model], {}, later);
      const daemons = onBench(stack, 'identity-card-reader');
      return {
        floor: {
          client,
          device,
          ready: () => sleep(3 * pollMs),
          takeCard: () => device.call('DELETE /card'),
        },
        daemon: {
          client: page,
          device: daemons,
          ready: () => invited(page, 'IdentityCard.Read'),
          takeCard: async () => {
            await daemons.call('DELETE /card');
            await page.next(isNamed('CardReader.MediaRemovedEvent'));
          },
        },
      };
    },
  };
}

/**
 * @param {'crt-591' | 'crt-310'} model
 * @returns {Reader}
 */
function motorisedReader(model) {
  const untilIn = async (/** @type {Device} */ device, /** @type {(state: any) => boolean} */ wanted) => {
    const deadline = performance.now() + PATIENCE_MS;
    while (!wanted(await device.call('GET /state'))) {
      if (performance.now() > deadline) throw new Error(`not so in ${PATIENCE_MS / 1000} s: ${wanted}`);
      await sleep(50);
    }
  };
  const takeAtGate = async (/** @type {Device} */ device) => {
    await untilIn(device, ({ position, moving }) => position === 'gate' && !moving);
    await device.call('DELETE /card');
  };
  return {
    readers: { socialSecurityCardReader: model },
    read: { command: 'SocialSecurityCard.Read', card: 'in-work-2.0', lastAnswer: 'apdu', lookMs: 150 },
    stand: async ({ stack, page, later }) => {
      const path = join(stack.folder, 'floor-reader');
      const device = await startFake(model, ['--link', path], later);
      const client = await startFloor(['floor-chip-card.mjs', FLOOR_PORT, model, path], {}, later);
      const daemons = onBench(stack, 'social-security-card-reader');
      return {
        floor: {
          client,
          device,
          // Permitted from the card before until that one is known to be gone.
          ready: () => sleep(400).then(() => untilIn(device, ({ entryPermitted }) => entryPermitted)),
          takeCard: () => takeAtGate(device),
        },
        daemon: daemonSide(page, daemons, () => takeAtGate(daemons)),
      };
    },
  };
}

/** @returns {Reader} */
function pcscReader() {
  /** @type {Awaited<ReturnType<typeof startPcscServices>> | null} */
  let services = null;
  return {
    prepare: async (later) => {
      services = await startPcscServices(later);
    },
    readers: { socialSecurityCardReader: 'pcsc' },
    read: { command: 'SocialSecurityCard.Read', card: 'in-work-2.0', lastAnswer: 'command', lookMs: 400 },
    stand: async ({ page, later }) => {
      if (services === null) throw new Error('not prepared');
      const { floor, daemon } = services;
      const environment = { PCSCLITE_CSOCK_NAME: floor.socket };
      const device = await startFake('pcsc-card', ['--port', String(floor.port)], later);
      const client = await startFloor(['floor-chip-card.mjs', FLOOR_PORT, 'pcsc'], environment, later);
      // In place of the one that the stack has brought: its port is another.
      const daemons = await startFake('pcsc-card', ['--port', String(daemon.port)], later);
      return {
        floor: {
          client,
          device,
          ready: () => sleep(PCSCD_LOOKS_MS),
          takeCard: () => device.call('DELETE /card'),
        },
        daemon: daemonSide(page, daemons, () => daemons.call('DELETE /card')),
      };
    },
  };
}

/**
 * @param {PageClient} page
 * @param {Device} device
 * @param {() => Promise<unknown>} take
 * @returns {Side}
 */
const daemonSide = (page, device, take) => ({
  client: page,
  device,
  ready: () => invited(page, 'SocialSecurityCard.Read'),
  takeCard: async () => {
    // Its holder changes their mind before the PIN, so that nothing is asked of the records.
    const requestId = page.send('SocialSecurityCard.VerifyPin');
    await page.next(isNamed('PinPad.EntryRequestedEvent'));
    page.send('Common.Cancel', { requestIds: [requestId] });
    await page.next(({ header }) => header.type === 'completion' && header.requestId === requestId);
    await take();
    await page.next(isNamed('CardReader.MediaRemovedEvent'));
  },
});

/**
 * @param {PageClient} page
 * @param {string} command
 */
async function invited(page, command) {
  page.send(command);
  await page.next(isNamed('CardReader.InsertCardEvent'));
}

const isNamed = (/** @type {string} */ name) => (/** @type {any} */ message) => message.header.name === name;

/**
 * @param {Stack} stack
 * @param {string} name
 * @returns {Device}
 */
function onBench(stack, name) {
  const bench = benchCalls(stack.benchUrl);
  return {
    call: (call, body) => {
      const [method = '', path = ''] = call.split(' ');
      return bench(method, `/${name}${path}`, body);
    },
  };
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Later} later
 * @returns {Promise<Device>}
 */
async function startFake(name, args, later) {
  const fake = await FakeDevice.start(name, args);
  later(() => fake.stop());
  await sleep(BOOT_MS);
  return fake;
}

/**
 * @param {[program: string, ...args: (string | number)[]]} command
 * @param {Record<string, string>} environment
 * @param {Later} later
 */
async function startFloor([program, ...args], environment, later) {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const gone = once(child, 'exit');
  later(() => {
    child.kill();
    return gone;
  });
  const isReady = await Promise.race([once(child.stdout, 'data').then(() => true), gone.then(() => false)]);
  if (!isReady) throw new Error(`the floor ${program} does not start`);
  const client = new PageClient(new WebSocket(`ws://127.0.0.1:${FLOOR_PORT}`));
  await once(client.socket, 'open');
  return client;
}

/**
 * Two services as the system has one, each with a reader of its own: the daemon takes every reader it is told of. A
 * program that is started later finds the second one by the variable it inherits.
 * @param {Later} later
 */
async function startPcscServices(later) {
  const program = fileURLToPath(new URL('../../dist/bench/pcscd.js', import.meta.url));
  const input = fileURLToPath(new URL('../protocol/pcsc/pcscd.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'node', tsconfig: false });
  await bundle.write({ file: program, format: 'esm' });
  await bundle.close();
  /** @type {typeof import('../protocol/pcsc/pcscd.ts')} */
  const { Pcscd } = await import(program);
  const start = async () => {
    const service = await Pcscd.prepare();
    later(() => service.remove());
    await service.start();
    return { port: service.port, socket: String(process.env['PCSCLITE_CSOCK_NAME']) };
  };
  return { floor: await start(), daemon: await start() };
}
