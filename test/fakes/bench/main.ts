/**
 * The device bench: starts the fake devices and lets a person (the page at `/`) or a program (the HTTP API) lay cards
 * down, pull cables and take paper.
 *
 *   node dist/fakes/bench.js --port 8649 --folder DIR --reader-link PATH --printer-port 8631
 */
import { parseArgs } from 'node:util';
import { FakeDevice } from '../fake-client.ts';
import { createBenchServer } from './bench-server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8649' },
    folder: { type: 'string' },
    'reader-link': { type: 'string' },
    'printer-port': { type: 'string', default: '8631' },
    'kiosk-url': { type: 'string', default: 'http://127.0.0.1:8640/' },
  },
});
const { folder } = values;
const readerLink = values['reader-link'];
if (folder === undefined || readerLink === undefined) {
  console.error('bench: --folder and --reader-link are needed');
  process.exit(2);
}

const reader = await FakeDevice.start('identity-card-reader', ['--link', readerLink]);
const printer = await FakeDevice.start('printer', ['--port', values['printer-port'], '--folder', folder]);
for (const device of [reader, printer]) {
  device.child.once('exit', (code) => {
    console.error(`bench: the fake ${device.name} ended, exit code ${code}`);
    process.exit(1);
  });
}

const server = createBenchServer(
  new Map([reader, printer].map((device) => [device.name, device])),
  values['kiosk-url'],
);
server.listen(Number(values.port), '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'bench ready', port: (server.address() as { port: number }).port }));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    for (const device of [reader, printer]) device.child.removeAllListeners('exit');
    server.close();
    server.closeAllConnections();
    void Promise.all([reader.stop(), printer.stop()]).then(() => process.exit(0));
  });
}
