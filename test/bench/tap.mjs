// Last byte from the reader → event on the socket, the daemon against its floor, interleaved.
//   node test/bench/tap.mjs [--taps 60] [--starts 8]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { benchCalls, FakeDevice, figures, PageClient, printTable, withStack } from './measure.mjs';

const { values } = parseArgs({
  options: { taps: { type: 'string', default: '60' }, starts: { type: 'string', default: '8' } },
});
const FLOOR = fileURLToPath(new URL('./floor-tap.mjs', import.meta.url));
const FLOOR_PORT = 9660;
const POLL_MS = 100;
const TAPS_DISCARDED = 5;

await withStack(async (stack) => {
  const floorPath = join(stack.folder, 'floor-reader');
  const floorReader = await FakeDevice.start('identity-card-reader', ['--link', floorPath]);
  const daemonReader = benchCalls(stack.benchUrl);

  const startFloor = async () => {
    const child = spawn(process.execPath, [FLOOR, String(FLOOR_PORT), floorPath, String(POLL_MS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const client = new PageClient(new WebSocket(`ws://127.0.0.1:${FLOOR_PORT}`));
    await once(client.socket, 'open');
    return { child, client };
  };
  const isRead = (/** @type {any} */ message) =>
    message.header.type === 'completion' && message.header.name === 'IdentityCard.Read';

  const tapFloor = async (/** @type {PageClient} */ client) => {
    await floorReader.call('PUT /card', { card: 'in-work' });
    const { atMs } = await client.next(isRead);
    const { lastByteOf } = /** @type {any} */ (await floorReader.call('GET /state'));
    await floorReader.call('DELETE /card');
    await sleep(3 * POLL_MS);
    return atMs - lastByteOf.readBase.monotonicMs;
  };
  const tapDaemon = async (/** @type {PageClient} */ client) => {
    client.send('IdentityCard.Read');
    await client.next((message) => message.header.name === 'CardReader.InsertCardEvent');
    await daemonReader('PUT', '/identity-card-reader/card', { card: 'in-work' });
    const { atMs, message } = await client.next(isRead);
    if (message.header.completionCode !== 'success') throw new Error(JSON.stringify(message));
    const state = await daemonReader('GET', '/state');
    await daemonReader('DELETE', '/identity-card-reader/card');
    await client.next((heard) => heard.header.name === 'CardReader.MediaRemovedEvent');
    await sleep(POLL_MS);
    return atMs - state['identity-card-reader'].lastByteOf.readBase.monotonicMs;
  };

  const floor = await startFloor();
  const page = await PageClient.open(stack.kioskUrl);
  /** @type {Record<'floor' | 'daemon', number[]>} */
  const warm = { floor: [], daemon: [] };
  for (let tap = 0; tap < Number(values.taps) + TAPS_DISCARDED; tap += 1) {
    const floorMs = await tapFloor(floor.client);
    const daemonMs = await tapDaemon(page);
    if (tap < TAPS_DISCARDED) continue;
    warm.floor.push(floorMs);
    warm.daemon.push(daemonMs);
  }
  floor.child.kill();
  page.socket.close();

  /** @type {Record<'floor' | 'daemon', number[]>} */
  const first = { floor: [], daemon: [] };
  for (let start = 0; start < Number(values.starts); start += 1) {
    const cold = await startFloor();
    await sleep(1000);
    first.floor.push(await tapFloor(cold.client));
    cold.child.kill();
    await once(cold.child, 'exit');

    const { daemon } = stack.processes;
    await daemon.restart();
    await stack.waitUntilReady();
    const client = await PageClient.open(stack.kioskUrl);
    await sleep(1000);
    first.daemon.push(await tapDaemon(client));
    client.socket.close();
  }
  await floorReader.stop();

  const us = (/** @type {number[]} */ ms) => {
    const { n, p50, p95, p99, max } = figures(ms.map((value) => value * 1000));
    return { n, 'p50 µs': p50, 'p95 µs': p95, 'p99 µs': p99, 'max µs': max };
  };
  printTable('Last byte → event on the socket, warm', { floor: us(warm.floor), daemon: us(warm.daemon) });
  printTable('First tap after start', { floor: us(first.floor), daemon: us(first.daemon) });
  const p50 = (/** @type {number[]} */ ms) => figures(ms).p50;
  console.log(`\nwarm daemon ÷ floor: ${(p50(warm.daemon) / p50(warm.floor)).toFixed(2)}`);
  console.log(
    `first tap ÷ warm, daemon: ${(p50(first.daemon) / p50(warm.daemon)).toFixed(2)}, floor: ${(p50(first.floor) / p50(warm.floor)).toFixed(2)}`,
  );
});
