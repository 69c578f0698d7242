/**
 * The device bench: starts the fake devices and lets a person (the page at `/`) or a program (the HTTP API) lay cards
 * down, pull cables and take paper.
 *
 *   node dist/fakes/bench.js --port 8649 --devices FILE [--kiosk-url URL]
 *
 * FILE is JSON: [{ "name": "identity-card-reader", "fake": "identity-card-reader", "args": ["--link", "…"] }, …].
 * `name` is the device's place in the bench's addresses, `fake` the program that plays it.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FakeDevice } from '../fake-client.ts';
import { createBenchServer } from './bench-server.ts';

const DeviceList = v.array(v.strictObject({ name: v.string(), fake: v.string(), args: v.array(v.string()) }));

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8649' },
    devices: { type: 'string' },
    'kiosk-url': { type: 'string', default: 'http://127.0.0.1:8640/' },
  },
});
if (values.devices === undefined) {
  console.error('bench: --devices FILE is needed');
  process.exit(2);
}

const list = v.parse(DeviceList, JSON.parse(readFileSync(values.devices, 'utf8')));
const devices = new Map(
  await Promise.all(
    list.map(async ({ name, fake, args }) => [name, await FakeDevice.start(fake, args)] as const),
  ),
);
for (const [name, device] of devices) {
  device.child.once('exit', (code) => {
    console.error(`bench: the fake ${name} ended, exit code ${code}`);
    process.exit(1);
  });
}

const server = createBenchServer(devices, values['kiosk-url']);
server.listen(Number(values.port), '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'bench ready', port: (server.address() as { port: number }).port }));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    for (const device of devices.values()) device.child.removeAllListeners('exit');
    server.close();
    server.closeAllConnections();
    void Promise.all([...devices.values()].map((device) => device.stop())).then(() => process.exit(0));
  });
}
