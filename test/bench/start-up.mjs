// Process start → ready: the daemon (reader found, page served) against the floor; interleaved.
//   node test/bench/start-up.mjs [--starts 10]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FakeDevice, figures, nowMs, printTable, withStack } from './measure.mjs';

const { values } = parseArgs({ options: { starts: { type: 'string', default: '10' } } });
const FLOOR = fileURLToPath(new URL('./floor-tap.mjs', import.meta.url));

await withStack(async (stack) => {
  const floorPath = join(stack.folder, 'floor-reader');
  const floorReader = await FakeDevice.start('identity-card-reader', ['--link', floorPath]);
  /** @type {Record<'floor' | 'page' | 'ready', number[]>} */
  const times = { floor: [], page: [], ready: [] };
  for (let start = 0; start < Number(values.starts); start += 1) {
    const floorStart = nowMs();
    const floor = spawn(process.execPath, [FLOOR, '9660', floorPath, '100'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(floor.stdout, 'data');
    times.floor.push(nowMs() - floorStart);
    floor.kill();
    await once(floor, 'exit');

    await stack.processes.daemon.stop();
    const daemonStart = nowMs();
    await stack.processes.daemon.restart();
    await answers(`${stack.kioskUrl}health`, () => true);
    times.page.push(nowMs() - daemonStart);
    await answers(
      `${stack.kioskUrl}health`,
      (health) => health.devices.identityCardReader.device === 'online',
    );
    times.ready.push(nowMs() - daemonStart);
  }
  await floorReader.stop();
  const row = (/** @type {number[]} */ ms) => {
    const { n, p50, max } = figures(ms);
    return { n, 'p50 ms': p50, 'max ms': max };
  };
  printTable('Process start → ready', {
    'floor: socket open': row(times.floor),
    'daemon: page served': row(times.page),
    'daemon: reader found': row(times.ready),
  });
});

/**
 * @param {string} url
 * @param {(health: any) => boolean} wanted
 */
async function answers(url, wanted) {
  for (;;) {
    const health = await new Promise((resolve) => {
      get(url, { agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(JSON.parse(text)));
      }).on('error', () => resolve(null));
    });
    if (health !== null && wanted(health)) return;
    await sleep(2);
  }
}
