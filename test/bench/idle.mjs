// The daemon and its floor waiting for a card: CPU for each poll, resident memory.
//   node test/bench/idle.mjs [--seconds 20]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { benchCalls, cpuMs, FakeDevice, PageClient, printTable, residentMiB, withStack } from './measure.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const FLOOR = fileURLToPath(new URL('./floor-tap.mjs', import.meta.url));
const FLOOR_PORT = 9660;

await withStack(async (stack) => {
  const floorPath = join(stack.folder, 'floor-reader');
  const floorReader = await FakeDevice.start('identity-card-reader', ['--link', floorPath]);
  const floor = spawn(process.execPath, [FLOOR, String(FLOOR_PORT), floorPath, '100'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(floor.stdout, 'data');
  const floorClient = new WebSocket(`ws://127.0.0.1:${FLOOR_PORT}`);
  await once(floorClient, 'open');
  const page = await PageClient.open(stack.kioskUrl);
  page.send('IdentityCard.Read');
  await page.next((message) => message.header.name === 'CardReader.InsertCardEvent');
  await sleep(3000);

  const requests = async () => ({
    floor: /** @type {any} */ (await floorReader.call('GET /state')).requests.find,
    daemon: (await benchCalls(stack.benchUrl)('GET', '/state'))['identity-card-reader'].requests.find,
  });
  const pids = { floor: Number(floor.pid), daemon: Number(stack.processes.daemon.child?.pid) };
  const before = { requests: await requests(), floor: cpuMs(pids.floor), daemon: cpuMs(pids.daemon) };
  await sleep(Number(values.seconds) * 1000);
  const after = { requests: await requests(), floor: cpuMs(pids.floor), daemon: cpuMs(pids.daemon) };

  const row = (/** @type {'floor' | 'daemon'} */ name) => {
    const polls = after.requests[name] - before.requests[name];
    const usedMs = after[name] - before[name];
    return {
      polls,
      'µs CPU a poll': (usedMs * 1000) / polls,
      '% of a core': (usedMs / (Number(values.seconds) * 1000)) * 100,
      'resident MiB': residentMiB(pids[name]),
    };
  };
  printTable('Waiting for a card, asking every 100 ms', { floor: row('floor'), daemon: row('daemon') });
  floorClient.close();
  page.socket.close();
  floor.kill();
  await floorReader.stop();
});
